"""Due times: reminders before them, and what is done about tasks that are late."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dougong.platform.identity import create_user
from dougong.runtime.flows import tasks
from dougong.runtime.notifications import notices_of
from dougong.runtime.pages.views.task_events import TaskEvents
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import Node, main, opened, perform, work


def due(**said: Any) -> list[Node]:
    made, task = work("first")
    return [made, {**task, "due": said}]


def told(desk: Desk, who: str) -> list[str]:
    """Titles of somebody's notices, oldest first."""
    with desk.looking(who) as tx:
        return [one["title"] for one in reversed(notices_of(tx))]


def happened(desk: Desk) -> list[tuple[str, str]]:
    """What happened to the task: its name, and how it was escalated."""
    return [(one["name"], one["detail"].get("do", "")) for one in desk.rows("task_event")]


def later(desk: Desk, **span: float) -> None:
    desk.clock.forward(**span)
    desk.drain()


def test_whom_a_task_waits_for_is_reminded_before_it_is_due(desk: Desk) -> None:
    """Everybody it is for, and once somebody has it, they alone."""
    desk.publish(main(*due(hours=8, remind=[4, 1])))
    opened(desk)
    later(desk, hours=3, minutes=59)
    assert told(desk, "clara") == []
    later(desk, minutes=1)
    assert told(desk, "clara") == told(desk, "carl") == ["11-24 18:00 到期：work(中) · do(中)"]
    assert told(desk, "bela") == []
    with desk.as_("carl") as tx:
        tasks.claim(tx, desk.one("task")["id"])
    later(desk, hours=3)
    assert (len(told(desk, "clara")), len(told(desk, "carl"))) == (1, 2)
    assert happened(desk) == [("reminded", ""), ("reminded", "")]
    notice = desk.rows("notice")[0]
    assert (notice["task"], notice["record"]) == (
        desk.one("task")["id"],
        desk.one("task")["record"],
    )


def test_nothing_is_said_of_a_task_that_is_over(desk: Desk) -> None:
    late = [{"after": 1, "to": "role:boss", "do": "hand_over"}]
    desk.publish(main(*due(hours=8, remind=[4], escalate=late)))
    opened(desk)
    perform(desk)
    later(desk, days=3)
    assert happened(desk) == [] and desk.rows("notice") == [] and desk.rows("job") == []


def test_reminders_count_working_hours_where_a_calendar_is_named(desk: Desk) -> None:
    """Tuesday 10:00: ten working hours end on Wednesday at 11:00; six before it is Tuesday 14:00."""
    late = [{"after": 7, "to": "role:boss", "do": "tell"}]
    desk.publish(main(*due(hours=10, calendar="calendar:office", remind=[6, 12], escalate=late)))
    opened(desk)
    at = [job["run_at"] for job in desk.rows("job")]
    assert at == [
        datetime(2026, 11, 24, 6, 0, tzinfo=UTC),
        datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
    ]


def test_a_late_task_is_told_of_then_shared_then_handed_over(desk: Desk) -> None:
    late = [
        {"after": 0, "to": "role:boss", "do": "tell"},
        {"after": 1, "to": "role:boss", "do": "add"},
        {"after": 2, "to": [{"person": "keeper"}], "do": "hand_over"},
    ]
    desk.publish(main(*due(hours=8, escalate=late)))
    opened(desk, keeper=desk.actor("carl").id)
    task = desk.one("task")["id"]
    with desk.as_("clara") as tx:
        tasks.claim(tx, task)
    later(desk, hours=8)
    assert told(desk, "bela") == ["Overdue: work · do"]
    assert desk.rows("notice")[0]["task"] is None, "it is not hers"
    with desk.looking("bela") as tx:
        assert "C" not in notices_of(tx)[0]["body"] and "克拉拉" in notices_of(tx)[0]["body"]
        assert tasks.open_count(tx) == 0
    later(desk, hours=1)
    assert len(told(desk, "bela")) == 2
    found = desk.one("task")
    assert (found["roles"], found["claimed_by"]) == (["clerk", "boss"], desk.actor("clara").id)
    later(desk, hours=1)
    found = desk.one("task")
    assert (found["roles"], found["persons"], found["claimed_by"]) == (
        [], [desk.actor("carl").id], None,
    )  # fmt: skip
    assert told(desk, "clara")[-1].startswith("已转给他人")
    assert told(desk, "carl")[-1].startswith("已超时")
    assert happened(desk) == [("escalated", one) for one in ("tell", "add", "hand_over")]
    perform(desk, "carl")
    assert desk.one("instance")["state"] == "done"


def test_where_nobody_is_found_the_task_stays_with_whom_it_is(desk: Desk) -> None:
    late = [{"after": 0, "to": [{"person": "keeper"}], "do": "hand_over"}]
    desk.publish(main(*due(hours=1, escalate=late)))
    opened(desk)
    later(desk, hours=1)
    assert desk.one("task")["roles"] == ["clerk"]
    assert desk.one("task_event")["detail"]["told"] == [] and desk.rows("notice") == []


def test_who_has_no_part_in_a_task_is_not_asked_when_it_is_late(desk: Desk) -> None:
    made, task = work("first")
    late = [{"after": 0, "to": ["role:boss", {"person": "record.owner"}], "do": "add"}]
    node = {**task, "not": "record.owner", "due": {"hours": 1, "escalate": late}}
    desk.publish(main(made, node))
    with desk.service() as tx:
        create_user(tx, "dora", "朵拉", None, ["boss"])
    opened(desk)
    later(desk, hours=1)
    assert desk.one("task")["persons"] == []
    assert told(desk, "clara") == [] and told(desk, "dora")


def test_words_of_the_pack_are_said_where_it_has_some(desk: Desk) -> None:
    about = {"record": "record", "transition": "ping", "to": "role:clerk"}
    said = {"hours": 8, "remind": [4], "notification": "notification:case_opened"}
    desk.publish(main({"id": "first", "do": "task.fill", **about, "due": said}))
    opened(desk)
    later(desk, hours=4)
    assert told(desk, "carl") == ["C-HQ-26-001 one"]
    assert desk.rows("notice")[0]["notification"] == "case_opened"


def test_a_due_time_may_be_a_moment_or_a_day_of_the_record(desk: Desk) -> None:
    """A day ends at midnight of the site; with a calendar, when the last work up to then ends."""
    cases: list[tuple[dict[str, Any], dict[str, str], datetime | None]] = [
        ({"at": "moment"}, {"moment": "2026-11-26T03:00:00Z"}, datetime(2026, 11, 26, 3, tzinfo=UTC)),
        ({"at": "day"}, {"day": "2026-11-28"}, datetime(2026, 11, 28, 16, tzinfo=UTC)),
        ({"at": "day", "calendar": "calendar:office"}, {"day": "2026-11-28"},
         datetime(2026, 11, 27, 9, tzinfo=UTC)),
        ({"at": "day", "remind": [1]}, {}, None),
        ({"days": 2}, {}, datetime(2026, 11, 26, 2, tzinfo=UTC)),
    ]  # fmt: skip
    for said, values, at in cases:
        desk.publish(main(*due(**said)))
        opened(desk, **values)  # type: ignore[arg-type]
        assert desk.open_tasks()[-1]["due_at"] == at, said


def test_pages_tell_how_often_and_to_whom(desk: Desk) -> None:
    """An escalation that found nobody is told, but nobody has the task by it."""
    late = [
        {"after": 0, "to": "role:boss", "do": "tell"},
        {"after": 1, "to": [{"person": "keeper"}], "do": "hand_over"},
    ]
    desk.publish(main(*due(hours=8, remind=[4, 2], escalate=late)))
    opened(desk)
    for span in (4, 2, 2, 1):
        later(desk, hours=span)
    task = desk.one("task")["id"]
    with desk.looking("clara") as tx:
        events = TaskEvents(tx, [task])
        assert events.summary(task) == ["已提醒 2 次", "已升级给boss(中)"]
        told = [one.text for one in events.of(task)]
    assert told[:2] == ["已超时，但没有找到可以升级的人", "已超时，已告知boss(中)"]
    assert len(told) == 4 and {"克拉拉" in one and "卡尔" in one for one in told[2:]} == {True}
