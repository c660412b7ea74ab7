"""Writing notices for everybody who has a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import AppUser, NotificationItem, UserRole, table_of
from dougong.platform.storage.query import Loader, any_record
from dougong.platform.texts import pick
from dougong.runtime.showing import Filling, Shower

_items = table_of(NotificationItem)
_users = table_of(AppUser)
_roles = table_of(UserRole)


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
    loader = Loader(tx)

    def value_of(path: str) -> Any:
        """What stands at the end of a dotted path."""
        steps = path.split(".")
        loaded: Any = loader.load(form, values, [tuple(steps)])
        for name in steps:
            loaded = loaded.get(name) if isinstance(loaded, Mapping) else None
        return loaded

    fill = Filling(Shower(tx, language=language), form, value_of, guarded=False)
    return fill(pick(body["subject"], language)), fill(pick(body.get("body"), language))
