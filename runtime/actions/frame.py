"""What an action works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dougong.platform.expressions import Type
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Loader

Path = tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """The transaction, the record at hand (`form`, `record` values) and other names.

    `types` and `values` go together; a record is kept as `{"id": …}` and read anew each time.
    `warnings` collects what people should be told.
    """

    tx: Transaction
    form: str | None = None
    record: Mapping[str, Any] | None = None
    types: Mapping[str, Type] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)

    def with_(self, name: str, type_: Type, value: Any) -> Frame:
        """The same frame with one more name."""
        return replace(self, types={**self.types, name: type_}, values={**self.values, name: value})

    def evaluate(self, source: str) -> Any:
        """The value of an expression here."""
        compiled = self.tx.library.compiled(source, self.form, self.types)
        return compiled(self.environment(source), self.tx.evaluation)

    def environment(self, source: str) -> dict[str, Any]:
        """The values an expression reads here, links loaded as far as it reads them."""
        compiled = self.tx.library.compiled(source, self.form, self.types)
        paths: dict[str, list[Path]] = {}
        for path in compiled.checked.reads:
            paths.setdefault(path[0], []).append(path[1:])
        loader = Loader(self.tx)
        found: dict[str, Any] = {"record": None}
        for name, rest in paths.items():
            found[name] = self._load(loader, name, [path for path in rest if path])
        for key, values in loader.seen.items():
            self.seen.setdefault(key, {}).update(values)
        return found

    def _load(self, loader: Loader, name: str, paths: list[Path]) -> Any:
        if name == "record" and "record" not in self.types:
            assert self.form is not None
            return loader.load(self.form, self.record or {}, paths) if self.record else None
        return _loaded(loader, self.types[name], self.values.get(name), paths)


def _loaded(loader: Loader, type_: Type, value: Any, paths: list[Path]) -> Any:
    """A name's value with what `paths` read of it."""
    if value is None:
        return None
    if type_.kind == "struct":
        return {
            member: _loaded(
                loader,
                inner,
                value.get(member),
                [p[1:] for p in paths if p[0] == member and len(p) > 1],
            )
            for member, inner in type_.members.items()
        }
    if type_.kind == "link" and type_.form:
        whole = isinstance(value, Mapping) and len(value) > 1
        if whole:  # a record as it was (old): nothing to read anew
            return loader.load(type_.form, value, paths)
        return loader.follow(type_.form, value, paths)
    if type_.kind == "lines" and type_.form:
        return [loader.load(type_.form, row, paths) for row in value]
    return value
