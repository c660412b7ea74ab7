"""Copies: a record is put before people who should know of it."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Library, check
from dougong.runtime.notifications import mark_read, notices_of, unread_count
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import log, main, offer, opened


def copy(to: Any, **more: Any) -> dict[str, Any]:
    return {"id": "tell", "do": "copy", "record": "record", "to": to, **more}


def copies(desk: Desk, who: str) -> list[tuple[str, str]]:
    with desk.looking(who) as tx:
        found = notices_of(tx, copies=True)
        assert unread_count(tx, copies=True) == len(found)
        return [(one["title"], one["body"]) for one in found]


def test_a_record_is_copied_with_a_note_and_the_flow_goes_on(desk: Desk) -> None:
    desk.publish(main(copy(["role:boss", {"person": "keeper"}], note=small.text("look")), log("a")))
    case = opened(desk, keeper=desk.actor("carl").id)
    assert copies(desk, "bela") == [(str(case.system.number), "look")]
    assert copies(desk, "carl") == [(str(case.system.number), "look(中)")]
    assert copies(desk, "clara") == []
    assert desk.one("instance")["state"] == "done"
    with desk.as_("bela") as tx:
        mark_read(tx, notices_of(tx)[0]["id"])
        assert unread_count(tx, copies=True) == unread_count(tx) == 0


def test_without_a_note_the_flow_is_named(desk: Desk) -> None:
    desk.publish(main(copy("role:boss")))
    opened(desk)
    assert copies(desk, "bela")[0][1] == "“main” lets you know of it."


def test_who_may_not_see_the_record_does_not_get_it(desk: Desk) -> None:
    """Nor does anybody twice; where nobody is left the flow goes on all the same."""
    desk.publish(main(copy(["role:junior", {"person": "keeper"}, {"person": "record.owner"}])))
    opened(desk, level=5, keeper=desk.actor("clara").id)
    assert copies(desk, "june") == [] and len(copies(desk, "clara")) == 1
    opened(desk, level=1)
    assert len(copies(desk, "june")) == 1
    desk.publish(main(copy([{"person": "keeper"}])))
    opened(desk, keeper=desk.actor("nora").id)
    assert copies(desk, "nora") == []
    assert {one["state"] for one in desk.rows("instance")} == {"done"}


def test_the_checker_warns_of_a_role_that_may_not_see_such_records() -> None:
    node = {**copy("role:junior"), "record": "made.record"}
    flow = main({**offer("made"), "id": "made"}, node)
    found = check(Library([*small.FORMS, flow]), [flow.ref])
    assert [(one.code, one.severity, one.pointer) for one in found] == [
        ("nobody_able", "warning", "/nodes/1/to")
    ]
