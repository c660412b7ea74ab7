"""Who did what: append-only, with a content hash; chained by the sealer."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Audit(SQLModel, table=True):
    """Who did what: append-only, with a content hash; chained by the sealer."""

    __tablename__ = "audit"

    id: str = Field(primary_key=True, sa_type=String(36))
    kind: str = Field(sa_type=String(40))
    subject: str = Field(index=True, sa_type=String(120))
    action: str = Field(sa_type=String(40))
    before: Any = Field(default=None, nullable=True, sa_type=JSON)
    after: Any = Field(default=None, nullable=True, sa_type=JSON)
    cause: Any = Field(sa_type=JSON)
    actor: str | None = Field(default=None, sa_type=String(36))
    at: datetime = Field(sa_type=UtcDateTime)
    content_hash: str = Field(sa_type=String(64))
    chain_no: int | None = Field(default=None, sa_type=BigInteger)
    chain_hash: str | None = Field(default=None, sa_type=String(64))
