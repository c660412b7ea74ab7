"""Notices: who is told, in which words."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from dougong.platform.problems import NotFound
from dougong.platform.storage.platform_tables import AppUser, table_of
from dougong.runtime.notifications import mark_read, notices_of, unread_count
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk


@pytest.fixture
def telling(desk: Desk) -> Desk:
    """A rule tells clerks and bosses of every case that is opened."""
    tell: dict[str, Any] = {"id": "tell", "do": "notify",
                            "notification": "notification:case_opened",
                            "to": ["role:clerk", "role:boss"], "about": "record"}  # fmt: skip
    desk.publish(small.rule("tells", {"form": "form:case", "event": "opened"}, tell))
    return desk


def told(desk: Desk, who: str) -> list[tuple[str, str]]:
    with desk.looking(who) as tx:
        return [(notice["title"], notice["body"]) for notice in notices_of(tx)]


def test_everybody_is_told_in_their_own_words(telling: Desk) -> None:
    telling.create("bela", "item", {"code": "BOLT", "unit": "pcs"})
    values = {"title": "loose", "kind": "a", "item": {"code": "BOLT"}, "qty": "3600",
              "day": "2026-11-24"}  # fmt: skip
    telling.create("clara", "case", values, "open")
    assert told(telling, "clara") == [
        ("C-HQ-26-001 loose", "a(中) / BOLT / pcs / 3,600 pcs / 2026-11-24")
    ]
    assert told(telling, "bela") == [
        ("Case C-HQ-26-001: loose", "a / BOLT / pcs / 3,600 pcs / 2026-11-24")
    ]
    assert told(telling, "carl") == told(telling, "clara")
    assert told(telling, "june") == told(telling, "nora") == []


def test_what_is_empty_is_left_empty(telling: Desk) -> None:
    telling.create("clara", "case", {"title": "bare"}, "open")
    assert told(telling, "clara") == [("C-HQ-26-001 bare", " /  /  /  / ")]


def test_who_has_left_is_not_told(telling: Desk) -> None:
    users = table_of(AppUser)
    with telling.service() as tx:
        tx.connection.execute(update(users).where(users.c.login == "carl").values(active=False))
    telling.create("clara", "case", {"title": "one"}, "open")
    assert len(telling.rows("notice")) == 2


def test_notices_are_read_by_whom_they_are_for(telling: Desk) -> None:
    telling.create("clara", "case", {"title": "one"}, "open")
    telling.clock.forward(minutes=1)
    telling.create("clara", "case", {"title": "two"}, "open")
    with telling.as_("clara") as tx:
        newest, oldest = notices_of(tx)
        assert (newest["title"], oldest["title"]) == ("C-HQ-26-002 two", "C-HQ-26-001 one")
        assert unread_count(tx) == 2
        mark_read(tx, oldest["id"])
        assert unread_count(tx) == 1
        assert [one["id"] for one in notices_of(tx, unread=True)] == [newest["id"]]
    for who, id in (("carl", newest["id"]), ("clara", "no-such-notice")):
        with pytest.raises(NotFound), telling.as_(who) as tx:
            mark_read(tx, id)
    with telling.looking("carl") as tx:
        assert unread_count(tx) == 2
