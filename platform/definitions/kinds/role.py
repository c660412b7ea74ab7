"""Roles."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_role
from dougong.platform.definitions.kinds.kind import (
    Kind,
    expression,
    kind_schema,
    listed,
    reference,
    strings,
)

_VERBS = ["read", "create", "change", "void", "delete"]


def _some(options: list[str]) -> dict[str, object]:
    return {"type": "array", "items": {"enum": options}, "uniqueItems": True}


ROLE = Kind(
    "role",
    {"zh": "角色", "en": "Role"},
    kind_schema(
        "role",
        {
            "rights": listed(
                {
                    "form": reference("form"),
                    "verbs": _some(_VERBS),
                    "if": expression("boolean"),
                    "hidden": strings(),
                    "read_only": strings(),
                },
                ("form", "verbs"),
            ),
            "menu": strings(),
            "definitions": _some(["read", "design", "publish"]),
            "messages": _some(["read", "act"]),
            "instances": _some(["read", "act"]),
        },
        ("rights",),
    ),
    check_role,
)
