"""A definition as its pack shipped it: the base of later merges."""

from sqlalchemy import String, Text
from sqlmodel import Field, SQLModel


class DefinitionBase(SQLModel, table=True):
    """A definition as its pack shipped it: the base of later merges."""

    __tablename__ = "definition_base"

    pack: str = Field(primary_key=True, sa_type=String(40))
    ref: str = Field(primary_key=True, sa_type=String(90))
    version: str = Field(sa_type=String(40))
    hash: str = Field(sa_type=String(64))
    body: str = Field(sa_type=Text)
