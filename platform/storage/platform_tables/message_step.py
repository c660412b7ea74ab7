"""One step in the life of a message; append-only."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class MessageStep(SQLModel, table=True):
    """One step in the life of a message; append-only."""

    __tablename__ = "message_step"

    id: str = Field(primary_key=True, sa_type=String(36))
    message: str = Field(index=True, sa_type=String(36))
    state: str = Field(sa_type=String(24))
    detail: Any = Field(default=None, nullable=True, sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
