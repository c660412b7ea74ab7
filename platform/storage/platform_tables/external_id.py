"""What a record is called over there."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class ExternalId(SQLModel, table=True):
    """What a record is called over there."""

    __tablename__ = "external_id"

    connection: str = Field(primary_key=True, sa_type=String(40))
    entity: str = Field(primary_key=True, sa_type=String(40))
    record: str = Field(primary_key=True, sa_type=String(36))
    key: str = Field(sa_type=String(200))
