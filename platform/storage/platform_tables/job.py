"""A background job."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class JobRow(SQLModel, table=True):
    """A background job."""

    __tablename__ = "job"

    id: str = Field(primary_key=True, sa_type=String(36))
    kind: str = Field(sa_type=String(40))
    key: str = Field(index=True, sa_type=String(200))
    payload: Any = Field(sa_type=JSON)
    run_at: datetime = Field(index=True, sa_type=UtcDateTime)
    state: str = Field(default="waiting", index=True, sa_type=String(10))
    attempts: int = Field(default=0, sa_type=BigInteger)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_by: str | None = Field(default=None, sa_type=String(36))
    error: str | None = Field(default=None, sa_type=Text)
