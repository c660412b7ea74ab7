"""A department."""

from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel


class Department(SQLModel, table=True):
    """A department."""

    __tablename__ = "department"

    id: str = Field(primary_key=True, sa_type=String(36))
    code: str = Field(unique=True, sa_type=String(40))
    title: Any = Field(sa_type=JSON)
    site: str | None = Field(default=None, sa_type=String(36))
    parent: str | None = Field(default=None, sa_type=String(36))
    head: str | None = Field(default=None, sa_type=String(36))
