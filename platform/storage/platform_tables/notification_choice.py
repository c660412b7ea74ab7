"""How a person wants to be told of something."""

from sqlalchemy import String
from sqlmodel import Field, SQLModel


class NotificationChoice(SQLModel, table=True):
    """`choice` is app, mail, digest or off; what nobody chose is as its definition says."""

    __tablename__ = "notification_choice"

    user: str = Field(primary_key=True, sa_type=String(36))
    notification: str = Field(primary_key=True, sa_type=String(40))
    choice: str = Field(sa_type=String(10))
