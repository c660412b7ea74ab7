"""Changes of a form that its records would not survive."""

from __future__ import annotations

from collections.abc import Iterator

from dougong.platform.definitions import Definition, Finding, Form, Library, at_places
from dougong.platform.texts import N_, Message


def shape_problems(library: Library, definitions: list[Definition]) -> list[Finding]:
    """Fields that vanish or change their type: they must be retired, or made anew."""
    placed: list[Finding] = []
    for definition in definitions:
        if definition.kind != "form" or library.find(definition.ref) is None:
            continue
        before, after = library.form(definition.id), Form(definition.id, definition.body)
        found = [*_compared(definition, before, after, "/fields")]
        for name, rows in before.lines.items():
            if name in after.lines:
                pointer = f"/fields/{list(after.every_field).index(name)}/fields"
                found += _compared(definition, rows, after.lines[name], pointer)
        placed += at_places(found, definition)
    return placed


def _compared(definition: Definition, before: Form, after: Form, pointer: str) -> Iterator[Finding]:
    places = {id: f"{pointer}/{index}" for index, id in enumerate(after.every_field)}
    for id, field in before.every_field.items():
        now = after.every_field.get(id)
        params = {"field": id, "form": before.id}
        if now is None:
            words = Message(
                N_("The field “{field}” holds data: retire it instead of removing it"), params
            )
            yield Finding(definition.ref, pointer, "field_removed", words)
        elif now.type != field.type or now.body.get("to") != field.body.get("to"):
            changed = "type" if now.type != field.type else "to"
            words = Message(
                N_("“{field}” cannot change its type: add a new field and retire this one"), params
            )
            yield Finding(definition.ref, f"{places[id]}/{changed}", "type_changed", words)
