"""Who a task is for."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class TaskRole(SQLModel, table=True):
    """A role whose people may take a task."""

    __tablename__ = "task_role"

    task: str = Field(primary_key=True, sa_type=String(36))
    role: str = Field(primary_key=True, index=True, sa_type=String(40))
