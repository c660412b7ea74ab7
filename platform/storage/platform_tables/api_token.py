"""A token for programs; only its hash is kept."""

from datetime import datetime

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class ApiToken(SQLModel, table=True):
    """A token for programs; only its hash is kept."""

    __tablename__ = "api_token"

    id: str = Field(primary_key=True, sa_type=String(36))
    prefix: str = Field(unique=True, sa_type=String(16))
    token_hash: str = Field(sa_type=String(64))
    user: str = Field(index=True, sa_type=String(36))
    name: str = Field(sa_type=String(120))
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
