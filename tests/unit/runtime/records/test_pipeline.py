"""The pipeline on both databases: what a save leaves behind, in which order, and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.expressions import Quantity
from dougong.platform.problems import Invalid, Problem, Refused
from dougong.platform.storage import EventFact, Transaction
from dougong.runtime import records
from dougong.runtime.records.hooks import hooks
from dougong.runtime.rules import RuleRunner
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk


def test_defaults_then_computed_fields(desk: Desk) -> None:
    case = desk.create("clara", "case", {"title": "one", "lines": [{"label": "a"}, {"label": "b",
                                                                               "size": 4}]})  # fmt: skip
    assert case.values["level"] == 1
    assert case.values["double"] == 2
    assert [row["twice"] for row in case.values["lines"]] == [2, 8]
    assert case.values["sum"] == 10
    assert desk.record("case", case.id) == case


def test_a_default_is_for_new_records_and_new_rows(desk: Desk) -> None:
    """What somebody has cleared stays cleared."""
    case = desk.create("clara", "case", {"title": "one", "level": None})
    assert case.values["level"] is None
    changed = desk.change("clara", "case", case.id, {"n": 2, "lines": [{"label": "a"}]})
    assert changed.values["level"] is None
    assert changed.values["lines"][0]["size"] == 1
    row = changed.values["lines"][0]["id"]
    again = desk.change("clara", "case", case.id, {"lines": [{"id": row, "size": None}]})
    assert again.values["lines"][0]["size"] is None


def test_rows_that_come_with_a_transition_have_their_defaults(desk: Desk) -> None:
    case = desk.create("clara", "case", {"title": "one"})
    opened = desk.act("clara", "case", case.id, "open", {"lines": [{"label": "a"}]})
    assert opened.values["lines"][0]["size"] == 1


def test_a_bare_number_takes_the_unit_of_its_item(desk: Desk) -> None:
    desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    case = desk.create("clara", "case", {"title": "one", "item": {"code": "ON"}, "qty": "2.5"})
    assert case.values["qty"] == Quantity(Decimal("2.5"), "kg")


def test_a_save_leaves_row_audit_and_event(desk: Desk) -> None:
    item = desk.create("bela", "item", {"code": "ON", "unit": "kg"})
    case = desk.create("clara", "case", {"title": "one", "item": item.id, "qty": "2"})
    changed = desk.change("clara", "case", case.id, {"n": 3})
    first, second = desk.events(case.id)
    assert [first["name"], second["name"]] == ["created", "changed"]
    assert second["image"]["n"] == 3 and second["image"]["title"] == "one"
    assert second["changes"]["n"] == [0, 3]
    assert set(second["changes"]) == {"n", "change_no"}
    assert second["change_no"] == changed.system.change_no == 2
    assert second["form_revision"] == 1
    assert first["reads"][f"item:{item.id}"]["unit"] == "kg"
    assert second["cause"] == {"kind": "person", "ref": desk.actor("clara").id}
    audit = desk.rows("audit", subject=f"case:{case.id}")
    assert [row["action"] for row in audit] == ["create", "change"]


def test_saving_without_a_change_changes_nothing(desk: Desk) -> None:
    case = desk.create("clara", "case", {"title": "one", "qty": None, "lines": [{"label": "a"}]})
    before = desk.counts()
    row = {"id": case.values["lines"][0]["id"], "label": "a"}
    assert desk.change("clara", "case", case.id, {"title": " one ", "lines": [row]}) == case
    assert desk.counts() == before


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


PROBE = small.definition(
    "form", "probe",
    fields=[small.field("a", "integer"), small.field("b", "integer"), small.field("out", "text"),
            small.field("strict", "boolean")],
)  # fmt: skip
_SAVE = {"form": "form:probe", "save": "any"}
_SAY = {"more": {"out": "'more'"}, "less": {"out": "'not more'"}}


def _says(id: str) -> dict[str, Any]:
    return {"id": id, "do": "set", "set": _SAY[id]}


def _probe(desk: Desk, **values: Any) -> records.Saved:
    with desk.service() as tx:
        return records.create(tx, "probe", values)


def test_what_cannot_be_known_refuses_where_a_rule_refuses(desk: Desk) -> None:
    desk.publish(PROBE, small.rule("big", _SAVE, small.refuse("stop", "a"), **{"if": "a > b"}))
    assert _probe(desk, a=1, b=2).record.values["a"] == 1
    for values in ({"a": 3, "b": 2}, {"a": 1}, {}):
        before = desk.counts()
        with pytest.raises(Refused) as caught:
            _probe(desk, **values)
        assert [one.path for one in caught.value.fields] == ["a"]
        assert desk.counts() == before


def test_what_cannot_be_known_counts_as_false_elsewhere(desk: Desk) -> None:
    warn = {"id": "warn", "do": "warn", "field": "a", "message": small.text("more")}
    desk.publish(
        PROBE,
        small.rule("say", _SAVE, _says("more"), **{"if": "a > b"}, otherwise=[_says("less")]),
        small.rule("warn", _SAVE, warn, **{"if": "a > b"}),
        small.rule("one", _SAVE, {**_says("more"), "if": "a > b"}, order=200),
    )  # fmt: skip
    more = _probe(desk, a=3, b=2)
    assert more.record.values["out"] == "more"
    assert [(one.path, one.rule) for one in more.warnings] == [("a", "warn@1")]
    for values in ({"a": 1, "b": 2}, {"a": 1}, {}):
        saved = _probe(desk, **values)
        assert (saved.record.values["out"], saved.warnings) == ("not more", ())


def test_an_unknown_condition_of_a_rule_after_counts_as_false(desk: Desk) -> None:
    def log(id: str) -> dict[str, Any]:
        return {"id": id, "do": "record.create", "form": "form:log", "set": {"label": f"'{id}'"}}

    desk.publish(
        PROBE,
        small.rule("after", {"form": "form:probe", "event": "created"}, log("yes"),
                   {**log("never"), "if": "a > b"}, **{"if": "a == empty or a > b"},
                   otherwise=[log("no")]),
    )  # fmt: skip
    _probe(desk, b=1)
    _probe(desk, a=1)
    with desk.looking() as tx:
        labels = sorted(r.values["label"] for r in _all(tx, "log"))
    assert labels == ["no", "yes"]


def _all(tx: Transaction, form: str) -> list[Any]:
    from dougong.platform.storage.query import Query, page

    return list(page(tx, Query(form, limit=200)).records)


def test_an_unknown_condition_of_a_refusing_action_refuses(desk: Desk) -> None:
    desk.publish(
        PROBE,
        small.rule("fine", _SAVE, small.refuse("stop", "b", **{"if": "a > b"}),
                   **{"if": "strict == true"}),
    )  # fmt: skip
    _probe(desk)
    with pytest.raises(Refused):
        _probe(desk, strict=True)


def test_a_rule_that_names_fields_waits_for_them(desk: Desk) -> None:
    on = {"form": "form:probe", "save": "change", "fields": ["a"]}
    desk.publish(PROBE, small.rule("only_a", on, _says("more")))
    probe = _probe(desk, b=1).record
    assert probe.values["out"] is None, "created is not changed"
    with desk.service() as tx:
        assert records.change(tx, "probe", probe.id, {"b": 2}).record.values["out"] is None
        assert records.change(tx, "probe", probe.id, {"a": 2}).record.values["out"] == "more"


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


def test_each_stage_in_its_order(lite: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules before see the computed fields; rules after and followers see the written row."""
    heard: list[tuple[str, Any]] = []

    class Rules(RuleRunner):
        def before(self, draft: records.Draft, transition: str | None) -> None:
            heard.append(("before", (draft.values["double"], draft.system.number)))

        def after(self, tx: Transaction, fact: EventFact) -> None:
            heard.append(("after", _row(tx, fact)))

    class Followers:
        def record_event(self, tx: Transaction, fact: EventFact) -> None:
            heard.append(("followers", _row(tx, fact)))

    monkeypatch.setattr(hooks, "rules", Rules())
    monkeypatch.setattr(hooks, "followers", Followers())
    lite.create("clara", "case", {"title": "one"}, "open")
    written = ("open", "C-HQ-26-001")
    assert heard == [
        ("before", (2, None)), ("after", ("draft", None)), ("followers", ("draft", None)),
        ("before", (2, None)), ("after", written), ("followers", written),
    ]  # fmt: skip


def _row(tx: Transaction, fact: EventFact) -> tuple[str, str | None]:
    from dougong.platform.storage.query import any_record

    found = any_record(tx, fact.record.form, fact.record.id)
    assert found is not None
    return found.state, found.system.number


def test_the_qualified_partner_rule_names_its_field(company: Desk) -> None:
    """The refusal of the trade stands beside the field it is about; nothing is changed."""
    values = {"supplier": {"code": "S-007"},
              "lines": [{"material": {"code": "F-141"}, "quantity": "10"}]}  # fmt: skip
    order = company.create("wujing", "purchase_order", values)
    before = company.counts()
    with pytest.raises(Problem) as caught:
        company.act("wujing", "purchase_order", order.id, "approve")
    assert [one.path for one in caught.value.fields] == ["supplier"]
    assert company.counts() == before
    assert company.record("purchase_order", order.id).system.number is None
