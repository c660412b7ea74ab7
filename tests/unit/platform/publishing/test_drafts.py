"""Drafts: they change nothing that is live, belong to whoever saved last, and are checked."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid, NotFound, Stale
from dougong.platform.publishing import (
    check_draft,
    discard_draft,
    draft,
    publish,
    revision,
    roll_back,
    save_draft,
)
from dougong.platform.storage import Transaction
from tests.services.workshop import bodies, both
from tests.unit.platform.publishing.conftest import changed, later, places


def test_a_draft_changes_nothing_that_is_live(tx: Transaction) -> None:
    save_draft(tx, changed("codes:kind", title=both("sorts")))
    assert later(tx).library.revision_no == tx.library.revision_no
    assert later(tx).library.get("codes:kind").body["title"]["en"] == "kind"
    assert draft(tx, "codes:kind").body["title"]["en"] == "sorts"


def test_somebody_elses_draft_is_not_overwritten(tx: Transaction) -> None:
    first = save_draft(tx, changed("codes:kind", title=both("one")), "")
    second = save_draft(tx, changed("codes:kind", title=both("two")), first)
    assert second != first
    for stale in (first, "", "nonsense"):
        with pytest.raises(Stale):
            save_draft(tx, changed("codes:kind", title=both("three")), stale)
    assert draft(tx, "codes:kind").body["title"]["en"] == "two"
    discard_draft(tx, "codes:kind")
    with pytest.raises(Stale):
        save_draft(tx, changed("codes:kind"), second)
    with pytest.raises(NotFound):
        check_draft(tx, "codes:kind")


def test_what_is_not_there(tx: Transaction) -> None:
    for call in (
        lambda: draft(tx, "form:nope"),
        lambda: publish(tx, ["form:part"]),
        lambda: revision(tx, "form:part", 99),
        lambda: revision(tx, "form:nope"),
        lambda: roll_back(tx, "form:part", 99),
    ):
        with pytest.raises(NotFound):
            call()


def test_a_draft_of_any_shape_is_checked_not_crashed_on(tx: Transaction) -> None:
    shapes: list[dict[str, Any]] = [
        {"fields": 5}, {"fields": [5]}, {"fields": [{}]}, {}, {"states": []},
    ]  # fmt: skip
    for broken in shapes:
        made: dict[str, Any] = {"kind": "form", "id": "part", **broken}
        save_draft(tx, Definition.of(made))
        assert check_draft(tx, "form:part")
        with pytest.raises(Invalid):
            publish(tx, ["form:part"])


def test_every_finding_is_told_by_its_place_and_nothing_is_changed(tx: Transaction) -> None:
    wrong = bodies()["form:order"]
    wrong["fields"][2]["required_if"] = "nope > 1"
    wrong["states"]["start"] = "gone"
    wrong["fields"][3]["type"] = "integer"
    del wrong["fields"][4]
    save_draft(tx, Definition.of(wrong))
    findings = {(one.pointer, one.code) for one in check_draft(tx, "form:order") if one.line}
    with pytest.raises(Invalid) as refused:
        publish(tx, ["form:order"])
    assert set(places(refused.value)) >= {
        ("form:order#/fields/2/required_if", "unknown_name"),
        ("form:order#/states/start", "unknown_state"),
        ("form:order#/fields/3/type", "type_changed"),
        ("form:order#/fields", "field_removed"),
    }
    told = {(path.removeprefix("form:order#"), code) for path, code in places(refused.value)
            if path.startswith("form:order#")}  # fmt: skip
    assert told <= findings  # the draft said the same before
    for problem in refused.value.fields:
        assert "line 0" not in problem.message.render("en")
    assert later(tx).library.revision_no == tx.library.revision_no
