"""Packs."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_pack
from dougong.platform.definitions.kinds.kind import (
    ID,
    TEXT,
    Kind,
    kind_schema,
    listed,
    reference,
    strings,
)

PACK = Kind(
    "pack",
    {"zh": "应用包", "en": "Pack"},
    kind_schema(
        "pack",
        {
            "version": {"type": "string", "pattern": "^[0-9]+[.][0-9]+[.][0-9]+$"},
            "navigation": listed(
                {"id": ID, "title": TEXT, "icon": {"type": "string"}, "list": reference("list")},
                ("id", "title", "icon", "list"),
            ),
            "connections": listed(
                {
                    "id": ID,
                    "interface": reference("interface"),
                    "connector": reference("connector"),
                },
                ("id", "interface", "connector"),
            ),
            "data": strings(),
        },
        ("version",),
    ),
    check_pack,
)
