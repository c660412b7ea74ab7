"""A role a user has."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class UserRole(SQLModel, table=True):
    """A role a user has."""

    __tablename__ = "user_role"

    user: str = Field(primary_key=True, sa_type=String(36))
    role: str = Field(primary_key=True, sa_type=String(40))
