"""An electronic signature under a record."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class Signature(SQLModel, table=True):
    """Under a transition or a vote; never changed. `name` and `login` as they were then; `meaning`
    in every language; `hash` is SHA-256 (hex) over the canonical JSON of the image of `event`."""

    __tablename__ = "signature"

    id: str = Field(primary_key=True, sa_type=String(36))
    form: str = Field(sa_type=String(40))
    record: str = Field(index=True, sa_type=String(36))
    event: str = Field(sa_type=String(36))
    transition: str | None = Field(default=None, sa_type=String(40))
    vote: str | None = Field(default=None, sa_type=String(36))
    person: str = Field(sa_type=String(36))
    name: str = Field(sa_type=String(200))
    login: str = Field(sa_type=String(60))
    meaning: Any = Field(sa_type=JSON)
    change_no: int = Field(sa_type=BigInteger)
    hash: str = Field(sa_type=String(64))
    at: datetime = Field(sa_type=UtcDateTime)
