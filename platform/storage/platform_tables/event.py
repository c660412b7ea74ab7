"""A fact about a record, with its full image after."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Event(SQLModel, table=True):
    """A fact about a record, with its full image after."""

    __tablename__ = "event"

    id: str = Field(primary_key=True, sa_type=String(36))
    form: str = Field(sa_type=String(40))
    record: str = Field(index=True, sa_type=String(36))
    name: str = Field(sa_type=String(40))
    change_no: int = Field(sa_type=BigInteger)
    form_revision: int = Field(sa_type=BigInteger)
    image: Any = Field(sa_type=JSON)
    changes: Any = Field(sa_type=JSON)
    reads: Any = Field(sa_type=JSON)
    warnings: Any = Field(default=None, nullable=True, sa_type=JSON)
    proposed: Any = Field(default=None, nullable=True, sa_type=JSON)
    cause: Any = Field(sa_type=JSON)
    actor: str | None = Field(default=None, sa_type=String(36))
    at: datetime = Field(sa_type=UtcDateTime)
