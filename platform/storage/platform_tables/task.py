"""Work for a person inside an instance."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Task(SQLModel, table=True):
    """Work for a person inside an instance."""

    __tablename__ = "task"

    id: str = Field(primary_key=True, sa_type=String(36))
    instance: str = Field(index=True, sa_type=String(36))
    step: str = Field(sa_type=String(300))
    node: str = Field(sa_type=String(40))
    kind: str = Field(sa_type=String(12))
    title: Any = Field(sa_type=JSON)
    form: str = Field(sa_type=String(40))
    record: str = Field(index=True, sa_type=String(36))
    transition: str | None = Field(default=None, sa_type=String(40))
    fields: Any = Field(default=None, nullable=True, sa_type=JSON)
    roles: Any = Field(default=None, nullable=True, sa_type=JSON)
    persons: Any = Field(default=None, nullable=True, sa_type=JSON)
    because: Any = Field(default=None, nullable=True, sa_type=JSON)
    claimed_by: str | None = Field(default=None, sa_type=String(36))
    on_behalf_of: str | None = Field(default=None, sa_type=String(36))
    state: str = Field(default="open", index=True, sa_type=String(10))
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_by: str | None = Field(default=None, sa_type=String(36))
    reason: str | None = Field(default=None, sa_type=Text)
