"""Readings: the measured values of several pieces in one field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON

from dougong.platform.expressions import Type
from dougong.platform.expressions.readings import NA, NG, OK, Reading, Readings, closed
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.numbers import read_decimal, write_decimal
from dougong.platform.fields.reading_words import readings_in_words
from dougong.platform.texts import N_, Message

MAX_READINGS = 500
_PARTED = re.compile(r"[\s;；、，]+")
_OPEN = ("-", "—", "–")
_SYNONYMS = {"✓": OK, "✗": NG}


class ReadingsField(FieldType):
    """One value for each piece, in its place: a number, `ok` or `ng`, `na` (will not be measured),
    null (open). What is asked for stands in expressions: `count` of pieces (empty: any number),
    `decimals` shown, the limits `lower` and `upper`, `target`, `unit`; `marks` true: pieces are
    marked ok or ng instead of measured. `warn`: the share of the band beside a limit that warns.
    """

    id = "readings"
    title = {"zh": "读数", "en": "Readings"}
    sorts = False
    schema = {
        "count": {"type": "string", "x-expr": "number"},
        "decimals": {"type": "string", "x-expr": "number"},
        "lower": {"type": "string", "x-expr": "number"},
        "upper": {"type": "string", "x-expr": "number"},
        "target": {"type": "string", "x-expr": "number"},
        "warn": {"$ref": "#/$defs/number"},
        "marks": {"type": "string", "x-expr": "boolean"},
        "unit": {"type": "string", "x-expr": "text"},
    }

    def expression_type(self, field: Body) -> Type:
        return Type("readings")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("", JSON(none_as_null=True)),)

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        """Readings without open places at their end. FieldError names the place (`part`, from 0)."""
        if lenient and isinstance(raw, str):
            raw = [_typed(word) for word in _PARTED.split(raw) if word]
        if not isinstance(raw, list):
            raise FieldError(Message(N_("A list of readings is needed")), "type")
        if len(raw) > MAX_READINGS:
            words = Message(N_("At most {limit} readings"), {"limit": MAX_READINGS})
            raise FieldError(words, "too_long")
        return closed([_read(one, place) for place, one in enumerate(raw)])

    def to_row(self, field: Body, value: Any) -> dict[str, Any]:
        return {field["id"]: self.to_json(field, value)}

    def from_row(self, field: Body, row: Mapping[str, Any]) -> Any:
        kept = row[field["id"]]
        return None if kept is None else tuple(_known(one) for one in kept)

    def to_json(self, field: Body, value: Any) -> Any:
        if value is None:
            return None
        return [write_decimal(one) if isinstance(one, Decimal) else one for one in value]

    def json_schema(self, field: Body) -> dict[str, Any]:
        marks = f"a decimal number, {OK}, {NG} or {NA} (not measured); null: open"
        one = {"type": ["string", "null"], "description": marks}
        return {"type": "array", "items": one, "maxItems": MAX_READINGS}

    def show(self, field: Body, value: Any, language: str) -> str:
        return readings_in_words(value, language)


def _typed(word: str) -> str | None:
    """What people write for a place: `-` is open, marks in any case."""
    if word in _OPEN:
        return None
    low = word.lower()
    return low if low in (OK, NG, NA) else _SYNONYMS.get(word, word)


def _read(raw: Any, place: int) -> Reading:
    if raw is None or (isinstance(raw, str) and raw in (OK, NG, NA)):
        return raw
    try:
        return read_decimal(raw)
    except FieldError as error:
        raise FieldError(error.message, error.code, f".{place}") from None


def _known(kept: str | None) -> Reading:
    return kept if kept is None or kept in (OK, NG, NA) else Decimal(kept)


def write_readings(value: Readings | None, decimals: int | None = None) -> str:
    """As people type them: parted by spaces, `-` for an open place; `decimals` at least."""
    return " ".join(_written(one, decimals) for one in value or ())


def _written(one: Reading, decimals: int | None) -> str:
    if not isinstance(one, Decimal):
        return one or "-"
    text = write_decimal(one)
    missing = (decimals or 0) - len(text.partition(".")[2])
    if missing <= 0:
        return text  # never rounded
    return f"{text}{'' if '.' in text else '.'}{'0' * missing}"
