"""What a live instance waits for."""

from datetime import datetime

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Subscription(SQLModel, table=True):
    """What a live instance waits for."""

    __tablename__ = "subscription"

    id: str = Field(primary_key=True, sa_type=String(36))
    instance: str = Field(index=True, sa_type=String(36))
    step: str = Field(sa_type=String(300))
    purpose: str = Field(sa_type=String(12))
    form: str | None = Field(default=None, sa_type=String(40))
    event: str | None = Field(default=None, sa_type=String(40))
    record: str | None = Field(default=None, sa_type=String(36))
    since: datetime = Field(sa_type=UtcDateTime)
