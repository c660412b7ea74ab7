"""One run of one flow revision."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Instance(SQLModel, table=True):
    """One run of one flow revision."""

    __tablename__ = "instance"

    id: str = Field(primary_key=True, sa_type=String(36))
    flow: str = Field(index=True, sa_type=String(40))
    revision: int = Field(sa_type=BigInteger)
    state: str = Field(index=True, sa_type=String(12))
    seq: int = Field(default=0, sa_type=BigInteger)
    data: Any = Field(sa_type=JSON)
    form: str | None = Field(default=None, sa_type=String(40))
    record: str | None = Field(default=None, index=True, sa_type=String(36))
    trigger_event: str | None = Field(default=None, sa_type=String(36))
    parent: str | None = Field(default=None, sa_type=String(36))
    parent_step: str | None = Field(default=None, sa_type=String(300))
    cause: Any = Field(sa_type=JSON)
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
