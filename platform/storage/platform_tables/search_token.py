"""What a record is found by."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class SearchToken(SQLModel, table=True):
    """What a record is found by."""

    __tablename__ = "search_token"

    form: str = Field(primary_key=True, sa_type=String(40))
    token: str = Field(primary_key=True, sa_type=String(60))
    record: str = Field(primary_key=True, sa_type=String(36))
