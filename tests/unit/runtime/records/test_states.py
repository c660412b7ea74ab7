"""States: what may be changed in each, which transitions leave it, and who saw the latest change."""

from __future__ import annotations

import json

from dougong.platform.definitions import Definition
from dougong.platform.problems import Conflict, Forbidden, Invalid, Stale
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes, paths


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


def test_a_condition_that_says_why_is_about_the_record(desk: Desk) -> None:
    """Where the form tells the reason it is told, and it is not the person's rights that lack."""
    body = json.loads(json.dumps(small.CASE.body))
    (review,) = (one for one in body["states"]["transitions"] if one["id"] == "review")
    review["because"] = small.text("the level is too high")
    body["states"]["void"] |= {"if": "level < 6", "because": small.text("too high to void")}
    desk.publish(Definition.of(body))
    high = desk.create("clara", "case", {**GOOD, "level": 7}, "open")
    with nothing_changes(desk, Conflict) as caught:
        desk.act("bela", "case", high.id, "review")
    assert caught.value.message.render("zh") == "the level is too high(中)"
    with nothing_changes(desk, Conflict) as caught, desk.as_("bela") as tx:
        records.void(tx, "case", high.id, "twice")
    assert caught.value.message.render("en") == "too high to void"
    low = desk.create("clara", "case", GOOD, "open")
    assert desk.act("bela", "case", low.id, "review").state == "review"


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
