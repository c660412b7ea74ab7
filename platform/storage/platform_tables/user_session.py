"""A signed-in browser."""

from datetime import datetime

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class UserSession(SQLModel, table=True):
    """A signed-in browser."""

    __tablename__ = "user_session"

    token_hash: str = Field(primary_key=True, sa_type=String(64))
    user: str = Field(index=True, sa_type=String(36))
    csrf: str = Field(sa_type=String(64))
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
