"""A seat of an approval."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class ApprovalSeat(SQLModel, table=True):
    """One vote, for whoever of `role` comes first or for `person`; an added signer has a `place`
    (before, after, opinion) and the seat it was added to (`host`). `turn`: a vote is due now."""

    __tablename__ = "approval_seat"

    id: str = Field(primary_key=True, sa_type=String(36))
    task: str = Field(index=True, sa_type=String(36))
    position: int
    role: str | None = Field(default=None, index=True, sa_type=String(40))
    person: str | None = Field(default=None, index=True, sa_type=String(36))
    veto: bool = Field(default=False)
    place: str = Field(default="", sa_type=String(10))
    host: str | None = Field(default=None, sa_type=String(36))
    added_by: str | None = Field(default=None, sa_type=String(36))
    added_at: datetime = Field(sa_type=UtcDateTime)
    reason: str | None = Field(default=None, sa_type=Text)
    held_by: str | None = Field(default=None, sa_type=String(36))
    turn: bool = Field(default=False)
