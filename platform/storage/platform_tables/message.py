"""One exchange with another system; kept for ever."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class MessageRow(SQLModel, table=True):
    """One exchange with another system; kept for ever."""

    __tablename__ = "message"

    id: str = Field(primary_key=True, sa_type=String(36))
    direction: str = Field(sa_type=String(3))
    connection: str = Field(sa_type=String(40))
    interface: str = Field(sa_type=String(40))
    operation: str = Field(sa_type=String(80))
    entity: str = Field(sa_type=String(40))
    order_key: str = Field(index=True, sa_type=String(120))
    effect_key: str = Field(unique=True, sa_type=String(400))
    state: str = Field(index=True, sa_type=String(24))
    inputs: Any = Field(sa_type=JSON)
    answer: Any = Field(default=None, nullable=True, sa_type=JSON)
    error_class: str | None = Field(default=None, sa_type=String(20))
    reason: str | None = Field(default=None, sa_type=String(40))
    error_text: Any = Field(default=None, nullable=True, sa_type=JSON)
    attempts: int = Field(default=0, sa_type=BigInteger)
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cause: Any = Field(sa_type=JSON)
    instance: str | None = Field(default=None, index=True, sa_type=String(36))
    step: str | None = Field(default=None, sa_type=String(300))
    about: Any = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
