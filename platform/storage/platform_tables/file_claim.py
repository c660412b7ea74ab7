"""Which records hold a file, now or before."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class FileClaim(SQLModel, table=True):
    """Which field of which record holds a file, now or before: it is kept, and seen by who sees it."""

    __tablename__ = "file_claim"

    file: str = Field(primary_key=True, sa_type=String(36))
    record: str = Field(primary_key=True, index=True, sa_type=String(36))
    field: str = Field(primary_key=True, sa_type=String(40))
    form: str = Field(sa_type=String(40))
