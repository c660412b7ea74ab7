"""A person who can sign in, or a service."""

from sqlalchemy import String, Text
from sqlmodel import Field, SQLModel


class AppUser(SQLModel, table=True):
    """A person who can sign in, or a service; `digest_at` is when the mail of the day is sent, as the
    clocks of their site say."""

    __tablename__ = "app_user"

    id: str = Field(primary_key=True, sa_type=String(36))
    login: str = Field(unique=True, sa_type=String(60))
    name: str = Field(sa_type=String(120))
    password_hash: str | None = Field(default=None, sa_type=Text)
    language: str = Field(default="zh", sa_type=String(10))
    theme: str = Field(default="auto", sa_type=String(10))
    site: str | None = Field(default=None, sa_type=String(36))
    department: str | None = Field(default=None, sa_type=String(36))
    mail: str | None = Field(default=None, sa_type=String(254))
    digest_at: str = Field(default="08:00", sa_type=String(5))
    active: bool = Field(default=True)
