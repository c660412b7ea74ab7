"""Forms."""

from __future__ import annotations

from dougong.platform.definitions.checks.forms import check_form
from dougong.platform.definitions.kinds.beside import MARKS, PANELS
from dougong.platform.definitions.kinds.kind import (
    BOOLEAN,
    ID,
    TEXT,
    TONE,
    Kind,
    expression,
    kind_schema,
    listed,
    object_of,
    one_or_many,
    parts,
    reference,
    strings,
)

_WHO = one_or_many(reference("role"))
_TRANSITION = {
    "id": ID,
    "event": ID,
    "title": TEXT,
    "from": {"type": "array", "minItems": 1, "items": ID},
    "to": ID,
    "who": _WHO,
    "if": expression("boolean"),
    "because": TEXT,
    "confirm": TEXT,
    "needs": strings(),
    "sign": object_of({"meaning": TEXT, "if": expression("boolean")}, ("meaning",)),
    "tone": TONE,
}
_STATES = {
    "start": ID,
    "list": listed(
        {
            "id": ID,
            "title": TEXT,
            "submitted": BOOLEAN,
            "editable": BOOLEAN,
            "tone": TONE,
            "shows": ID,
        },
        ("id", "title"),
        1,
    ),
    "transitions": listed(_TRANSITION, ("id", "event", "title", "from", "to")),
    "void": object_of(
        {
            "who": _WHO,
            "from": {"type": "array", "items": ID},
            "if": expression("boolean"),
            "because": TEXT,
        }
    ),
}
_SECTION = {
    "id": ID,
    "title": TEXT,
    "columns": {"type": "integer", "minimum": 1, "maximum": 3},
    "fields": strings(),
}

FORM = Kind(
    "form",
    {"zh": "表单", "en": "Form"},
    kind_schema(
        "form",
        {
            "icon": {"type": "string", "pattern": "^[a-z0-9-]{1,40}$"},
            "number": {"type": "string", "maxLength": 60},
            "name": expression("text"),
            "mirror": object_of(
                {"interface": reference("interface"), "entity": ID}, ("interface", "entity")
            ),
            "fields": {**parts("field"), "minItems": 1, "maxItems": 500},
            "unique": {"type": "array", "items": strings()},
            "search": strings(),
            "states": object_of(_STATES, ("start", "list", "transitions")),
            "layout": listed(_SECTION, ("id", "title", "fields")),
            "strip": strings(),
            "panels": PANELS,
            "marks": MARKS,
        },
        ("fields",),
    ),
    check_form,
)
