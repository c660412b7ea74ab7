"""Why the votes of a round are void."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class ApprovalVoiding(SQLModel, table=True):
    """The record changed in `fields` after votes were cast: those of `round` count no more."""

    __tablename__ = "approval_voiding"

    task: str = Field(primary_key=True, sa_type=String(36))
    round: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    fields: Any = Field(sa_type=JSON)
    by: str | None = Field(default=None, sa_type=String(36))
    cause: Any = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
