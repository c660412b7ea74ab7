"""A pack that was installed."""

from datetime import datetime

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class PackInstall(SQLModel, table=True):
    """A pack that was installed."""

    __tablename__ = "pack_install"

    pack: str = Field(primary_key=True, sa_type=String(40))
    version: str = Field(primary_key=True, sa_type=String(40))
    hash: str = Field(sa_type=String(64))
    at: datetime = Field(sa_type=UtcDateTime)
    by: str | None = Field(default=None, sa_type=String(36))
