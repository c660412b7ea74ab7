"""Which revision of a definition is live, and the pack it came with."""

from sqlalchemy import BigInteger, String
from sqlmodel import Field, SQLModel


class DefinitionRow(SQLModel, table=True):
    """Which revision of a definition is live, and the pack it came with."""

    __tablename__ = "definition"

    ref: str = Field(primary_key=True, sa_type=String(90))
    kind: str = Field(sa_type=String(40))
    id: str = Field(sa_type=String(40))
    live: int | None = Field(default=None, sa_type=BigInteger)
    pack: str | None = Field(default=None, sa_type=String(40))
    base_hash: str | None = Field(default=None, sa_type=String(64))
