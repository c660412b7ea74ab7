"""A pack of another trade: four forms, two rules and a flow, installed and lived through."""

from __future__ import annotations

from pathlib import Path

import pytest

from dougong.platform import publishing
from dougong.platform.identity import create_user
from dougong.platform.problems import Invalid, Refused
from dougong.platform.storage import Storage
from dougong.runtime.notifications import mark_read, notices_of, unread_count
from tests.unit.runtime.desk import Clock, Desk

PACK = Path(__file__).parents[1] / "packs" / "visits"


@pytest.fixture
def house(storage: Storage) -> Desk:
    """The pack, a host who reads English, and two people at the reception."""
    clock = Clock()
    storage.clock = clock
    desk = Desk(storage, clock)
    with desk.service() as tx:
        report = publishing.install(tx, PACK)
        assert len(report.published) == 16
        create_user(tx, "hanna", "Hanna", None, ["host"], language="en")
        create_user(tx, "rosa", "罗莎", None, ["reception"])
        create_user(tx, "rita", "丽塔", None, ["reception"])
    return desk


def test_a_visit_from_announcement_to_the_gate(house: Desk) -> None:
    house.create("hanna", "visitor", {"name": "周工"})
    visit = house.create("hanna", "visit", {"visitor": {"name": "周工"}, "guests": 8}, "announce")
    assert visit.system.number == "V-26-0001"
    assert str(visit.values["day"]) == "2026-11-24"
    house.drain()
    task = house.open_tasks()[0]
    assert (task["form"], task["roles"]) == ("badge", ["reception"])
    with pytest.raises(Invalid, match="card"):
        house.complete("rosa", task["id"])
    badge = house.complete("rosa", task["id"], {"card": "K-7"})
    assert (badge.state, badge.system.number) == ("out", "B-001")
    house.clock.forward(minutes=3)
    house.drain()
    inside = house.record("visit", visit.id)
    assert (inside.state, inside.values["passed_gate_at"]) == ("inside", house.clock.now)
    with house.as_("hanna") as tx:
        (notice,) = notices_of(tx)
        assert (notice["title"], notice["body"]) == (
            "周工 and 8 guests are here", "Please meet them at the reception.")  # fmt: skip
        assert (notice["record"], unread_count(tx)) == (visit.id, 1)
        mark_read(tx, notice["id"])
        assert unread_count(tx) == 0
    with house.looking("rosa") as tx:
        assert notices_of(tx) == []
    assert house.one("instance")["state"] == "done"


def test_a_few_guests_are_nothing_to_tell(house: Desk) -> None:
    house.create("hanna", "visitor", {"name": "周工"})
    visit = house.create("hanna", "visit", {"visitor": {"name": "周工"}, "guests": 5}, "announce")
    house.drain()
    house.complete("rita", house.open_tasks()[0]["id"], {"card": "K-1"})
    house.drain()
    assert house.record("visit", visit.id).state == "inside"
    assert house.rows("notice") == []


def test_banned_visitors_stay_out(house: Desk) -> None:
    banned = {"name": "不速之客", "banned_until": "2026-12-01"}
    house.create("hanna", "visitor", banned)
    visit = house.create("hanna", "visit", {"visitor": {"name": "不速之客"}})
    before = house.counts()
    with pytest.raises(Refused) as caught:
        house.act("hanna", "visit", visit.id, "announce")
    (told,) = caught.value.fields
    assert (told.path, told.rule) == ("visitor", "banned_stay_out@1")
    assert told.message.render("zh") == "该访客在禁入期内"
    assert house.counts() == before
    house.change("hanna", "visit", visit.id, {"day": "2026-12-02"})
    assert house.act("hanna", "visit", visit.id, "announce").state == "announced"
