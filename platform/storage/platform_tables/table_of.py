"""The table of a platform class."""

from sqlalchemy import Table
from sqlmodel import SQLModel


def table_of(model: type[SQLModel]) -> Table:
    """The table `model` stands for; statements are built on it, rows stay rows."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
