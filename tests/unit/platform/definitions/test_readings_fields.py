"""What the checker says about fields of readings."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.definitions import Definition, Library, check, errors
from tests.services.workshop import definition, field

ROWS = [
    field("n", "integer"),
    field("low", "decimal"),
    field("text", "text"),
    field("flag", "boolean"),
]


def found(more: dict[str, Any], **form: Any) -> list[tuple[str, str]]:
    values = field("values", "readings", **more)
    lines = field("items", "lines", fields=[*ROWS, values])
    body = definition("form", "round", fields=[lines, field("spot", "readings"), *ROWS], **form)
    return [(one.pointer, one.code) for one in errors(check(Library([Definition.of(body)])))]


AT = "/fields/0/fields/4/"


def test_the_terms_may_name_the_row_and_its_record() -> None:
    terms = {
        "count": "n",
        "lower": "low",
        "upper": "parent.low",
        "marks": "flag",
        "unit": "text",
        "warn": "0.1",
    }
    assert found(terms) == []


@pytest.mark.parametrize(
    ("more", "at", "code"),
    [({"count": "text"}, "count", "type"), ({"lower": "flag"}, "lower", "type"), ({"marks": "n"}, "marks", "type"),
     ({"unit": "n"}, "unit", "type"), ({"target": "nowhere"}, "target", "unknown_name"),
     ({"warn": "0.5"}, "warn", "share"), ({"index": True}, "index", "no_order")],
)  # fmt: skip
def test_terms_that_do_not_fit_are_named(more: dict[str, Any], at: str, code: str) -> None:
    assert found(more) == [(AT + at, code)]


def test_readings_make_no_record_unique() -> None:
    assert found({}, unique=[["spot"]]) == [("/unique/0/0", "no_order")]


def test_a_list_cannot_be_sorted_by_them() -> None:
    form = definition("form", "round", fields=[field("spot", "readings")])
    listed = definition("list", "rounds", form="form:round", columns=["spot"], sort=["-spot"])
    library = Library([Definition.of(form), Definition.of(listed)])
    assert [(one.pointer, one.code) for one in errors(check(library))] == [("/sort/0", "no_order")]


@pytest.mark.parametrize(
    ("grid", "pointer"),
    [({"title": "nowhere"}, "title"), ({"values": "n"}, "values"),
     ({"counts": "low"}, "counts"), ({"tool_ok": "n"}, "tool_ok"),
     ({"note": "values"}, "note"), ({"limits": ["n", "text"]}, "limits/1"),
     ({"limits": []}, "limits"), ({"colour": "text"}, "colour")],
)  # fmt: skip
def test_a_grid_names_fields_of_its_rows(grid: dict[str, Any], pointer: str) -> None:
    rows = [*ROWS, field("values", "readings")]
    sound = {"values": "values", "title": "text", "counts": "n", "limits": ["n"], "tool_ok": "flag"}

    def faults(grid: dict[str, Any]) -> list[str]:
        lines = field("items", "lines", fields=rows, grid=grid)
        form = definition("form", "round", fields=[lines])
        return [one.pointer for one in errors(check(Library([Definition.of(form)])))]

    assert faults(sound) == []
    assert faults({**sound, **grid}) == [f"/fields/0/grid/{pointer}"]
