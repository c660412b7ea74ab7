"""What a grid of readings knows of a row, for the script that draws it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dougong.platform.fields import write_decimal
from dougong.runtime.records import ReadingTerms
from dougong.runtime.showing.field_view import FieldView

Grid = Mapping[str, Any]


def grid_facts(grid: Grid, fields: Mapping[str, FieldView]) -> str:
    """JSON: words of the parts the grid names, `terms` of the readings, `locked` where the tool may
    not be used. Limits come with their titles."""
    words = {key: _words(fields[grid[key]]) for key in _WORDS if key in grid}
    values = fields[grid["values"]]
    ok = fields[grid["tool_ok"]].input if "tool_ok" in grid else ""
    facts: dict[str, Any] = {
        **words,
        "limits": [_limit(fields[id]) for id in grid.get("limits", ())],
        "tone": fields[grid["result"]].value.tone if "result" in grid else "",
        "flagTone": fields[grid["flag"]].value.tone if "flag" in grid else "",
        "locked": ok == "false",
        "open": values.editable,
        "input": values.input,
        "terms": _terms(values.terms) if values.terms else {},
    }
    if "counts" in grid:
        facts["countable"] = fields[grid["counts"]].editable
    return json.dumps(facts, ensure_ascii=False)


_WORDS = ("title", "mark", "group", "note", "flag", "result", "tool", "tool_note")


def _words(field: FieldView) -> str:
    """What a field holds; one that is only ticked is called by its title."""
    if field.type == "boolean":
        return field.title if field.input == "true" else ""
    return f"{field.value.text} {field.value.unit}".strip()


def _limit(field: FieldView) -> tuple[str, str]:
    return field.title, field.input


def _terms(terms: ReadingTerms) -> dict[str, Any]:
    numbers = {name: _number(getattr(terms, name)) for name in ("lower", "upper", "target", "warn")}
    return {
        "count": terms.count,
        "decimals": terms.decimals,
        "marks": terms.marks,
        "unit": terms.unit,
        **numbers,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else write_decimal(value)
