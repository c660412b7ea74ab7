"""One row: counts every publish; read by every transaction."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class DefinitionsRevision(SQLModel, table=True):
    """One row: counts every publish; read by every transaction."""

    __tablename__ = "definitions_revision"

    id: int = Field(primary_key=True, sa_type=BigInteger)
    revision: int = Field(sa_type=BigInteger)
