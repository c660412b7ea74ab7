"""Departments: who heads them, who belongs to them."""

from __future__ import annotations

from sqlalchemy import select, update

from dougong.platform.audit import note
from dougong.platform.identity.users import user_by_id
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import AppUser, Department, table_of

_users = table_of(AppUser)
_departments = table_of(Department)
_DEEPEST = 20  # departments inside each other; a circle must not be walked for ever


def set_head(tx: Transaction, department: str, user: str | None) -> None:
    """Who heads a department (its id) from now on."""
    statement = update(_departments).where(_departments.c.id == department)
    tx.connection.execute(statement.values(head=user))
    note(tx, "department", department, "head", None, user)


def head_of(tx: Transaction, code: str) -> str | None:
    """The active person who heads the department with this code."""
    statement = select(_departments.c.head).where(_departments.c.code == code)
    return _active(tx, tx.connection.execute(statement).scalar())


def head_over(tx: Transaction, person: str) -> str | None:
    """The active person who heads the department of `person`; who heads it themselves has the head
    of the department above over them."""
    mine = select(_users.c.department).where(_users.c.id == person)
    department = tx.connection.execute(mine).scalar()
    for _ in range(_DEEPEST):
        found = tx.connection.execute(
            select(_departments.c.head, _departments.c.parent).where(
                _departments.c.id == department
            )
        ).first()
        if found is None:
            return None
        if found.head is not None and found.head != person:
            return _active(tx, found.head)
        department = found.parent
    return None


def _active(tx: Transaction, user: str | None) -> str | None:
    return user if user is not None and user_by_id(tx, user) is not None else None
