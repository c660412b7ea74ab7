"""A save: what is filled in and computed, in which order, and what it leaves behind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.expressions import Quantity
from dougong.platform.storage import EventFact, Transaction
from dougong.platform.storage.query import any_record
from dougong.runtime import records
from dougong.runtime.records.hooks import hooks
from dougong.runtime.rules import RuleRunner
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
    found = any_record(tx, fact.record.form, fact.record.id)
    assert found is not None
    return found.state, found.system.number
