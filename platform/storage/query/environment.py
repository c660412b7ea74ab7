"""Records as expressions see them: plain mappings, links loaded as far as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.storage.query.reading import any_record, row
from dougong.platform.storage.transaction import Transaction

Path = tuple[str, ...]


class Loader:
    """Loads what expressions read; each record once. Row rights are not asked: rules and flows
    must see what decides, and what people see is cut by those who show it.

    `seen` collects `form:id` → the values read, for the event row; `known`, in the same shape, are
    values as they were read once: they stand before those of now.
    """

    def __init__(
        self, tx: Transaction, known: Mapping[str, Mapping[str, Any]] | None = None
    ) -> None:
        self.tx, self.known = tx, known or {}
        self._rows: dict[tuple[str, str], dict[str, Any] | None] = {}
        self.seen: dict[str, dict[str, Any]] = {}

    def load(self, form: str, values: Mapping[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
        """`values` of a record of `form` with the links on `paths` loaded; the rest are bare."""
        fields = self.tx.library.schema.fields(form)
        deeper = _by_head(paths)
        found: dict[str, Any] = {}
        for name, value in values.items():
            type_ = fields.get(name)
            if type_ is None or type_.kind not in ("link", "lines"):
                found[name] = value
            elif type_.kind == "lines":
                rows = value or []
                found[name] = [
                    self.load(str(type_.form), one, deeper.get(name, ())) for one in rows
                ]
            else:
                found[name] = self.follow(str(type_.form), value, deeper.get(name, ()))
        return found

    def follow(self, form: str, value: Any, paths: Iterable[Path]) -> dict[str, Any] | None:
        """A link's value as a mapping with what `paths` read of it."""
        id = value.get("id") if isinstance(value, Mapping) else value
        if id is None:
            return None
        wanted = list(paths)
        if not wanted:
            return {"id": id}
        raw = self._raw(form, str(id))
        if raw is None:
            return {"id": id}
        self._note(form, str(id), raw, wanted)
        return self.load(form, raw, wanted)

    def _note(self, form: str, id: str, raw: Mapping[str, Any], paths: list[Path]) -> None:
        kept = self.seen.setdefault(f"{form}:{id}", {})
        for path in paths:
            if path[0] in raw and not isinstance(raw[path[0]], list):
                kept[path[0]] = raw[path[0]]

    def _raw(self, form: str, id: str) -> dict[str, Any] | None:
        if (form, id) not in self._rows:
            now, then = self._now(form, id), self.known.get(f"{form}:{id}")
            self._rows[form, id] = {**(now or {"id": id}), **then} if then else now
        return self._rows[form, id]

    def _now(self, form: str, id: str) -> dict[str, Any] | None:
        if form == "user" or "." in form:
            return row(self.tx, form, id)
        record = any_record(self.tx, form, id)
        return record.all() if record else None


def _by_head(paths: Iterable[Path]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in paths:
        rest = found.setdefault(path[0], [])
        if len(path) > 1:
            rest.append(path[1:])
    return found
