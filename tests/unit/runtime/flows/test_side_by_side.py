"""Saving while a worker advances: no event is lost, and no older state overwrites a newer one."""

from __future__ import annotations

import pytest

from dougong.platform.problems import Conflict
from dougong.runtime import records
from dougong.runtime.flows import instances
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.interpreter import State
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pieces import child, labels, log, main, on, opened, wait, work


@pytest.mark.parametrize("early", [True, False], ids=["before the start", "before it waits"])
def test_an_event_that_is_being_saved_while_its_listener_begins(desk: Desk, early: bool) -> None:
    """On PostgreSQL a save may run on while a worker advances; neither sees the other yet."""
    if desk.storage.on_sqlite:
        pytest.skip("SQLite lets one writer in at a time")
    desk.publish(main(*([] if early else work("first")), wait("ping"), log("after"),
                      handlers=[on("beside", "pinged", "alongside", log("side"))]))  # fmt: skip
    case = opened(desk, drain=not early)
    if not early:
        desk.complete("clara", desk.open_tasks()[0]["id"], {"result": "well"})
    with desk.as_("clara") as tx:
        records.act(tx, "case", case.id, "ping")
        desk.drain()
        assert labels(desk, case) == []
    desk.drain()
    assert sorted(labels(desk, case)) == ["after", "side"]


def test_an_event_saved_while_its_listener_is_being_saved(desk: Desk) -> None:
    """The other way round: the event is committed, and handed on, before the one that waits."""
    if desk.storage.on_sqlite:
        pytest.skip("SQLite lets one writer in at a time")
    inner = log("inner", case="case")
    desk.publish(child(wait("ping", match="event.record == case"), inner))
    case = opened(desk)
    with desk.service() as tx:
        instances.start_called(tx, "flow:child", {"case": {"id": case.id}})
        desk.act("clara", "case", case.id, "ping")
        assert desk.drain() > 0
    assert labels(desk, case) == []
    desk.drain()
    assert labels(desk, case) == ["inner"]


def test_an_advance_commits_only_with_the_sequence_number(desk: Desk) -> None:
    """A worker that has read an older state writes nothing."""
    desk.publish(main(wait("ping")))
    opened(desk)
    row = desk.one("instance")
    with desk.service() as tx:
        store.keep(tx, dict(row), State.from_json(row["data"]), "running")
    with pytest.raises(Conflict), desk.service() as tx:
        store.keep(tx, dict(row), State.from_json(row["data"]), "done")
    assert (desk.one("instance")["state"], desk.one("instance")["seq"]) == (
        "running",
        row["seq"] + 1,
    )
