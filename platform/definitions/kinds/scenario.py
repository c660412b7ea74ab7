"""Scenarios: given, when, then, played against the definitions without side effects."""

from __future__ import annotations

from dougong.platform.definitions.checks.scenarios import check_scenario
from dougong.platform.definitions.kinds.kind import (
    ID,
    Kind,
    kind_schema,
    listed,
    one_or_many,
    parts,
    reference,
)

_PERSON = {
    "id": ID,
    "name": {"type": "string", "minLength": 1, "maxLength": 60},
    "roles": {"type": "array", "minItems": 1, "items": reference("role")},
}
_MOMENT = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]$",
}

SCENARIO = Kind(
    "scenario",
    {"zh": "场景测试", "en": "Scenario"},
    kind_schema(
        "scenario",
        {
            "flow": one_or_many(reference("flow")),
            "after": reference("scenario"),
            "now": _MOMENT,
            "people": listed(_PERSON, ("id", "roles")),
            "given": parts("scenario"),
            "when": parts("scenario"),
            "then": parts("scenario"),
        },
    ),
    check_scenario,
)
