"""Whom a task is for by name, and whom it is kept from."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class TaskPerson(SQLModel, table=True):
    """A person who may take a task (`part` is `to`), or has no part in it (`not`)."""

    __tablename__ = "task_person"

    task: str = Field(primary_key=True, sa_type=String(36))
    person: str = Field(primary_key=True, index=True, sa_type=String(36))
    part: str = Field(primary_key=True, sa_type=String(10))
