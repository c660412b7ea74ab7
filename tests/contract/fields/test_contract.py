"""What every field type promises, whichever it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import insert

from dougong.platform.definitions import Definition, Library, check, errors
from dougong.platform.fields import FieldError, FieldType, field_types
from dougong.platform.problems import Invalid
from dougong.platform.storage import (
    Actor,
    Cause,
    Record,
    Rights,
    Storage,
    System,
    Transaction,
    fields_to_wire,
    from_wire,
    new_id,
    to_wire,
)
from dougong.platform.storage import query as records
from dougong.platform.storage.ddl import apply, plan
from dougong.platform.storage.platform_tables import AppUser
from tests.contract.fields.cases import CASES, ID_1, ID_2, Case
from tests.services.workshop import KIND, definition
from tests.services.workshop import field as field_body

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EVERYONE = Actor("tester", "tester", rights=Rights(everything=True))


def body_of(type_: str) -> dict[str, Any]:
    return field_body("it", type_, **CASES[type_].more)


@pytest.fixture(params=sorted(field_types()))
def kind(request: pytest.FixtureRequest) -> FieldType:
    return field_types()[request.param]


@pytest.fixture
def case(kind: FieldType) -> Case:
    return CASES[kind.id]


@pytest.fixture
def body(kind: FieldType) -> dict[str, Any]:
    return body_of(kind.id)


class TestAlone:
    """Without a database."""

    def test_it_is_covered(self) -> None:
        assert set(CASES) == set(field_types())

    def test_it_says_what_it_is(self, kind: FieldType, body: dict[str, Any]) -> None:
        assert set(kind.title) >= {"zh", "en"} and all(kind.title.values())
        assert set(kind.needs) <= set(kind.schema)
        assert kind.expression_type(body).kind == kind.id or kind.id == "person"

    def test_a_form_with_it_is_sound(self, body: dict[str, Any]) -> None:
        assert errors(check(library_with([body]))) == []

    @pytest.mark.parametrize("lenient", [False, True])
    def test_it_takes_what_is_right(
        self, kind: FieldType, case: Case, body: dict[str, Any], lenient: bool
    ) -> None:
        for raw, value in case.good:
            assert kind.parse(body, raw, lenient) == value

    def test_it_takes_what_people_type(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        for raw, value in case.lenient:
            assert kind.parse(body, raw, lenient=True) == value
            if isinstance(raw, str) and raw.strip() == raw:
                with_error(kind, body, raw)

    def test_it_refuses_what_is_wrong(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        for raw, code in case.bad:
            found = with_error(kind, body, raw)
            assert found.code == code, repr(raw)[:60]
            assert found.message.render("zh") and found.message.render("en")

    def test_its_json_is_read_again(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        for _, value in case.good:
            if value is None:
                continue
            sent = json.loads(json.dumps(kind.to_json(body, value), allow_nan=False))
            assert kind.parse(body, sent) == value
        assert kind.to_json(body, None) is None

    def test_its_json_fits_its_schema(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        schema = kind.json_schema(body)
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for _, value in case.good:
            if value is not None:
                assert list(validator.iter_errors(kind.to_json(body, value))) == []
        assert not validator.is_valid(object())

    def test_it_is_shown_in_both_languages(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        for language, words in zip(("zh", "en"), case.shown, strict=True):
            assert kind.show(body, case.good[0][1], language).startswith(words) or kind.id == (
                "boolean"
            )
            assert kind.show(body, None, language) == ""

    def test_its_columns_hold_its_row(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        names = {"it" + spec.suffix for spec in kind.columns(body)}
        for value in (case.good[0][1], None):
            row = kind.to_row(body, value)
            assert set(row) == names
            if names:
                assert kind.from_row(body, row) == value
        assert all(value is None for value in kind.to_row(body, None).values())

    def test_search_finds_texts_only(
        self, kind: FieldType, case: Case, body: dict[str, Any]
    ) -> None:
        found = kind.search_text(body, case.good[0][1])
        assert found == (case.good[0][1] if kind.searchable else "")
        assert kind.search_text(body, None) == ""


def with_error(kind: FieldType, body: Mapping[str, Any], raw: Any) -> FieldError:
    with pytest.raises(FieldError) as refused:
        kind.parse(body, raw)
    return refused.value


def library_with(fields: list[dict[str, Any]]) -> Library:
    target = definition("form", "target", name="code", fields=[field_body("code", "text")])
    form = definition("form", "every", fields=fields)
    return Library([Definition.of(one) for one in (KIND, target, form)], {"form:every": 1})


def all_types() -> list[dict[str, Any]]:
    return [{**body_of(type_), "id": f"a_{type_}"} for type_ in sorted(field_types())]


def system(id: str | None = None) -> System:
    return System(id or new_id(), "active", 1, NOW, NOW)


@pytest.fixture
def tx(storage: Storage) -> Iterator[Transaction]:
    """A transaction on tables of a form that has a field of each type."""
    library = library_with(all_types())
    with storage.write(EVERYONE, Cause("person", "tester")) as begun:
        apply(begun.connection, library, plan(begun.connection, library))
        opened = Transaction(begun.connection, NOW, EVERYONE, begun.cause, library)
        users = AppUser.__table__  # type: ignore[attr-defined]
        for id, login, name in ((ID_1, "one", "One"), (ID_2, "two", "Two")):
            opened.connection.execute(
                insert(users).values(id=id, login=login, name=name, language="zh",
                                     theme="auto", active=True)
            )  # fmt: skip
        for id, code in ((ID_1, "A"), (ID_2, "B")):
            records.insert(opened, Record("target", system(id), {"code": code}))
        yield opened


def stored_value(value: Any) -> Any:
    rows = isinstance(value, list)
    return [{"id": new_id(), **row} for row in value] if rows else value


class TestStored:
    """On both databases."""

    def test_every_value_is_read_back_as_it_was_written(self, tx: Transaction) -> None:
        for type_, case in CASES.items():
            for _, value in case.good:
                kept = stored_value(value)
                record = Record("every", system(), {f"a_{type_}": kept})
                records.insert(tx, record)
                found = records.get(tx, "every", record.id)
                assert found is not None and found.values[f"a_{type_}"] == kept, type_
                others = {k: v for k, v in found.values.items() if k != f"a_{type_}"}
                assert all(v in (None, []) for v in others.values())

    def test_the_wire_image_is_read_again(self, tx: Transaction) -> None:
        values = {f"a_{type_}": stored_value(case.good[-1][1]) for type_, case in CASES.items()}
        record = Record("every", system(), values)
        image = json.loads(json.dumps(to_wire(tx.library, record), allow_nan=False))
        form = tx.library.form("every")
        assert from_wire(form, image) == values
        assert fields_to_wire(form, values) == {key: image[key] for key in form.fields}

    def test_filter_and_empty(self, tx: Transaction) -> None:
        for type_, case in CASES.items():
            name = f"a_{type_}"
            ids = []
            for _, value in case.good[:2]:
                record = Record("every", system(), {name: stored_value(value)})
                records.insert(tx, record)
                ids.append(record.id)
            chosen = f"id in ['{ids[0]}', '{ids[1]}'] and "
            for source in case.filters:
                built = chosen + "(" + re.sub(r"\bit\b", name, source) + ")"
                assert found(tx, built) == [ids[0]], source
            if type_ != "lines":
                assert found(tx, chosen + f"{name} == empty") == []
                assert len(found(tx, chosen + f"{name} != empty")) == 2
            for id in ids:
                records.remove(tx, records.get(tx, "every", id))  # type: ignore[arg-type]

    def test_sorted_upwards_and_downwards_empty_last(self, tx: Transaction) -> None:
        for type_, case in CASES.items():
            if not case.sorts:
                with pytest.raises(Invalid):
                    records.page(tx, records.Query("every", sort=(f"a_{type_}",)))
                continue
            ids = []
            for value in (None, case.good[1][1], case.good[0][1]):
                record = Record("every", system(), {f"a_{type_}": value})
                records.insert(tx, record)
                ids.append(record.id)
            upwards = [ids[2], ids[1], ids[0]]
            assert walk(tx, f"a_{type_}") == upwards, type_
            assert walk(tx, f"-a_{type_}") == [upwards[1], upwards[0], upwards[2]], type_
            for id in ids:
                records.remove(tx, records.get(tx, "every", id))  # type: ignore[arg-type]


def found(tx: Transaction, source: str) -> list[str]:
    return [one.id for one in records.page(tx, records.Query("every", filter=source)).records]


def walk(tx: Transaction, sort: str) -> list[str]:
    """Ids in their order, one page a record: cursors must carry every kind of value."""
    ids: list[str] = []
    cursor = None
    while len(ids) < 10:
        page = records.page(tx, records.Query("every", sort=(sort,), limit=1, cursor=cursor))
        ids += [one.id for one in page.records]
        cursor = page.next_cursor
        if cursor is None:
            return ids
    return ids
