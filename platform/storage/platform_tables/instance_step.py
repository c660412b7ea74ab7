"""One visit of one node, for people to look at."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class InstanceStep(SQLModel, table=True):
    """One visit of one node, for people to look at."""

    __tablename__ = "instance_step"

    instance: str = Field(primary_key=True, sa_type=String(36))
    step: str = Field(primary_key=True, sa_type=String(300))
    node: str = Field(sa_type=String(40))
    visit: int = Field(sa_type=BigInteger)
    state: str = Field(sa_type=String(12))
    outputs: Any = Field(default=None, nullable=True, sa_type=JSON)
    detail: Any = Field(default=None, nullable=True, sa_type=JSON)
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
