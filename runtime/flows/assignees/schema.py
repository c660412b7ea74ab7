"""How whom a node is for is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions.kinds.kind import TEXT, expression, one_or_many, reference

_ROLE = reference("role")
# Each keyword looks at one type only, so that what is wrong is told of that type alone.
_ENTRY: Mapping[str, Any] = {
    **_ROLE,
    "type": ["string", "object"],
    "properties": {"person": expression("person"), "head_of": expression()},
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
}
TO: Mapping[str, Any] = {
    **_ROLE,
    "type": ["string", "array"],
    "minItems": 1,
    "items": _ENTRY,
}
_NOBODY: Mapping[str, Any] = {
    "type": ["string", "object"],
    "pattern": "^(skip|incident)$",
    "properties": {"to": TO},
    "required": ["to"],
    "additionalProperties": False,
}
ASSIGNEES: Mapping[str, Any] = {
    "to": TO,
    "not": one_or_many(expression("person")),
    "because": TEXT,
    "nobody": _NOBODY,
}
