"""What every field type promises, whichever it is, without a database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dougong.platform.definitions import check, errors
from dougong.platform.fields import FieldError, FieldType, field_types
from tests.contract.fields.cases import CASES, Case
from tests.contract.fields.forms import body_of, library_with


@pytest.fixture(params=sorted(field_types()))
def kind(request: pytest.FixtureRequest) -> FieldType:
    return field_types()[request.param]


@pytest.fixture
def case(kind: FieldType) -> Case:
    return CASES[kind.id]


@pytest.fixture
def body(kind: FieldType) -> dict[str, Any]:
    return body_of(kind.id)


def test_it_is_covered() -> None:
    assert set(CASES) == set(field_types())


def test_it_says_what_it_is(kind: FieldType, body: dict[str, Any]) -> None:
    assert set(kind.title) >= {"zh", "en"} and all(kind.title.values())
    assert set(kind.needs) <= set(kind.schema)
    assert kind.expression_type(body).kind == kind.id or kind.id == "person"


def test_a_form_with_it_is_sound(body: dict[str, Any]) -> None:
    assert errors(check(library_with([body]))) == []


@pytest.mark.parametrize("lenient", [False, True])
def test_it_takes_what_is_right(
    kind: FieldType, case: Case, body: dict[str, Any], lenient: bool
) -> None:
    for raw, value in case.good:
        assert kind.parse(body, raw, lenient) == value


def test_it_takes_what_people_type(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    for raw, value in case.lenient:
        assert kind.parse(body, raw, lenient=True) == value
        if isinstance(raw, str) and raw.strip() == raw:
            with_error(kind, body, raw)


def test_it_refuses_what_is_wrong(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    for raw, code in case.bad:
        found = with_error(kind, body, raw)
        assert found.code == code, repr(raw)[:60]
        assert found.message.render("zh") and found.message.render("en")


def test_its_json_is_read_again(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    for _, value in case.good:
        if value is None:
            continue
        sent = json.loads(json.dumps(kind.to_json(body, value), allow_nan=False))
        assert kind.parse(body, sent) == value
    assert kind.to_json(body, None) is None


def test_its_json_fits_its_schema(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    schema = kind.json_schema(body)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for _, value in case.good:
        if value is not None:
            assert list(validator.iter_errors(kind.to_json(body, value))) == []
    assert not validator.is_valid(object())


def test_it_is_shown_in_both_languages(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    for language, words in zip(("zh", "en"), case.shown, strict=True):
        assert kind.show(body, case.good[0][1], language).startswith(words)
        assert kind.show(body, None, language) == ""


def test_its_columns_hold_its_row(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    names = {"it" + spec.suffix for spec in kind.columns(body)}
    for value in (case.good[0][1], None):
        row = kind.to_row(body, value)
        assert set(row) == names
        if names:
            assert kind.from_row(body, row) == value
    assert all(value is None for value in kind.to_row(body, None).values())


def test_search_finds_texts_only(kind: FieldType, case: Case, body: dict[str, Any]) -> None:
    found = kind.search_text(body, case.good[0][1])
    assert found == (case.good[0][1] if kind.searchable else "")
    assert kind.search_text(body, None) == ""


def with_error(kind: FieldType, body: Mapping[str, Any], raw: Any) -> FieldError:
    with pytest.raises(FieldError) as refused:
        kind.parse(body, raw)
    return refused.value
