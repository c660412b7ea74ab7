"""What a record is found by."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel

# "C" collation: tokens are looked up by their beginning.
_TOKEN = String(60).with_variant(String(60, collation="C"), "postgresql")


class SearchToken(SQLModel, table=True):
    """What a record is found by."""

    __tablename__ = "search_token"

    form: str = Field(primary_key=True, sa_type=String(40))
    token: str = Field(primary_key=True, sa_type=_TOKEN)
    field: str = Field(primary_key=True, sa_type=String(40))
    record: str = Field(primary_key=True, sa_type=String(36))
