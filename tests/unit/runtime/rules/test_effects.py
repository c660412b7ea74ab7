"""What rules do: refuse with their name, warn, set, and set each other off."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Invalid, Refused
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk


def test_all_refusals_are_told_at_once_with_their_rules(desk: Desk) -> None:
    on = {"form": "form:case", "save": "any"}
    desk.publish(
        small.rule("seven", on, small.refuse("stop", "level"), order=20, **{"if": "level == 7"}),
        small.rule("early", {"form": "form:case", "transition": "open"},
                   small.refuse("stop", "title"), order=10, **{"if": "level == 7"}),
        small.rule("other", on, small.refuse("stop", "n"), **{"if": "n > 5"}),
    )  # fmt: skip
    before = desk.counts()
    with pytest.raises(Refused) as caught:
        desk.create("clara", "case", {"title": "one", "level": 7, "n": 9})
    told = [(one.path, one.rule) for one in caught.value.fields]
    assert told == [("level", "seven@1"), ("n", "other@1")]
    assert caught.value.fields[0].message.render("en") == "not level"
    assert caught.value.fields[0].message.render("zh") == "not level(中)"
    with pytest.raises(Refused) as caught, desk.as_("clara") as tx:
        records.create(tx, "case", {"title": "one", "level": 7}, transition="open")
    assert [one.path for one in caught.value.fields] == ["level"]
    assert desk.counts() == before


def test_what_a_rule_sets_is_computed_and_validated(desk: Desk) -> None:
    on = {"form": "form:case", "save": "any", "fields": ["remark"]}
    level = {"id": "level", "do": "set", "set": {"level": "level + 4"}}
    desk.publish(small.rule("raise_level", on, level))
    case = desk.create("clara", "case", {"title": "one", "flag": True, "remark": "x", "level": 2})
    assert (case.values["level"], case.values["double"]) == (6, 12)
    before = desk.counts()
    with pytest.raises(Invalid) as caught:
        desk.change("clara", "case", case.id, {"remark": "y"})
    assert [(one.path, one.code) for one in caught.value.fields] == [("level", "max")]
    assert desk.counts() == before


def test_causes_stand_inside_each_other(desk: Desk) -> None:
    """A person opens a case; a rule keeps a log of it; a rule on the log keeps a tally."""
    log = {"id": "log", "do": "record.create", "form": "form:log",
           "set": {"case": "record", "label": "'opened'"}}  # fmt: skip
    tally = {"id": "tally", "do": "record.put", "form": "form:tally",
             "match": {"case": "case", "label": "'logs'"}, "set": {"count": "1"}}  # fmt: skip
    desk.publish(
        small.rule("logs", {"form": "form:case", "event": "opened"}, log),
        small.rule("counts", {"form": "form:log", "event": "created"}, tally),
    )
    case = desk.create("clara", "case", {"title": "one"}, "open")
    found = desk.find("tally", case=case.id)
    assert found is not None
    person = {"kind": "person", "ref": desk.actor("clara").id}
    assert desk.events(found.id)[0]["cause"] == {
        "kind": "rule", "ref": "counts@1",
        "within": {"kind": "rule", "ref": "logs@1", "within": person},
    }  # fmt: skip


def test_a_rule_after_may_refuse_the_whole(desk: Desk) -> None:
    """Whatever rules have done before goes with it."""
    log = {"id": "log", "do": "record.create", "form": "form:log", "set": {"label": "'a'"}}
    on = {"form": "form:case", "event": "opened"}
    desk.publish(small.rule("late", on, log, small.refuse("stop", "title")))
    case = desk.create("clara", "case", {"title": "one"})
    before = desk.counts()
    with pytest.raises(Refused) as caught:
        desk.act("clara", "case", case.id, "open")
    assert [(one.path, one.rule) for one in caught.value.fields] == [("title", "late@1")]
    assert desk.counts() == before


def _chain(length: int) -> list[Any]:
    """Forms c0, c1, … where a rule on each makes one of the next."""
    forms = [
        small.definition("form", f"c{n}", fields=[small.field("a", "integer")])
        for n in range(length + 1)
    ]
    rules = [
        small.rule(f"r{n}", {"form": f"form:c{n}", "event": "created"},
                   {"id": "next", "do": "record.create", "form": f"form:c{n + 1}",
                    "set": {"a": "a"}})
        for n in range(length)
    ]  # fmt: skip
    return [*forms, *rules]


def test_rules_set_each_other_off_eight_deep_and_no_further(desk: Desk) -> None:
    desk.publish(*_chain(9))
    with desk.service() as tx:
        records.create(tx, "c1", {"a": 1})  # c2 … c9: eight
    before = desk.counts()
    with pytest.raises(Refused, match="8 deep"), desk.service() as tx:
        records.create(tx, "c0", {"a": 1})
    assert desk.counts() == before


def test_warnings_stop_nothing(desk: Desk) -> None:
    warn = {"id": "warn", "do": "warn", "field": "n", "message": small.text("rather many")}
    on = {"form": "form:case", "transition": "open"}
    desk.publish(small.rule("many", on, warn, **{"if": "n > 5"}))
    case = desk.create("clara", "case", {"title": "one", "n": 9})
    with desk.as_("clara") as tx:
        saved = records.act(tx, "case", case.id, "open")
    assert saved.record.state == "open"
    assert [(one.path, one.rule) for one in saved.warnings] == [("n", "many@1")]
    kept = {one["name"]: one["warnings"] for one in desk.events(case.id)}
    told = {"field": "n", "rule": "many@1", "message": small.text("rather many")}
    assert kept == {"created": None, "opened": [told]}
