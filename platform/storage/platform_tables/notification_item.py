"""A notice to one person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class NotificationItem(SQLModel, table=True):
    """A notice to one person."""

    __tablename__ = "notification_item"

    id: str = Field(primary_key=True, sa_type=String(36))
    user: str = Field(index=True, sa_type=String(36))
    notification: str = Field(sa_type=String(40))
    title: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)
    form: str | None = Field(default=None, sa_type=String(40))
    record: str | None = Field(default=None, sa_type=String(36))
    task: str | None = Field(default=None, sa_type=String(36))
    created_at: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cause: Any = Field(sa_type=JSON)
