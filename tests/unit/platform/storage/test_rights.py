"""One query builder applies the rights; nothing sees around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest

from dougong.platform.expressions import Quantity
from dougong.platform.problems import Invalid
from dougong.platform.storage import Actor, FormRights, Rights, Storage, Transaction, new_id
from dougong.platform.storage.query import Query, count, find, get, labels, lock, page
from tests.services.records import add, part
from tests.unit.platform.conftest import BY_HAND, OWNER

READ = frozenset({"read"})


def actor(**forms: FormRights) -> Actor:
    return Actor("somebody", "Somebody", rights=Rights(forms))


@pytest.fixture(scope="module")
def filled(hall: Storage) -> Storage:
    with hall.write(OWNER, BY_HAND) as tx:
        bolt, nut = part(tx, "BOLT", keeper=None), part(tx, "NUT", kind="made")
        for number, (one, note) in enumerate([(bolt, "urgent 五金"), (nut, "calm"), (bolt, None)]):
            add(tx, "order", number=f"O-{number}", part=one.id, note=note, state="open",
                amount=Quantity(Decimal(10 * number), "pcs"), after=number,
                lines=[{"id": new_id(), "batch": f"B{number}", "count": number}])  # fmt: skip
    return hall


@contextmanager
def reading(storage: Storage, **forms: FormRights) -> Iterator[Transaction]:
    with storage.read(actor(**forms)) as tx:
        yield tx


def numbers(tx: Transaction, **query: object) -> list[str | None]:
    found = page(tx, Query("order", sort=("number",), **query))  # type: ignore[arg-type]
    return [one.system.number for one in found.records]


def test_without_a_right_there_is_nothing(filled: Storage) -> None:
    for rights in ({}, {"order": FormRights(frozenset({"create", "change"}))}):
        with reading(filled, **rights) as tx:
            assert count(tx, Query("order")) == 0
            with pytest.raises(Invalid):  # there is nothing to sort by either
                page(tx, Query("order"))


def test_a_row_condition_cuts_lists_counts_and_single_records(filled: Storage) -> None:
    own = FormRights(READ, ("part.code == 'BOLT'",))
    with filled.read(OWNER) as tx:
        every = {one.system.number: one.id for one in page(tx, Query("order")).records}
    with reading(filled, order=own) as tx:
        assert numbers(tx) == ["O-0", "O-2"]
        assert count(tx, Query("order")) == 2
        assert get(tx, "order", every["O-0"]) is not None
        assert get(tx, "order", every["O-1"]) is None
        assert get(tx, "order", new_id()) is None
        assert numbers(tx, filter="state == 'open'") == [
            "O-0",
            "O-2",
        ]


def test_conditions_are_alternatives_and_an_unknown_one_lets_nothing_through(
    filled: Storage,
) -> None:
    with reading(filled, order=FormRights(READ, ("note == 'calm'", "amount > 15"))) as tx:
        assert numbers(tx) == ["O-1", "O-2"]
    with reading(filled, order=FormRights(READ, ("due > date('2000-01-01')",))) as tx:
        assert numbers(tx) == []
    with reading(filled, order=FormRights(READ, ())) as tx:
        assert numbers(tx) == []


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "note == 'calm'"},
        {"filter": "record.note == 'calm'"},
        {"filter": "state == 'open' or is_empty(note)"},
        {"filter": "any(lines, parent.note == 'calm')"},
        {"filter": "count(lines, batch == 'B1') == 1"},
        {"filter": "any(lines, count > 0)"},
        {"sort": ("note",)},
        {"sort": ("-note",)},
        {"sort": ("number", "len(note)")},
        {"sort": ("count(lines)",)},
        {"filter": "part.code == 'BOLT'"},
        {"sort": ("part.code",)},
        {"filter": "nope == 1"},
    ],
)
def test_what_is_hidden_cannot_be_asked_about(filled: Storage, query: dict[str, object]) -> None:
    rights = FormRights(READ, hidden=frozenset({"note", "lines"}))
    with reading(filled, order=rights) as tx, pytest.raises(Invalid) as refused:
        page(tx, Query("order", **query))  # type: ignore[arg-type]
    (problem,) = refused.value.fields
    assert problem.path in ("filter", "sort")


def test_hidden_and_missing_fields_are_refused_alike(filled: Storage) -> None:
    texts = []
    for name in ("note", "nope"):
        rights = FormRights(READ, hidden=frozenset({"note"}))
        with reading(filled, order=rights) as tx, pytest.raises(Invalid) as refused:
            page(tx, Query("order", filter=f"{name} == 'x'"))
        texts.append(str(refused.value.fields[0].message).replace(name, "…"))
    assert texts[0] == texts[1]


def test_a_hidden_field_is_not_found_by_search(filled: Storage) -> None:
    with reading(filled, order=FormRights(READ)) as tx:
        assert numbers(tx, search="urgent") == ["O-0"]
        assert numbers(tx, search="五金 O-0") == ["O-0"]
        assert numbers(tx, search="B1") == ["O-1"]
    with reading(filled, order=FormRights(READ, hidden=frozenset({"note", "lines"}))) as tx:
        assert numbers(tx, search="urgent") == []
        assert numbers(tx, search="五金") == []
        assert numbers(tx, search="wj") == []
        assert numbers(tx, search="B1") == []
        assert numbers(tx, search="O-0 urgent") == []
        assert numbers(tx, search="O-0") == ["O-0"]


def test_a_row_is_hidden_with_its_line_items_through_links_too(filled: Storage) -> None:
    both = {"part": FormRights(READ), "answer": FormRights(READ)}
    with reading(filled, order=FormRights(READ), **both) as tx:
        page(tx, Query("answer", filter="any(about.lines, batch == 'B1')"))
    closed = FormRights(READ, hidden=frozenset({"lines"}))
    with reading(filled, order=closed, **both) as tx, pytest.raises(Invalid):
        page(tx, Query("answer", filter="any(about.lines, batch == 'B1')"))


def test_rows_of_another_form_that_are_cut_cannot_be_felt_through_a_filter(
    filled: Storage,
) -> None:
    cut = FormRights(READ, ("kind == 'made'",))
    with reading(filled, order=FormRights(READ), part=cut) as tx:
        with pytest.raises(Invalid):
            page(tx, Query("order", filter="part.code == 'BOLT'"))
        assert len(numbers(tx, filter="part != empty")) == 3


def test_links_by_dot_and_their_names(filled: Storage) -> None:
    with reading(filled, order=FormRights(READ), part=FormRights(READ)) as tx:
        assert numbers(tx, filter="part.code == 'BOLT' and part.kind == 'bought'") == [
            "O-0", "O-2",
        ]  # fmt: skip
        found = page(tx, Query("order", sort=("-part", "number"))).records
        assert [one.system.number for one in found] == ["O-1", "O-0", "O-2"]
        ids = {one.values["part"] for one in found}
        assert set(labels(tx, "part", ids).values()) == {"BOLT Part BOLT", "NUT Part NUT"}


def test_a_link_whose_form_may_not_be_read_neither_names_nor_sorts(filled: Storage) -> None:
    with reading(filled, order=FormRights(READ)) as tx:
        found = page(tx, Query("order", sort=("part", "number"))).records
        assert [one.values["part"] for one in found] == sorted(one.values["part"] for one in found)
        assert labels(tx, "part", [one.values["part"] for one in found]) == {}


def test_a_name_made_of_a_hidden_field_is_not_told(filled: Storage) -> None:
    closed = FormRights(READ, hidden=frozenset({"name"}))
    with reading(filled, order=FormRights(READ), part=closed) as tx:
        found = page(tx, Query("order")).records
        assert set(labels(tx, "part", [one.values["part"] for one in found]).values()) == {""}


def test_find_and_lock_ask_no_rights_because_rules_must_see_what_decides(filled: Storage) -> None:
    with filled.write(actor(), BY_HAND) as tx:
        nut = find(tx, "part", {"code": "NUT"}, hold=True)
        assert nut is not None and nut.values["kind"] == "made"
        assert lock(tx, "part", nut.id) is not None
        assert get(tx, "part", nut.id) is None


@pytest.mark.parametrize("id", ["", "x", "a\x00b", "\ud800", "x" * 5000])
def test_ids_that_are_none_find_nothing(filled: Storage, id: str) -> None:
    with filled.write(OWNER, BY_HAND) as tx:
        assert get(tx, "order", id) is None
        assert lock(tx, "order", id) is None
