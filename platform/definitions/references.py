"""What refers to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dougong.platform.definitions.catalogue import Catalogue, catalogue
from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.library import Library
from dougong.platform.definitions.walking import walk


@dataclass(frozen=True)
class Reference:
    """The definition `source` names `target` (as written: `interface:erp.stock.accept`)."""

    source: str
    pointer: str
    target: str

    @property
    def definition(self) -> str:
        """The definition it points into."""
        kind, _, rest = self.target.partition(":")
        return f"{kind}:{rest.split('.')[0]}"


def references(definition: Definition, known: Catalogue | None = None) -> Iterator[Reference]:
    """Every reference of a definition, in the order written."""
    parts = known or catalogue()
    kind = parts.kinds.get(definition.kind)
    if kind is None:
        return
    for pointer, schema, value in walk(kind.schema, definition.body, parts.part_schema):
        if "x-ref" in schema and isinstance(value, str) and value.startswith(f"{schema['x-ref']}:"):
            yield Reference(definition.ref, pointer, value)


def referrers(library: Library, ref: str) -> list[Reference]:
    """Every reference to a definition, from anywhere in the library."""
    index: dict[str, list[Reference]] = library.cached("references", lambda: _index(library))
    return index.get(ref, [])


def _index(library: Library) -> dict[str, list[Reference]]:
    index: dict[str, list[Reference]] = {}
    for definition in library:
        for reference in references(definition):
            index.setdefault(reference.definition, []).append(reference)
    return index


def resolves(library: Library, target: str) -> bool:
    """Whether a reference leads somewhere."""
    kind, _, rest = target.partition(":")
    if kind == "form":
        return library.has_form(rest)
    if kind == "interface" and "." in rest:
        return _operation_exists(library, target)
    return library.find(target) is not None


def _operation_exists(library: Library, target: str) -> bool:
    try:
        library.operation(target)
    except KeyError:
        return False
    return True
