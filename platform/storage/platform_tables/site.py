"""A site of the company."""

from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel


class Site(SQLModel, table=True):
    """A site of the company."""

    __tablename__ = "site"

    id: str = Field(primary_key=True, sa_type=String(36))
    code: str = Field(unique=True, sa_type=String(40))
    title: Any = Field(sa_type=JSON)
    timezone: str = Field(sa_type=String(60))
