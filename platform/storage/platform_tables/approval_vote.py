"""A vote that was cast."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class ApprovalVote(SQLModel, table=True):
    """Never changed: a vote is void once its `round` is over. `on_behalf_of`: whom the person stood
    in for."""

    __tablename__ = "approval_vote"
    __table_args__ = (UniqueConstraint("seat", "round", name="uq_approval_vote_seat"),)

    id: str = Field(primary_key=True, sa_type=String(36))
    task: str = Field(index=True, sa_type=String(36))
    seat: str = Field(sa_type=String(36))
    round: int
    person: str = Field(index=True, sa_type=String(36))
    on_behalf_of: str | None = Field(default=None, sa_type=String(36))
    answer: str = Field(sa_type=String(10))
    comment: str | None = Field(default=None, sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
