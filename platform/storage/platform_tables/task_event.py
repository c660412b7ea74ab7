"""What happened to a task besides being done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class TaskEvent(SQLModel, table=True):
    """`name` is a fact (`reminded`, `escalated`, `transferred`), `detail` says whom and why."""

    __tablename__ = "task_event"

    id: str = Field(primary_key=True, sa_type=String(36))
    task: str = Field(index=True, sa_type=String(36))
    name: str = Field(sa_type=String(20))
    at: datetime = Field(sa_type=UtcDateTime)
    by: str | None = Field(default=None, sa_type=String(36))
    detail: Any = Field(sa_type=JSON)
