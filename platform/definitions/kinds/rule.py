"""Rules."""

from __future__ import annotations

from dougong.platform.definitions.checks.rules import check_rule
from dougong.platform.definitions.kinds.kind import (
    ID,
    Kind,
    expression,
    kind_schema,
    object_of,
    parts,
    reference,
    strings,
)

_ON = object_of(
    {
        "form": reference("form"),
        "transition": {"anyOf": [ID, {**strings(), "minItems": 2}]},
        "save": {"enum": ["create", "change", "any"]},
        "event": ID,
        "fields": strings(),
    },
    ("form",),
)

RULE = Kind(
    "rule",
    {"zh": "规则", "en": "Rule"},
    kind_schema(
        "rule",
        {
            "on": _ON,
            "order": {"type": "integer", "minimum": 0, "maximum": 10000},
            "if": expression("boolean"),
            "then": {**parts("action"), "minItems": 1},
            "otherwise": parts("action"),
        },
        ("on", "then"),
    ),
    check_rule,
)
