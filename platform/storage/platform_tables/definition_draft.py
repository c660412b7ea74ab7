"""The editable copy of a definition."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class DefinitionDraft(SQLModel, table=True):
    """The editable copy of a definition."""

    __tablename__ = "definition_draft"

    ref: str = Field(primary_key=True, sa_type=String(90))
    body: str = Field(sa_type=Text)
    base_revision: int = Field(sa_type=BigInteger)
    author: str | None = Field(default=None, sa_type=String(36))
    changed_at: datetime = Field(sa_type=UtcDateTime)
    etag: str = Field(sa_type=String(64))
