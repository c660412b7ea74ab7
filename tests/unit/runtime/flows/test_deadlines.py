"""Times: waits by the clock, by the calendar and until a day; deadlines of a scope."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import fork, labels, late, log, main, opened, perform, wait, work

DAY = {"id": "sleep", "do": "wait"}


def _fires_at(desk: Desk) -> datetime:
    (job,) = desk.rows("job")
    found: datetime = job["run_at"]
    return found


def test_a_wait_counts_working_hours(desk: Desk) -> None:
    """Tuesday 10:00: seven hours to 17:00, three more on Wednesday from 08:00."""
    desk.publish(main({**DAY, "hours": 10, "calendar": "calendar:office"}, log("after")))
    case = opened(desk)
    assert _fires_at(desk) == datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    desk.clock.forward(hours=24)
    desk.drain()
    assert labels(desk, case) == []
    desk.clock.forward(hours=1)
    desk.drain()
    assert labels(desk, case) == ["after"]


def test_a_wait_counts_days_or_working_days(desk: Desk) -> None:
    desk.publish(main({**DAY, "days": 4}))
    opened(desk)
    assert _fires_at(desk) == datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
    desk.clock.forward(days=4)
    desk.drain()
    desk.publish(main({**DAY, "days": 4, "calendar": "calendar:office"}))
    desk.clock.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    opened(desk)
    assert _fires_at(desk) == datetime(2026, 11, 30, 2, 0, tzinfo=UTC), "over the weekend"


def test_a_wait_ends_when_its_day_begins_at_the_site(desk: Desk) -> None:
    desk.publish(main({**DAY, "until": "day"}, log("after")))
    case = opened(desk, day="2026-11-27")
    assert _fires_at(desk) == datetime(2026, 11, 26, 16, 0, tzinfo=UTC), "midnight in Shanghai"
    past = opened(desk, day="2026-11-24")
    assert (labels(desk, case), labels(desk, past)) == ([], ["after"])


def test_a_deadline_interrupts_what_is_late(desk: Desk) -> None:
    desk.publish(main(*work("slow"), log("never"),
                      handlers=[late("up", "interrupt", log("late"), hours=8)]))  # fmt: skip
    case = opened(desk)
    assert _fires_at(desk) == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    desk.clock.forward(hours=8)
    desk.drain()
    assert labels(desk, case) == ["late"]
    assert desk.one("task")["state"] == "cancelled"
    assert desk.one("task")["reason"]
    assert desk.rows("job") == desk.rows("subscription") == []


def test_a_deadline_alongside_lets_the_work_go_on(desk: Desk) -> None:
    up = late("up", "alongside", log("late"), hours=8, calendar="calendar:office")
    desk.publish(main(*work("slow"), log("after"), handlers=[up]))
    case = opened(desk)
    assert _fires_at(desk) == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    desk.clock.forward(hours=24)
    desk.drain()
    assert labels(desk, case) == ["late"]
    perform(desk)
    assert labels(desk, case) == ["late", "after"]


def test_a_deadline_is_off_once_its_scope_is_over(desk: Desk) -> None:
    desk.publish(main(*work("quick"), handlers=[late("up", "alongside", log("late"), days=1)]))
    case = opened(desk)
    perform(desk)
    assert desk.rows("job") == desk.rows("subscription") == []
    desk.clock.forward(days=2)
    desk.drain()
    assert labels(desk, case) == []


def test_a_deadline_of_a_branch_ends_with_the_branch(desk: Desk) -> None:
    ways = fork("both", "all", work("one"), [wait("ping")])
    ways["branches"][0]["handlers"] = [late("up", "interrupt", log("late"), hours=8)]
    desk.publish(main(ways, log("after")))
    case = opened(desk)
    desk.clock.forward(hours=4)
    desk.act("clara", "case", case.id, "ping")
    desk.drain()
    assert labels(desk, case) == []
    assert _fires_at(desk) == datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "it runs on from its start"
    desk.clock.forward(hours=4)
    desk.drain()
    assert labels(desk, case) == ["late", "after"]


def test_each_row_has_a_deadline_of_its_own(desk: Desk) -> None:
    loop = {
        "id": "rows",
        "do": "for_each",
        "of": "lines",
        "as": "row",
        "nodes": work("one"),
        "handlers": [late("up", "interrupt", log("late"), hours=8)],
    }
    desk.publish(main(loop))
    case = opened(desk, lines=[{"label": "a"}, {"label": "b"}])
    assert len(desk.rows("job")) == 2
    perform(desk)
    assert len(desk.rows("job")) == 1
    desk.clock.forward(hours=8)
    desk.drain()
    assert labels(desk, case) == ["late"]
