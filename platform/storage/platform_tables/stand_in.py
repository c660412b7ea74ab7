"""Who stands in for whom, and when."""

from datetime import datetime

from sqlalchemy import String
from sqlmodel import Field, SQLModel

from dougong.platform.expressions.sql import UtcDateTime


class StandIn(SQLModel, table=True):
    """`stand_in` does the tasks of `person` from `from_at` until `until_at`, or until it was ended
    before."""

    __tablename__ = "stand_in"

    id: str = Field(primary_key=True, sa_type=String(36))
    person: str = Field(index=True, sa_type=String(36))
    stand_in: str = Field(index=True, sa_type=String(36))
    from_at: datetime = Field(sa_type=UtcDateTime)
    until_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
