"""What stands in the controls of a page."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from dougong.platform.definitions import Field
from dougong.platform.fields import write_decimal, write_readings
from dougong.platform.storage import Transaction
from dougong.runtime.showing.moments import local_input


def input_of(tx: Transaction, field: Field, value: Any) -> str:
    """A value as the control of its field holds it, "" when empty."""
    if value is None or field.type == "lines":
        return ""
    if field.type == "files":
        return json.dumps(field.kind.to_json(field.body, value), ensure_ascii=False)
    if field.type in ("quantity", "money", "decimal"):
        return write_decimal(number_of(value))
    if field.type == "readings":
        return write_readings(value)
    if field.type == "datetime":
        return local_input(tx, value)
    if field.type == "boolean":
        return "true" if value else "false"
    return value.isoformat() if field.type == "date" else str(value)


def number_of(value: Any) -> Decimal:
    """The number of a quantity, an amount, or the number itself."""
    number: Decimal = getattr(value, "value", getattr(value, "amount", value))
    return number
