"""An immutable, numbered snapshot of a definition."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class DefinitionRevision(SQLModel, table=True):
    """An immutable, numbered snapshot of a definition."""

    __tablename__ = "definition_revision"

    ref: str = Field(primary_key=True, sa_type=String(90))
    revision: int = Field(primary_key=True, sa_type=BigInteger)
    body: str = Field(sa_type=Text)
    hash: str = Field(sa_type=String(64))
    author: str | None = Field(default=None, sa_type=String(36))
    at: datetime = Field(sa_type=UtcDateTime)
    reason: str | None = Field(default=None, sa_type=Text)
