"""Rights: what one may not see is not there, what one may not do is forbidden."""

from __future__ import annotations

from collections.abc import Callable

from dougong.platform.problems import Forbidden, NotFound
from dougong.platform.storage import new_id
from dougong.runtime import records
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes


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
