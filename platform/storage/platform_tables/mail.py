"""A mail to one person, waiting or sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Mail(SQLModel, table=True):
    """`state` is waiting, sent, dropped or parked; the address is looked up when it is sent, and
    `subject` and `body` are emptied then. With `digest` it goes into one mail with all others of its
    kind; `task` is left out of it once done. `path` leads to what it is about."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_due", "state", "due_at"),)

    id: str = Field(primary_key=True, sa_type=String(36))
    user: str = Field(index=True, sa_type=String(36))
    subject: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)
    path: str = Field(sa_type=String(200))
    task: str | None = Field(default=None, sa_type=String(36))
    digest: bool = Field(default=False)
    state: str = Field(sa_type=String(10))
    attempts: int = Field(default=0)
    due_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: Any = Field(default=None, nullable=True, sa_type=JSON)
