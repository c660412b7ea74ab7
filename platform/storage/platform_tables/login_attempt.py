"""A failed sign-in, for throttling."""

from datetime import datetime

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class LoginAttempt(SQLModel, table=True):
    """A failed sign-in, for throttling."""

    __tablename__ = "login_attempt"

    id: str = Field(primary_key=True, sa_type=String(36))
    key: str = Field(index=True, sa_type=String(120))
    at: datetime = Field(sa_type=UtcDateTime)
