"""Writing notices for everybody who has a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.identity import people_with
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Loader, any_record
from dougong.platform.texts import pick
from dougong.runtime.notifications.telling import About, Words, tell
from dougong.runtime.showing import Filling, Shower


def notify(tx: Transaction, ref: str, roles: Iterable[str], form: str, record: str) -> None:
    """A notice of the definition `ref` about a record, to each active user with one of `roles`."""
    people = people_with(tx, roles)
    tell(tx, people, ref.split(":")[1], About(form, record), defined(tx, ref, form, record))


def defined(tx: Transaction, ref: str, form: str, record: str) -> Words:
    """The words of a definition, filled with what the record holds."""
    body = tx.library.get(ref).body
    return lambda language: _texts(tx, body, form, record, language)


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
