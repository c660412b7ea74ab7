"""Interfaces: contracts of operations and entities."""

from __future__ import annotations

from dougong.platform.definitions.checks.exchange import check_interface
from dougong.platform.definitions.kinds.kind import (
    ID,
    TEXT,
    Kind,
    kind_schema,
    listed,
    parts,
    reference,
    strings,
)

_DOTTED = {"type": "string", "pattern": "^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)?$"}

INTERFACE = Kind(
    "interface",
    {"zh": "接口规范", "en": "Interface"},
    kind_schema(
        "interface",
        {
            "attributes": listed(
                {"id": ID, "title": TEXT, "options": strings()}, ("id", "title", "options")
            ),
            "entities": listed(
                {"id": ID, "title": TEXT, "form": reference("form")}, ("id", "title")
            ),
            "events": listed({"id": _DOTTED, "entity": ID}, ("id", "entity")),
            "operations": listed(
                {
                    "id": _DOTTED,
                    "title": TEXT,
                    "entity": ID,
                    "input": parts("field"),
                    "answer": parts("field"),
                    "reasons": strings(),
                },
                ("id", "title", "input", "answer"),
            ),
        },
        ("operations",),
    ),
    check_interface,
)
