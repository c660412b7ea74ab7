"""Numbers of records: without gaps, given with the first submit, by the day at the site."""

from __future__ import annotations

import pytest

from dougong.platform.problems import Refused
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk


def test_numbers_have_no_gaps_and_drafts_have_none(desk: Desk) -> None:
    """Refused submits give their number back: the counter is part of their transaction."""
    desk.publish(small.rule("no_nine", {"form": "form:case", "event": "opened"},
                            small.refuse("stop", "level", **{"if": "level == 9"})))  # fmt: skip
    drafts = [desk.create("clara", "case", {"title": "one", "level": n}) for n in (1, 9, 2, 9, 3)]
    assert [draft.system.number for draft in drafts] == [None] * 5
    given = []
    for draft in drafts:
        if draft.values["level"] == 9:
            before = desk.counts()
            with pytest.raises(Refused):
                desk.act("clara", "case", draft.id, "open")
            assert desk.counts() == before
            assert desk.record("case", draft.id) == draft
        else:
            given.append(desk.act("clara", "case", draft.id, "open").system.number)
    assert given == ["C-HQ-26-001", "C-HQ-26-002", "C-HQ-26-003"]
    assert desk.act("clara", "case", drafts[0].id, "ping").system.number == given[0]
    assert desk.one("number_series", series="case")["last"] == 3


def test_the_number_follows_the_day_at_the_site(desk: Desk) -> None:
    desk.clock.now = desk.clock.now.replace(month=12, day=31, hour=17)  # new year in Shanghai
    opened = desk.create("clara", "case", {"title": "one"}, "open")
    assert opened.system.number == "C-HQ-27-001"
