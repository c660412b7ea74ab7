"""Something that cannot go on by itself; it has an owner."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Incident(SQLModel, table=True):
    """Something that cannot go on by itself; it has an owner."""

    __tablename__ = "incident"

    id: str = Field(primary_key=True, sa_type=String(36))
    instance: str | None = Field(default=None, sa_type=String(36))
    job: str | None = Field(default=None, sa_type=String(36))
    message: str | None = Field(default=None, sa_type=String(36))
    what: Any = Field(sa_type=JSON)
    owner: str = Field(sa_type=String(40))
    state: str = Field(default="open", index=True, sa_type=String(10))
    created_at: datetime = Field(sa_type=UtcDateTime)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resolved_by: str | None = Field(default=None, sa_type=String(36))
    how: str | None = Field(default=None, sa_type=Text)
