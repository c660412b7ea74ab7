"""How a task several people vote on is decided."""

from typing import Any

from sqlalchemy import JSON, String
from sqlmodel import Field, SQLModel


class Approval(SQLModel, table=True):
    """What the node said when the vote began, and which count it is: a change makes a new one.

    `sign` is what voters sign for; None: they do not."""

    __tablename__ = "approval"

    task: str = Field(primary_key=True, sa_type=String(36))
    flow: str = Field(sa_type=String(40))
    round: int = Field(default=1)
    terms: Any = Field(sa_type=JSON)
    counts: Any = Field(sa_type=JSON)
    ask: Any = Field(sa_type=JSON)
    approved: str | None = Field(default=None, sa_type=String(40))
    refused: str | None = Field(default=None, sa_type=String(40))
    comment: str | None = Field(default=None, sa_type=String(40))
    sign: Any = Field(default=None, sa_type=JSON, nullable=True)
    outcome: str | None = Field(default=None, sa_type=String(10))
