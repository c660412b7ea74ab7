"""Writing notices for everybody who has a role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import AppUser, NotificationItem, UserRole, table_of
from dougong.platform.storage.query import Loader, any_record, labels
from dougong.platform.texts import pick
from dougong.runtime.showing import Shower

_items = table_of(NotificationItem)
_users = table_of(AppUser)
_roles = table_of(UserRole)
_PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")


def notify(tx: Transaction, ref: str, roles: Iterable[str], form: str, record: str) -> None:
    """A notice of the definition `ref` about a record, to each active user with one of `roles`."""
    definition = tx.library.get(ref)
    wanted = list(roles)
    people = (
        select(_users.c.id, _users.c.language)
        .where(
            _users.c.active, _users.c.id.in_(select(_roles.c.user).where(_roles.c.role.in_(wanted)))
        )
        .order_by(_users.c.login)
    )
    texts: dict[str, tuple[str, str]] = {}
    for person in tx.connection.execute(people).all():
        if person.language not in texts:
            texts[person.language] = _texts(tx, definition.body, form, record, person.language)
        title, body = texts[person.language]
        tx.connection.execute(
            insert(_items).values(
                id=new_id(), user=person.id, notification=definition.id, title=title, body=body,
                form=form, record=record, created_at=tx.now, cause=tx.cause.to_json(),
            )
        )  # fmt: skip


def _texts(
    tx: Transaction, body: Mapping[str, Any], form: str, record: str, language: str
) -> tuple[str, str]:
    found = any_record(tx, form, record)
    values = found.all() if found else {}

    def fill(match: re.Match[str]) -> str:
        return _shown(tx, form, values, match[1].split("."), language)

    title, words = pick(body["subject"], language), pick(body.get("body"), language)
    return _PLACE.sub(fill, title), _PLACE.sub(fill, words)


def _shown(
    tx: Transaction, form: str, values: Mapping[str, Any], path: list[str], language: str
) -> str:
    """The field at the end of a dotted path, as people read it."""
    loaded: Any = Loader(tx).load(form, values, [tuple(path)])
    holder = form
    for name in path[:-1]:
        if not isinstance(loaded, Mapping):
            return ""
        loaded, holder = loaded.get(name), str(tx.library.schema.fields(holder)[name].form)
    value = loaded.get(path[-1]) if isinstance(loaded, Mapping) else None
    field = tx.library.form(holder).fields.get(path[-1]) if holder != "user" else None
    if isinstance(value, Mapping):
        target = str(tx.library.schema.fields(holder)[path[-1]].form)
        return labels(tx, target, [value.get("id")]).get(str(value.get("id")), "")
    if field is None or value is None:
        return "" if value is None else str(value)
    shown = Shower(tx, language=language).field(tx.library.form(holder), field, value)
    return f"{shown.text} {shown.unit}".strip()
