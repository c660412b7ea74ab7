"""The last number of a gapless series."""

from sqlalchemy import BigInteger, String
from sqlmodel import Field, SQLModel


class NumberSeries(SQLModel, table=True):
    """The last number of a gapless series."""

    __tablename__ = "number_series"

    series: str = Field(primary_key=True, sa_type=String(60))
    site: str = Field(primary_key=True, sa_type=String(36))
    period: str = Field(primary_key=True, sa_type=String(10))
    last: int = Field(sa_type=BigInteger)
