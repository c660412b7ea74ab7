"""Pages: every row once, whatever the order; marks of others are refused."""

from __future__ import annotations

import base64
import json
import random
from datetime import date
from decimal import Decimal

import pytest

from dougong.platform.expressions import Quantity
from dougong.platform.problems import Invalid
from dougong.platform.storage import Storage, Transaction
from dougong.platform.storage.query import Query, page
from tests.services.records import add, part
from tests.unit.platform.conftest import BY_HAND, OWNER, undone

SORTS = [
    (),
    ("number",),
    ("-number",),
    ("due",),
    ("-due",),
    ("amount", "-due"),
    ("-amount", "due", "note"),
    ("note",),
    ("-note", "number"),
    ("part",),
    ("-part.code", "due"),
    ("state",),
    ("created_at",),
    ("-change_no", "count(lines)"),
    ("due == empty",),
    ("year(due)", "len(note)"),
]


@pytest.fixture(scope="module")
def filled(hall: Storage) -> Storage:
    chance = random.Random(5)
    with hall.write(OWNER, BY_HAND) as tx:
        parts = [part(tx, code) for code in ("A", "B", "C")]
        for n in range(60):
            add(
                tx,
                "order",
                number=None if n % 7 == 0 else f"O-{n:03}",
                after=n // 10,
                part=chance.choice(parts).id,
                amount=Quantity(Decimal(chance.choice([1, 2, 2, 3])), "pcs"),
                due=chance.choice([None, date(2026, 1, 1), date(2026, 1, 2)]),
                note=chance.choice([None, "a", "b", "B", "Ä", "斗"]),
            )
    return hall


def walk(tx: Transaction, sort: tuple[str, ...], limit: int) -> list[str]:
    ids: list[str] = []
    cursor = None
    for _ in range(100):
        found = page(tx, Query("order", sort=sort, limit=limit, cursor=cursor))
        assert len(found.records) <= limit
        ids += [one.id for one in found.records]
        cursor = found.next_cursor
        if cursor is None:
            return ids
    raise AssertionError("the pages have no end")


@pytest.mark.parametrize("sort", SORTS, ids=str)
def test_every_row_once_with_ties_and_empty_values(filled: Storage, sort: tuple[str, ...]) -> None:
    with filled.read(OWNER) as tx:
        whole = [one.id for one in page(tx, Query("order", sort=sort, limit=500)).records]
        assert len(set(whole)) == 60
        assert walk(tx, sort, 7) == whole
        assert walk(tx, sort, 60) == whole


def test_empty_values_come_last_both_ways_and_the_rest_is_turned(filled: Storage) -> None:
    with filled.read(OWNER) as tx:
        for name in ("due", "note", "amount"):
            up, down = ([one.values[name] for one in page(tx, Query("order", sort=(key,), limit=99))
                         .records] for key in (name, f"-{name}"))  # fmt: skip
            full = [value for value in up if value is not None]
            assert up == full + [None] * (60 - len(full))
            assert down == list(reversed(full)) + [None] * (60 - len(full))
        notes = [one.values["note"] for one in page(tx, Query("order", sort=("note",))).records]
        assert [n for i, n in enumerate(notes) if n not in notes[:i] and n] == [
            "B", "a", "b", "Ä", "斗",
        ]  # fmt: skip


def test_rows_that_come_and_go_between_pages_disturb_no_other(filled: Storage) -> None:
    with filled.read(OWNER) as tx:
        first = page(tx, Query("order", sort=("number",), limit=20))
    with undone(filled) as tx:
        add(tx, "order", number="O-000", part=first.records[0].values["part"])
        rest = walk_from(tx, first.next_cursor)
    seen = {one.id for one in first.records} | set(rest)
    assert len(seen) == len(first.records) + len(rest) == 60


def walk_from(tx: Transaction, cursor: str | None) -> list[str]:
    ids: list[str] = []
    while cursor is not None:
        found = page(tx, Query("order", sort=("number",), limit=20, cursor=cursor))
        ids += [one.id for one in found.records]
        cursor = found.next_cursor
    return ids


def mark(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


ID = "01900000-0000-7000-8000-000000000001"
TAMPERED = [
    "", "x", "%%%", "é", "A" * 5000, mark(None), mark({}), mark([]), mark(["a"]), mark([1, 2]),
    mark([["t", "2026-11-23"], 5]), mark(["2026", ID]), mark([["n", "1"], ID]),
    mark([["n", "NaN"], ID]), mark([["t", "0001-01-01T00:00:00+14:00"], ID]),
    mark([["t", 5], ID]), mark([True, ID]), mark([["t", "2026-11-23T00:00:00Z", "x"], ID]),
    mark([["t", "2026-11-23T00:00:00Z"], "a\x00"]), mark([["t", "2026-11-23T00:00:00Z"], "\ud800"]),
    mark([["t", "2026-11-23T00:00:00Z"], True]), mark([["t", "2026-11-23T00:00:00Z"], ID, ID]),
]  # fmt: skip


@pytest.mark.parametrize("cursor", TAMPERED, ids=range(len(TAMPERED)))
def test_a_mark_that_is_not_ours_is_refused(hall: Storage, cursor: str) -> None:
    with hall.read(OWNER) as tx, pytest.raises(Invalid) as refused:
        page(tx, Query("order", cursor=cursor))
    assert [one.path for one in refused.value.fields] == ["cursor"]


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        ("amount", ["n", "1e999999"]),
        ("amount", ["n", "-Infinity"]),
        ("amount", ["d", "2026-01-01"]),
        ("amount", "5"),
        ("due", ["d", "2026-02-30"]),
        ("due", ["t", "2026-11-23T00:00:00Z"]),
        ("note", ["n", "5"]),
        ("note", False),
        ("due == empty", "true"),
        ("change_no", ["n", "99999999999999999999"]),
    ],
)
def test_a_value_of_another_kind_in_a_mark_is_refused(
    hall: Storage, sort: str, value: object
) -> None:
    with hall.read(OWNER) as tx, pytest.raises(Invalid):
        page(tx, Query("order", sort=(sort,), cursor=mark([value, ID])))


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 501}, "limit"),
        ({"filter": "amount"}, "filter"),
        ({"filter": "1 +"}, "filter"),
        ({"filter": "().__class__"}, "filter"),
        ({"filter": "note.upper() == 'A'"}, "filter"),
        ({"filter": "'a' * 1000000000 == note"}, "filter"),
        ({"sort": ("",)}, "sort"),
        ({"sort": ("lines",)}, "sort"),
        ({"sort": ("--note",)}, "sort"),
    ],
)
def test_a_query_that_cannot_be_read_names_its_part(
    hall: Storage, query: dict[str, object], path: str
) -> None:
    with hall.read(OWNER) as tx, pytest.raises(Invalid) as refused:
        page(tx, Query("order", **query))  # type: ignore[arg-type]
    assert [one.path for one in refused.value.fields] == [path]


def test_a_page_answers_what_is_asked_of_each_record(filled: Storage) -> None:
    """Worked out by the database, in the order of the records; what is unknown is None."""
    asks = (
        "amount > 2",
        "created_at",
        "due == empty or year(due) == 2026",
        "due < date('2026-01-02')",
    )
    with filled.read(OWNER) as tx:
        found = page(tx, Query("order", sort=("-1 if (amount > 2) else 0", "number"), asks=asks))
    assert len(found.answers) == len(found.records) == 50
    for record, (many, created, known, early) in zip(found.records, found.answers, strict=True):
        assert bool(many) is (record.values["amount"].value > 2)
        assert created == record.system.created_at
        assert known
        due = record.values["due"]
        assert early is None if due is None else bool(early) is (due < date(2026, 1, 2))
    order = [bool(many) for many, *_ in found.answers]
    assert order == sorted(order, reverse=True), "those that come first stand first"


def test_what_is_asked_must_be_known_to_whom_asks(filled: Storage) -> None:
    with filled.read(OWNER) as tx, pytest.raises(Invalid):
        page(tx, Query("order", asks=("nothing_there == 1",)))
