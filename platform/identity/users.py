"""People who can sign in, their sites and departments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from dougong.platform.audit import note
from dougong.platform.fields import storable
from dougong.platform.identity.passwords import hashed
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import AppUser, Department, Site, UserRole, table_of

_users = table_of(AppUser)
_roles = table_of(UserRole)
_sites = table_of(Site)
_departments = table_of(Department)
_PREFERENCES = ("language", "theme", "mail", "digest_at")


def create_user(
    tx: Transaction,
    login: str,
    name: str,
    password: str | None = None,
    roles: Iterable[str] = (),
    site: str | None = None,
    department: str | None = None,
    language: str = "zh",
) -> str:
    """A user, or the one who has this login already (left as is). Gives the id."""
    present = tx.connection.execute(select(_users.c.id).where(_users.c.login == login)).scalar()
    if present is not None:
        return str(present)
    id = new_id()
    tx.connection.execute(
        insert(_users).values(
            id=id, login=login, name=name, password_hash=hashed(password) if password else None,
            language=language, theme="auto", site=site, department=department, active=True,
        )
    )  # fmt: skip
    set_roles(tx, id, roles)
    note(tx, "user", id, "create", None, {"login": login, "name": name})
    return id


def set_roles(tx: Transaction, user: str, roles: Iterable[str]) -> None:
    """The roles a user has from now on."""
    wanted = sorted(set(roles))
    tx.connection.execute(delete(_roles).where(_roles.c.user == user))
    for role in wanted:
        tx.connection.execute(insert(_roles).values(user=user, role=role))
    note(tx, "user", user, "roles", None, wanted)


def user_by_login(tx: Transaction, login: str) -> Mapping[str, Any] | None:
    """The active user with this login."""
    if not storable(login):
        return None
    statement = select(*_users.c).where(_users.c.login == login, _users.c.active)
    found = tx.connection.execute(statement).mappings().first()
    return dict(found) if found else None


def user_by_id(tx: Transaction, id: str) -> Mapping[str, Any] | None:
    """The active user with this id."""
    if len(id) > 36 or not storable(id):
        return None
    found = (
        tx.connection.execute(select(*_users.c).where(_users.c.id == id, _users.c.active))
        .mappings()
        .first()
    )
    return dict(found) if found else None


def people(tx: Transaction, words: str = "", limit: int = 20) -> list[tuple[str, str, str]]:
    """Active people as (id, name, login), by name; `words` stand in the name or begin the login."""
    statement = select(_users.c.id, _users.c.name, _users.c.login).where(_users.c.active)
    found = words.strip()[:60]
    if found:
        named = _users.c.name.contains(found, autoescape=True)
        called = _users.c.login.startswith(found.lower(), autoescape=True)
        statement = statement.where(named | called)
    rows = tx.connection.execute(statement.order_by(_users.c.name, _users.c.id).limit(limit))
    return [(row.id, row.name, row.login) for row in rows]


def roles_of(tx: Transaction, user: str) -> frozenset[str]:
    """Roles of a user."""
    return frozenset(
        tx.connection.execute(select(_roles.c.role).where(_roles.c.user == user)).scalars()
    )


def people_with(tx: Transaction, roles: Iterable[str]) -> list[str]:
    """Ids of the active people who have one of the roles, by login."""
    holders = select(_roles.c.user).where(_roles.c.role.in_(sorted(set(roles))))
    statement = select(_users.c.id).where(_users.c.active, _users.c.id.in_(holders))
    return list(tx.connection.execute(statement.order_by(_users.c.login)).scalars())


def set_preference(tx: Transaction, user: str, **values: str | None) -> None:
    """Language, theme, address for mail, or time of the mail of the day of a user."""
    known = {key: value for key, value in values.items() if key in _PREFERENCES}
    tx.connection.execute(update(_users).where(_users.c.id == user).values(known))


def create_site(tx: Transaction, code: str, title: Mapping[str, str], timezone: str) -> str:
    """A site, or the one with this code. Gives the id."""
    return _put(tx, _sites, code, {"title": dict(title), "timezone": timezone})


def create_department(
    tx: Transaction,
    code: str,
    title: Mapping[str, str],
    site: str | None,
    parent: str | None = None,
) -> str:
    """A department (inside `parent`), or the one with this code. Gives the id."""
    values = {"title": dict(title), "site": site, "parent": parent}
    return _put(tx, _departments, code, values)


def _put(tx: Transaction, table: Table, code: str, values: Mapping[str, Any]) -> str:
    present = tx.connection.execute(select(table.c.id).where(table.c.code == code)).scalar()
    if present is not None:
        return str(present)
    id = new_id()
    tx.connection.execute(insert(table).values(id=id, code=code, **values))
    return id


def site_title(tx: Transaction, site: str | None) -> Mapping[str, str]:
    """What a site is called; {} where none is named."""
    found = tx.connection.execute(select(_sites.c.title).where(_sites.c.id == site)).scalar()
    return dict(found or {})


def site_timezone(tx: Transaction, site: str | None) -> str:
    """The time zone of a site; of the first site where none is named."""
    statement = select(_sites.c.timezone).order_by(_sites.c.code)
    if site is not None:
        statement = select(_sites.c.timezone).where(_sites.c.id == site)
    return tx.connection.execute(statement).scalar() or "Asia/Shanghai"
