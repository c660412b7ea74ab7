"""A file somebody sent."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class StoredFile(SQLModel, table=True):
    """A file somebody sent; its content lies under `hash`, which several may share."""

    __tablename__ = "stored_file"

    id: str = Field(primary_key=True, sa_type=String(36))
    hash: str = Field(index=True, sa_type=String(64))
    size: int = Field(sa_type=BigInteger)
    media_type: str = Field(sa_type=String(100))
    name: str = Field(sa_type=String(255))
    sent_by: str = Field(index=True, sa_type=String(36))
    sent_at: datetime = Field(sa_type=UtcDateTime)
    claimed: bool = False
