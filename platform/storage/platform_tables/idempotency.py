"""The answer once given to a write with this key."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Idempotency(SQLModel, table=True):
    """The answer once given to a write with this key."""

    __tablename__ = "idempotency"

    actor: str = Field(primary_key=True, sa_type=String(36))
    key: str = Field(primary_key=True, sa_type=String(120))
    body_hash: str = Field(sa_type=String(64))
    status: int = Field(sa_type=BigInteger)
    headers: Any = Field(sa_type=JSON)
    body: Any = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime)
