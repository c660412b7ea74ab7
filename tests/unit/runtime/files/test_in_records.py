"""Files in fields of records: kept in order, counted by formulas, copied, part of the history."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.fields import File
from dougong.platform.problems import Forbidden, Invalid, Problem
from dougong.platform.storage.query import Query, page
from tests.services.pictures import picture
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.files.sending import send


def fields(problem: Problem) -> set[tuple[str, str]]:
    return {(one.path, one.code) for one in problem.fields}


def check(gate: Desk, who: str = "hanna", **values: Any) -> Any:
    return gate.create(who, "gate_check", values)


def test_photos_are_kept_in_their_order_and_described(gate: Desk) -> None:
    one, two = send(gate, "hanna", "前.jpg"), send(gate, "hanna", "后.png", picture("PNG"))
    made = check(gate, photos=[two["id"], {"id": one["id"], "name": "lie.exe", "size": 5}])
    assert gate.record("gate_check", made.id).values["photos"] == (
        File(two["id"], "后.png", "image/png", two["size"]),
        File(one["id"], "前.jpg", "image/jpeg", one["size"]),
    )
    gate.change("hanna", "gate_check", made.id, {"photos": [one["id"], two["id"]]})
    created, changed = gate.events(made.id)
    assert created["image"]["photos"] == [two, one]
    assert changed["changes"]["photos"] == [[two, one], [one, two]]


def test_formulas_ask_whether_there_are_any_and_how_many(gate: Desk) -> None:
    with pytest.raises(Invalid) as caught:
        check(gate)
    assert fields(caught.value) == {("why", "required")}
    photos = [send(gate, "hanna")["id"] for _ in range(4)]
    rows = [{"what": "电脑", "photos": photos[:2]}, {"what": "图纸"}]
    made = check(gate, photos=photos, items=rows)
    assert made.values["pictures"] == 6
    with pytest.raises(Forbidden):
        gate.act("hanna", "gate_check", made.id, "pass")
    gate.change("hanna", "gate_check", made.id, {"photos": photos[:3]})
    with pytest.raises(Invalid) as caught:
        gate.act("hanna", "gate_check", made.id, "pass")
    assert fields(caught.value) == {("papers", "required")}
    gate.change("hanna", "gate_check", made.id, {"papers": [send(gate, "hanna", "a.pdf")]})
    assert gate.act("hanna", "gate_check", made.id, "pass").state == "passed"


def test_lists_filter_and_sort_by_how_many_there_are(gate: Desk) -> None:
    photos = [send(gate, "hanna")["id"] for _ in range(3)]
    none = check(gate, why="下雨")
    two, three = check(gate, photos=photos[:2]), check(gate, photos=photos)

    def found(**more: Any) -> list[str]:
        with gate.looking("hanna") as tx:
            return [one.id for one in page(tx, Query("gate_check", **more)).records]

    assert found(filter="photos == empty") == [none.id]
    assert found(filter="count(photos) >= 2", sort=("photos",)) == [two.id, three.id]
    assert found(sort=("-photos",)) == [three.id, two.id, none.id]


def test_what_does_not_fit_the_field_is_said_beside_it(gate: Desk) -> None:
    photo, paper = send(gate, "hanna"), send(gate, "hanna", "a.pdf")
    large = send(gate, "hanna", "b.txt", b"a" * 1_000_001)
    for values, wrong in (
        ({"photos": [paper["id"]]}, ("photos", "accept")),
        ({"papers": [large["id"]], "photos": [photo]}, ("papers", "too_large")),
        ({"photos": [f"0190{n}" for n in range(5)]}, ("photos", "too_long")),
        ({"photos": ["01900000-0000-7000-8000-000000000001"]}, ("photos", "unknown_file")),
        ({"photos": [photo], "items": [{"what": "x", "photos": [paper]}]}, ("items.0.photos", "accept")),
    ):  # fmt: skip
        with pytest.raises(Invalid) as caught:
            check(gate, **values)
        assert wrong in fields(caught.value)


def test_nobody_puts_a_strangers_file_into_a_record(gate: Desk) -> None:
    """Knowing its id is not enough: else a record of one's own would show it."""
    theirs = send(gate, "hanna")
    check(gate, photos=[theirs])
    with pytest.raises(Invalid) as caught:
        check(gate, "rosa", photos=[theirs])
    assert ("photos", "unknown_file") in fields(caught.value)


def test_what_stands_in_the_field_stays_whoever_changes_the_record(gate: Desk) -> None:
    theirs = send(gate, "hanna")
    made = check(gate, photos=[theirs], items=[{"what": "x", "photos": [theirs]}])
    row = made.values["items"][0]["id"]
    mine = send(gate, "rosa")
    changed = gate.change(
        "rosa", "gate_check", made.id,
        {"photos": [mine, theirs], "items": [{"id": row, "photos": [theirs["id"], mine["id"]]}]},
    )  # fmt: skip
    assert [one.id for one in changed.values["photos"]] == [mine["id"], theirs["id"]]
    assert len(changed.values["items"][0]["photos"]) == 2


def test_a_rule_copies_them_to_another_record(gate: Desk) -> None:
    gate.create("hanna", "visitor", {"name": "周工"})
    visit = gate.create("hanna", "visit", {"visitor": {"name": "周工"}})
    photo = send(gate, "hanna")
    made = check(gate, visit=visit.id, photos=[photo], papers=[send(gate, "hanna", "a.pdf")])
    gate.act("hanna", "gate_check", made.id, "pass")
    assert [one.to_json() for one in gate.record("visit", visit.id).values["photos"]] == [photo]
