"""What line items split: a quantity of the record, by a quantity and a choice of every row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ID: Mapping[str, Any] = {"$ref": "#/$defs/id"}

SHARE: Mapping[str, Any] = {
    "type": "object",
    "properties": {"of": {"$ref": "#/$defs/expression"}, "quantity": _ID, "by": _ID},
    "required": ["of", "quantity", "by"],
    "additionalProperties": False,
}
