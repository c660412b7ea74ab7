"""What people say to each other about a record."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class RecordComment(SQLModel, table=True):
    """Never changed and never taken back."""

    __tablename__ = "record_comment"

    id: str = Field(primary_key=True, sa_type=String(36))
    form: str = Field(sa_type=String(40))
    record: str = Field(index=True, sa_type=String(36))
    author: str = Field(sa_type=String(36))
    words: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
