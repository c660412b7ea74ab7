"""An interface bound to a connector."""

from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel


class Connection(SQLModel, table=True):
    """An interface bound to a connector."""

    __tablename__ = "connection"

    id: str = Field(primary_key=True, sa_type=String(40))
    interface: str = Field(unique=True, sa_type=String(40))
    connector: str = Field(sa_type=String(40))
    settings: Any = Field(sa_type=JSON)
    state: str = Field(default="live", sa_type=String(10))
