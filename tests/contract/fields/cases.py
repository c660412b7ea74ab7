"""What each field type takes and refuses: one entry a type, and the contract is run on all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from dougong.platform.expressions import Money, Quantity
from dougong.platform.fields import File

NAN, INFINITY = float("nan"), float("inf")


@dataclass(frozen=True)
class Case:
    """`good` pairs raw input with its record value, smallest first; `bad` raw input with the code
    of its refusal; `more` are properties of the field beside id, type, title; `filters` hold for
    the first good value only; `shown` are the words for it in Chinese and in English."""

    more: Mapping[str, Any]
    good: list[tuple[Any, Any]]
    bad: list[tuple[Any, str]]
    filters: list[str] = field(default_factory=list)
    shown: tuple[str, str] = ("", "")
    lenient: list[tuple[Any, Any]] = field(default_factory=list)
    sorts: bool = True


NOT_TEXT: list[tuple[Any, str]] = [
    (5, "type"), (True, "type"), ([], "type"), ({}, "type"), (NAN, "type"),
]  # fmt: skip
NOT_NUMBER: list[tuple[Any, str]] = [
    (True, "type"), ("", "type"), ("x", "type"), ([], "type"), (NAN, "type"), (INFINITY, "type"),
    ("NaN", "type"), ("Infinity", "type"), ("1e5", "type"), ("0x1", "type"), ("1,000", "type"),
    ("1_000", "type"), ("\ud800", "type"), ("1\x00", "type"), ("--1", "type"), (" ", "type"),
    ("1000000000000", "range"), (10**12, "range"), (10**5000, "range"), ("9" * 20, "range"),
    ("-" + "9" * 2_000_000, "range"), (1e300, "range"),
    ("0.1234567", "places"), ("0." + "1" * 400, "places"),
]  # fmt: skip
BROKEN: list[tuple[Any, str]] = [("a\x00b", "type"), ("\ud800", "type"), ("\udfffx", "type")]
ID_1, ID_2 = "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"

PHOTO = File(ID_1, "箱唛.jpg", "image/jpeg", 999)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


CASES: Mapping[str, Case] = {
    "text": Case(
        {"max_length": 20, "pattern": "[^!]*"},
        [("M4 × 12", "M4 × 12"), ("  斗拱 ", "斗拱"), ("😀" * 20, "😀" * 20), (" ", None)],
        [*NOT_TEXT, ("a" * 21, "too_long"), ("a\x00b", "characters"), ("\ud800", "characters"),
         ("a\nb", "characters"), ("a\x9fb", "characters"), ("no!", "pattern")],
        ["it == 'M4 × 12'", "contains(it, '×')", "starts_with(it, 'M4')"],
        ("M4 × 12", "M4 × 12"),
    ),
    "integer": Case(
        {"min": "-5", "max": "1000000"},
        [(-5, -5), ("0", 0), (7, 7), ("1000000", 1000000), (12.0, 12)],
        [*NOT_NUMBER, ("1.5", "type"), (2.5, "type"), (-6, "min"), ("1000001", "max")],
        ["it == -5", "it < 0", "it + 5 == 0"],
        ("-5", "-5"),
        [("1,000", 1000), (" 7 ", 7)],
    ),
    "decimal": Case(
        {"min": "0", "places": 2},
        [("0.5", Decimal("0.5")), (3, Decimal(3)), ("999999999999.999999",
          Decimal("999999999999.999999"))],
        [*NOT_NUMBER, ("-0.000001", "min")],
        ["it == 0.5", "it < 1", "it * 2 == 1"],
        ("0.50", "0.50"),
        [("1,234.5", Decimal("1234.5")), ("1，234", Decimal(1234))],
    ),
    "quantity": Case(
        {"unit": "'pcs'", "above": "-1", "min": "0"},
        [({"value": "0.25", "unit": "kg"}, Quantity(Decimal("0.25"), "kg")),
         ({"value": 3600, "unit": "pcs"}, Quantity(Decimal(3600), "pcs"))],
        [*NOT_NUMBER[:4], (NAN, "type"), ({"value": "1", "unit": 5}, "type"),
         ({"value": "1", "size": "L"}, "type"), ({"unit": "pcs"}, "type"),
         ({"value": "x", "unit": "pcs"}, "type"), ({"value": True}, "type"),
         ({"value": "-1", "unit": "pcs"}, "above"), ("-0.5", "min"), ({"value": "1", "unit": "u" * 41}, "unit"),
         ({"value": "1", "unit": "a\x00"}, "unit"), ({"value": "1", "unit": "\ud800"}, "unit")],
        ["it == quantity(0.25, 'kg')", "it == 0.25", "it < 1", "unit_of(it) == 'kg'"],
        ("0.25 kg", "0.25 kg"),
        [("1,000", Quantity(Decimal(1000), ""))],
    ),
    "money": Case(
        {"currency": "CNY", "min": "0"},
        [({"amount": "0.425", "currency": "USD"}, Money(Decimal("0.425"), "USD")),
         ({"amount": "1234567"}, Money(Decimal(1234567), "CNY"))],
        [*NOT_NUMBER[:4], ({"amount": "1", "currency": "yuan"}, "currency"),
         ({"amount": "1", "currency": "US\x00"}, "currency"), ({"amount": NAN}, "type"),
         ({"currency": "CNY"}, "type"), ({"amount": "1", "tax": "0"}, "type"),
         ({"amount": "-0.01"}, "min"), ({"amount": "1", "currency": 5}, "currency")],
        ["it == money(0.425, 'USD')", "it < 1", "currency_of(it) == 'USD'"],
        ("$ 0.425", "$ 0.425"),
        [("1,000", Money(Decimal(1000), "CNY"))],
    ),
    "date": Case(
        {},
        [("0999-01-01", date(999, 1, 1)), ("2024-02-29", date(2024, 2, 29)),
         ("9999-12-31", date(9999, 12, 31))],
        [*NOT_TEXT, ("2026-02-29", "type"), ("2026-1-1", "type"), ("20261123", "type"),
         ("2026-11-23T00:00:00Z", "type"), ("0000-01-01", "type"), ("", "type"), *BROKEN],
        ["it == date('0999-01-01')", "it < date('2000-01-01')", "year(it) == 999"],
        ("0999-01-01", "0999-01-01"),
    ),
    "datetime": Case(
        {},
        [("0999-01-01T00:00:00Z", moment("0999-01-01T00:00:00+00:00")),
         ("2030-11-23T08:00:00.000001+08:00", moment("2030-11-23T00:00:00.000001+00:00")),
         ("9999-12-31T23:59:59.999999Z", moment("9999-12-31T23:59:59.999999+00:00"))],
        [*NOT_TEXT, ("2026-11-23T08:00:00", "type"), ("2026-11-23", "type"), ("", "type"),
         ("2026-02-29T00:00:00Z", "type"), ("0001-01-01T00:00:00+14:00", "type"),
         ("2026-11-23T08:00:00Z" + " " * 40, "type"), *BROKEN],
        ["it < now()", "date_of(it) < date('2000-01-01')", "hours_between(it, now()) > 0"],
        ("0999-01-01", "0999-01-01"),
    ),
    "choice": Case(
        {"options": "codes:kind"},
        [("bought", "bought"), ("made", "made"), ("", None)],
        [*NOT_TEXT, ("k" * 41, "type"), *BROKEN],
        ["it == 'bought'", "it in ['bought', empty]"],
        ("bought", "bought"),
    ),
    "boolean": Case(
        {},
        [(False, False), (True, True)],
        [(0, "type"), (1, "type"), ("yes", "type"), ("true", "type"), (None, "type"), ([], "type"),
         (NAN, "type"), *BROKEN],
        ["it == false", "not it"],
        ("否", "No"),
        [("on", True), ("false", False), ("0", False)],
    ),
    "link": Case(
        {"to": "form:target"},
        [(ID_1, ID_1), ({"id": ID_2}, ID_2)],
        [(5, "type"), (True, "type"), ([], "type"), ({}, "type"), ("", "type"), ("i" * 37, "type"),
         ({"id": 5}, "type"), ({"code": 5}, "type"), ({"code": "a" * 201}, "type"),
         ({"code": "a\x00"}, "type"), ({"code": "\ud800"}, "type"),
         ({"id": ID_1, "code": "A"}, "type"), *BROKEN],
        ["it.code == 'A'", "it != empty and it.code < 'B'"],
        (ID_1, ID_1),
    ),
    "person": Case(
        {},
        [(ID_1, ID_1), (ID_2, ID_2)],
        [*NOT_TEXT, ("", "type"), ("i" * 37, "type"), *BROKEN],
        ["it.login == 'one'", "it.name == 'One'"],
        (ID_1, ID_1),
    ),
    "readings": Case(
        {"count": "20", "decimals": "1", "lower": "8", "upper": "15", "target": "11.5", "warn": "0.1",
         "marks": "false", "unit": "'µm'"},
        [(["9.4", "8.30", None, "na", 7.2], (Decimal("9.4"), Decimal("8.3"), None, "na", Decimal("7.2"))),
         (["ok", "ng", None, None], ("ok", "ng")), ([None, None], None), ([], None)],
        [(5, "type"), (True, "type"), ("9.4", "type"), ({}, "type"), (NAN, "type"), ([True], "type"), ([[]], "type"),
         (["x"], "type"), ([""], "type"), (["OK"], "type"), (["1,5"], "type"), ([NAN], "type"),
         (["9.4", "1e5"], "type"),
         (["1" * 13], "range"), (["0.1234567"], "places"), (["1"] * 501, "too_long"), (["a\x00"], "type")],
        [],
        ("3 个读数 · 均值 8.3", "3 readings · mean 8.3"),
        [("9.4 8.3 - NA 7.2", (Decimal("9.4"), Decimal("8.3"), None, "na", Decimal("7.2"))), ("ok；ng", ("ok", "ng")),
         ("✓ ✗", ("ok", "ng")), ("- -", None)],
        sorts=False,
    ),
    "lines": Case(
        {"fields": [{"id": "note", "type": "text", "title": {"zh": "注", "en": "Note"}}]},
        [([], []), ([{"note": "a"}], [{"note": "a"}])],
        [(5, "type"), ("x", "type"), ({}, "type"), ([1], "type"), ([None], "type"),
         ([{}] * 501, "too_long"), (NAN, "type"), (True, "type")],
        ["count(it) == 0"],
        ("[]", "[]"),
        sorts=False,
    ),
    "files": Case(
        {"accept": "images", "max_files": 2, "max_mb": 1},
        [([{"id": ID_1, "name": "箱唛.jpg", "type": "image/jpeg", "size": 999}], (PHOTO,)),
         ([ID_1, {"id": ID_2}, ID_1], (File(ID_1), File(ID_2)))],
        [(5, "type"), ("x", "type"), ({}, "type"), ([1], "type"), ([None], "type"), (NAN, "type"),
         ([{"name": "a"}], "type"), ([{"id": ""}], "type"), ([{"id": "a\x00"}], "type"),
         ([{"id": "x" * 37}], "type"), ([{"id": "a", "size": -1}], "type"),
         ([{"id": "a", "size": True}], "type"), ([{"id": "a", "hash": "b"}], "type"),
         ([{"id": "a", "name": 5}], "type"), ([["a"]], "type"), (["a", "b", "c"], "too_long"),
         ([{"id": "a", "name": "a.pdf", "type": "application/pdf"}], "accept"),
         ([{"id": "a", "name": "a.jpg", "type": "image/jpeg", "size": 1_000_001}], "too_large")],
        ["count(it) == 1", "count(it) < 2", "it != empty and count(it) < 2"],
        ("1 张照片", "1 photo"),
        [(f'["{ID_1}"]', (File(ID_1),)), ("", None), (" ", None)],
    ),
}  # fmt: skip
