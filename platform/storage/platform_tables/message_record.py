"""Which records a message is about."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class MessageRecord(SQLModel, table=True):
    """Which records a message is about."""

    __tablename__ = "message_record"

    message: str = Field(primary_key=True, sa_type=String(36))
    record: str = Field(primary_key=True, index=True, sa_type=String(36))
    form: str = Field(sa_type=String(40))
