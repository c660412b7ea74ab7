"""Bad input: a clear problem naming the field, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.problems import Conflict, Forbidden, Invalid, NotFound, Problem, Stale
from dougong.platform.storage import new_id
from dougong.runtime import records
from tests.unit.runtime.desk import Desk


@contextmanager
def nothing_changes(desk: Desk, kind: type[Problem]) -> Iterator[pytest.ExceptionInfo[Problem]]:
    """The problem is raised, and no table has a row more or less."""
    before = desk.counts()
    with pytest.raises(kind) as caught:
        yield caught
    assert desk.counts() == before
    for language in ("zh", "en"):
        assert caught.value.message.render(language).strip()


def paths(caught: pytest.ExceptionInfo[Problem]) -> dict[str, str]:
    """What is wrong, by field."""
    return {one.path: one.code for one in caught.value.fields}


GOOD: dict[str, Any] = {"title": "one"}

# What is sent besides a good title, the field that is named, the code.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"title": None}, "title", "required"),
    ({"title": "   "}, "title", "required"),
    ({"title": 5}, "title", "type"),
    ({"title": ["a"]}, "title", "type"),
    ({"title": "x" * 21}, "title", "too_long"),
    ({"title": "a\x00b"}, "title", "characters"),
    ({"title": "a\nb"}, "title", "characters"),
    ({"unheard_of": 1}, "unheard_of", "unknown_field"),
    ({"state": "done"}, "state", "unknown_field"),
    ({"number": "C-1"}, "number", "unknown_field"),
    ({"change_no": 7}, "change_no", "unknown_field"),
    ({"secret": "mine"}, "secret", "unknown_field"),
    ({"sealed": "broken"}, "sealed", "read_only"),
    ({"stamp": "mine"}, "stamp", "read_only"),
    ({"double": 9}, "double", "read_only"),
    ({"level": "many"}, "level", "type"),
    ({"level": 2.5}, "level", "type"),
    ({"level": True}, "level", "type"),
    ({"level": -1}, "level", "min"),
    ({"level": 10}, "level", "max"),
    ({"qty": {"value": "-1", "unit": "pcs"}}, "qty", "min"),
    ({"qty": {"value": "NaN", "unit": "pcs"}}, "qty", "type"),
    ({"qty": {"value": "Infinity"}}, "qty", "type"),
    ({"qty": {"value": "1", "unit": "pcs", "more": 1}}, "qty", "type"),
    ({"qty": {"value": "1", "unit": "kg"}}, "qty", "unit"),
    ({"qty": {"value": "9" * 30}}, "qty", "type"),
    ({"qty": "1", "taken": "2"}, "taken", "check"),
    ({"item": "nowhere"}, "item", "unknown_record"),
    ({"item": {"code": "nowhere"}}, "item", "unknown_record"),
    ({"item": {"unit": "pcs"}}, "item", "unknown_record"),
    ({"item": {"code": "OFF"}}, "item", "filter"),
    ({"item": 5}, "item", "type"),
    ({"item": {"a": 1, "b": 2}}, "item", "type"),
    ({"item": "x" * 37}, "item", "type"),
    ({"keeper": "nobody"}, "keeper", "unknown_record"),
    ({"kind": "c"}, "kind", "option"),
    ({"kind": "old"}, "kind", "option"),
    ({"day": "2026-13-01"}, "day", "type"),
    ({"moment": "yesterday"}, "moment", "type"),
    ({"flag": "yes"}, "flag", "type"),
    ({"ratio": "0.1234567"}, "ratio", "places"),
    ({"price": {"amount": "1", "currency": "yuan"}}, "price", "currency"),
    ({"flag": True, "level": 8}, "remark", "required"),
    ({"lines": {}}, "lines", "type"),
    ({"lines": [1]}, "lines", "type"),
    ({"lines": [{"size": 1}]}, "lines.0.label", "required"),
    ({"lines": [{"label": "a"}, {"label": "b", "size": 0}]}, "lines.1.size", "min"),
    ({"lines": [{"label": "a", "colour": "red"}]}, "lines.0.colour", "unknown_field"),
    ({"lines": [{"label": "a", "twice": 9}]}, "lines.0.twice", "read_only"),
    ({"lines": [{"label": "a", "item": new_id()}]}, "lines.0.item", "unknown_record"),
    ({"lines": [{"label": "a", "id": new_id()}]}, "lines.0.id", "unknown_row"),
    ({"lines": [{"label": "a"}] * 501}, "lines", "too_long"),
]


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    desk.create("bela", "item", {"code": "ON", "unit": "pcs"})
    desk.create("bela", "item", {"code": "OFF", "unit": "pcs", "active": False})
    return desk


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    needs_item = "qty" in values and "item" not in values
    return {**GOOD, **({"item": {"code": "ON"}} if needs_item else {}), **values}


def test_every_wrong_value_is_named_and_nothing_is_created(stocked: Desk) -> None:
    before = stocked.counts()
    for values, field, code in WRONG:
        with pytest.raises(Invalid, match=field) as caught:
            stocked.create("clara", "case", _whole(values))
        assert paths(caught) == {field: code}, values
        assert stocked.counts() == before, values


def test_every_wrong_value_is_named_and_nothing_is_changed(stocked: Desk) -> None:
    case = stocked.create("clara", "case", GOOD)
    before = stocked.counts()
    for values, field, code in WRONG:
        with pytest.raises(Invalid, match=field) as caught:
            stocked.change("clara", "case", case.id, _whole(values))
        assert paths(caught) == {field: code}, values
    assert stocked.counts() == before
    assert stocked.record("case", case.id) == case


def test_all_that_is_wrong_is_told_at_once(lite: Desk) -> None:
    with nothing_changes(lite, Invalid) as caught:
        lite.create("clara", "case", {"level": 10, "kind": "c", "stamp": "x", "foo": 1})
    assert paths(caught) == {
        "level": "max", "kind": "option", "stamp": "read_only", "foo": "unknown_field",
        "title": "required",
    }  # fmt: skip


def test_a_link_to_a_record_that_is_void_leads_nowhere(desk: Desk) -> None:
    item = desk.create("bela", "item", {"code": "GONE", "unit": "pcs"})
    with desk.service() as tx:
        records.void(tx, "item", item.id, "lost", trusted=True)
    with nothing_changes(desk, Invalid) as caught:
        desk.create("clara", "case", {**GOOD, "item": item.id})
    assert paths(caught) == {"item": "unknown_record"}


def test_a_link_to_what_one_may_not_see_leads_nowhere(desk: Desk) -> None:
    hidden = desk.create("bela", "item", {"code": "OFF", "unit": "pcs", "active": False})
    for named in (hidden.id, {"code": "OFF"}):
        with nothing_changes(desk, Invalid) as caught:
            desk.create("june", "case", {**GOOD, "item": named})
        assert paths(caught) == {"item": "unknown_record"}


def test_a_duplicate_names_the_field(desk: Desk) -> None:
    desk.create("bela", "item", {"code": "ON", "unit": "pcs"})
    with nothing_changes(desk, Invalid) as caught:
        desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    assert paths(caught) == {"code": "unique"}


def test_a_link_that_was_good_stays_good(desk: Desk) -> None:
    """An item taken out of use does not spoil the records that name it already."""
    item = desk.create("bela", "item", {"code": "ON", "unit": "pcs"})
    case = desk.create("clara", "case", {**GOOD, "item": item.id})
    desk.change("bela", "item", item.id, {"active": False})
    assert desk.change("clara", "case", case.id, {"n": 5}).values["n"] == 5


def test_read_only_values_may_be_sent_back_as_they_are(desk: Desk) -> None:
    case = desk.create("clara", "case", {**GOOD, "level": 2, "lines": [{"label": "a"}]})
    row = case.values["lines"][0]
    sent = {"double": 4, "stamp": None, "lines": [{"id": row["id"], "label": "b", "twice": 2}]}
    changed = desk.change("clara", "case", case.id, sent)
    assert [one["label"] for one in changed.values["lines"]] == ["b"]
    assert changed.values["lines"][0]["id"] == row["id"]


def test_rows_of_another_record_are_not_taken(desk: Desk) -> None:
    mine = desk.create("clara", "case", {**GOOD, "lines": [{"label": "mine"}]})
    other = desk.create("clara", "case", {**GOOD, "lines": [{"label": "theirs"}]})
    theirs = other.values["lines"][0]["id"]
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "case", mine.id, {"lines": [{"id": theirs, "label": "stolen"}]})
    assert paths(caught) == {"lines.0.id": "unknown_row"}
    assert desk.record("case", other.id) == other


def test_the_same_row_cannot_stand_twice(desk: Desk) -> None:
    case = desk.create("clara", "case", {**GOOD, "lines": [{"label": "a"}]})
    row = {"id": case.values["lines"][0]["id"], "label": "a"}
    with nothing_changes(desk, Invalid) as caught:
        desk.change("clara", "case", case.id, {"lines": [row, row]})
    assert paths(caught) == {"lines.1.id": "unknown_row"}


def test_somebody_without_rights_sees_no_form_at_all(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD)
    tries: list[Callable[[], object]] = [
        lambda: desk.create("nora", "case", GOOD),
        lambda: desk.change("nora", "case", case.id, {"n": 1}),
        lambda: desk.act("nora", "case", case.id, "open"),
        lambda: desk.create("clara", "nothing", GOOD),
        lambda: desk.create("clara", "case.lines", {"label": "a"}),
        lambda: desk.change("clara", "case", new_id(), {"n": 1}),
        lambda: desk.change("clara", "case", "x" * 400, {"n": 1}),
        lambda: desk.act("clara", "case", case.id, "explode"),
    ]
    for attempt in tries:
        with nothing_changes(desk, NotFound):
            attempt()


def test_a_verb_that_is_missing_is_forbidden(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD, "open")
    tries: list[Callable[[], object]] = [
        lambda: desk.create("june", "item", {"code": "X", "unit": "pcs"}),
        lambda: desk.act("clara", "case", case.id, "review"),  # who: boss
        lambda: desk.act("bela", "case", case.id, "file"),  # only flows and rules
    ]
    for attempt in tries:
        with nothing_changes(desk, Forbidden):
            attempt()


def test_a_record_one_may_not_see_is_not_there(desk: Desk) -> None:
    case = desk.create("clara", "case", {**GOOD, "level": 4})
    with nothing_changes(desk, NotFound):
        desk.change("june", "case", case.id, {"n": 1})
    with nothing_changes(desk, NotFound), desk.as_("june") as tx:
        records.delete(tx, "case", case.id)


def test_rights_hold_for_the_values_before_and_after(desk: Desk) -> None:
    """Nobody writes a record out of their own sight."""
    mine = desk.create("june", "case", {**GOOD, "level": 2})
    with nothing_changes(desk, Forbidden):
        desk.create("june", "case", {**GOOD, "level": 5})
    with nothing_changes(desk, Forbidden):
        desk.change("june", "case", mine.id, {"level": 5})
    assert desk.change("june", "case", mine.id, {"level": 1}).values["level"] == 1


def test_a_closed_state_is_closed(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD, "open")
    with nothing_changes(desk, Conflict):
        desk.change("clara", "case", case.id, {"n": 1})
    with nothing_changes(desk, Invalid) as caught:
        desk.act("clara", "case", case.id, "ping", {"n": 1, "title": "two"})
    assert paths(caught) == {"n": "read_only", "title": "read_only"}
    desk.act("bela", "case", case.id, "review")
    assert desk.change("clara", "case", case.id, {"n": 1}).values["n"] == 1


def test_a_transition_from_another_state_conflicts(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD, "open")
    for transition in ("open", "finish"):
        with nothing_changes(desk, Conflict) as caught:
            desk.act("clara", "case", case.id, transition)
        assert transition in caught.value.message.render("en")


def test_the_condition_of_a_transition(desk: Desk) -> None:
    high = desk.create("clara", "case", {**GOOD, "level": 7}, "open")
    with nothing_changes(desk, Forbidden):
        desk.act("bela", "case", high.id, "review")
    unknown = desk.create("clara", "case", {**GOOD, "level": None}, "open")
    with nothing_changes(desk, Forbidden):  # what cannot be known may not be allowed
        desk.act("bela", "case", unknown.id, "review")


def test_a_transition_says_what_it_needs(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD, "open")
    desk.act("bela", "case", case.id, "review")
    with nothing_changes(desk, Invalid) as caught:
        desk.act("clara", "case", case.id, "finish")
    assert paths(caught) == {"remark": "required"}
    assert desk.act("clara", "case", case.id, "finish", {"remark": "well"}).state == "done"


def test_an_old_change_number_is_stale(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD)
    desk.change("carl", "case", case.id, {"n": 1})
    old = case.system.change_no
    with nothing_changes(desk, Stale), desk.as_("clara") as tx:
        records.change(tx, "case", case.id, {"n": 2}, change_no=old)
    with nothing_changes(desk, Stale), desk.as_("clara") as tx:
        records.act(tx, "case", case.id, "open", change_no=old)
    with nothing_changes(desk, Stale), desk.as_("clara") as tx:
        records.delete(tx, "case", case.id, change_no=old)
    assert desk.record("case", case.id).values["n"] == 1


@pytest.mark.parametrize("reason", ["", "   ", None, 7, "x" * 501])
def test_nothing_is_voided_without_a_reason(lite: Desk, reason: Any) -> None:
    case = lite.create("clara", "case", GOOD, "open")
    with nothing_changes(lite, Invalid) as caught, lite.as_("bela") as tx:
        records.void(tx, "case", case.id, reason)
    assert paths(caught) == {"reason": "required"}


def test_voiding(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD, "open")
    with nothing_changes(desk, Forbidden), desk.as_("clara") as tx:
        records.void(tx, "case", case.id, "mine")
    with desk.as_("bela") as tx:
        voided = records.void(tx, "case", case.id, "  twice entered ")
    assert (voided.system.void_reason, voided.state) == ("twice entered", "open")
    assert voided.system.voided_by == desk.actor("bela").id
    assert voided.system.voided_at == desk.clock.now
    with nothing_changes(desk, Conflict), desk.as_("bela") as tx:
        records.void(tx, "case", case.id, "again")
    with nothing_changes(desk, Conflict):
        desk.act("clara", "case", case.id, "ping")
    with nothing_changes(desk, Conflict):
        desk.change("bela", "case", case.id, {"n": 1})


def test_only_states_named_by_the_form_are_voided(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD)
    with nothing_changes(desk, Forbidden), desk.as_("bela") as tx:
        records.void(tx, "case", case.id, "still a draft")


def test_a_form_that_does_not_speak_of_voiding_is_voided_by_flows_and_rules_only(
    desk: Desk,
) -> None:
    log = desk.create("clara", "log", {"label": "a"})
    with nothing_changes(desk, Forbidden), desk.as_("bela") as tx:
        records.void(tx, "log", log.id, "because")


def test_only_drafts_nobody_refers_to_are_deleted(desk: Desk) -> None:
    draft = desk.create("clara", "case", {**GOOD, "lines": [{"label": "a"}]})
    with desk.as_("clara") as tx:
        records.delete(tx, "case", draft.id)
    with nothing_changes(desk, NotFound):
        desk.change("clara", "case", draft.id, {"n": 1})
    submitted = desk.create("clara", "case", GOOD, "open")
    with nothing_changes(desk, Conflict), desk.as_("clara") as tx:
        records.delete(tx, "case", submitted.id)
    referred = desk.create("clara", "case", GOOD)
    desk.create("clara", "log", {"label": "a", "case": referred.id})
    with nothing_changes(desk, Conflict), desk.as_("clara") as tx:
        records.delete(tx, "case", referred.id)


def test_a_row_something_refers_to_stays(company: Desk) -> None:
    """An order line with an expected inspection cannot be taken out from under it."""
    order = _order(company, "10")
    company.act("wujing", "purchase_order", order, "approve")
    material = company.record("purchase_order", order).values["lines"][0]["material"]
    with nothing_changes(company, Conflict), company.as_("wujing") as tx:
        lines = [{"material": {"id": material}, "quantity": Decimal(5)}]
        records.amend(tx, "purchase_order", order, {"lines": lines})


def _order(company: Desk, quantity: str) -> str:
    line = {"material": {"code": "F-141"}, "quantity": quantity}
    values = {"supplier": {"code": "S-001"}, "lines": [line]}
    return company.create("wujing", "purchase_order", values).id


def test_more_judged_than_arrived(company: Desk) -> None:
    order = company.create(
        "wujing", "purchase_order",
        {"supplier": {"code": "S-001"},
         "lines": [{"material": {"code": "F-141"}, "quantity": "100"}]},
        "approve",
    )  # fmt: skip
    line = {"order_line": order.values["lines"][0]["id"], "batch": "B1", "quantity": "100"}
    arrival = company.create(
        "heli", "arrival", {"purchase_order": order.id, "lines": [line]}, "post"
    )
    company.drain()
    task = company.open_tasks(form="inspection")[-1]
    for accepted, rejected in (("101", "0"), ("60", "41"), ("-1", "101")):
        judged = {"verdict": "accepted", "sample_size": 5, "accepted": accepted,
                  "rejected": rejected}  # fmt: skip
        with nothing_changes(company, Problem) as caught:
            company.complete("zhoumin", task["id"], judged)
        assert set(paths(caught)) == {"accepted"}
    with nothing_changes(company, Problem) as caught:
        company.complete("zhoumin", task["id"], {"verdict": "accepted", "sample_size": 5,
                                                 "accepted": "1", "rejected": "1"})  # fmt: skip
    assert set(paths(caught)) == {"accepted"}, "less than arrived is not judged either"
    assert company.record("arrival", arrival.id) == arrival
