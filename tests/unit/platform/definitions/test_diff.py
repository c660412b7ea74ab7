"""What changed, in sentences."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dougong.platform.definitions import Definition, diff, title
from tests.services.workshop import FLOW, ORDER, both, field


def changed(body: dict[str, Any], *changes: tuple[list[Any], Any]) -> tuple[Definition, Definition]:
    after = copy.deepcopy(body)
    for way, value in changes:
        holder: Any = after
        for key in way[:-1]:
            holder = holder[key]
        if value is None:
            del holder[way[-1]]
        else:
            holder[way[-1]] = value
    return Definition.of(body), Definition.of(after)


CASES: list[tuple[dict[str, Any], list[tuple[list[Any], Any]], str, str]] = [
    (ORDER, [(["fields", 4, "required"], True)],
     "field note · required: now yes", "note(中)"),
    (ORDER, [(["fields", 1, "required"], None)],
     "field amount · required: no longer", "amount(中)"),
    (ORDER, [(["fields", 2, "required_if"], "amount > 50")],
     "field due · required_if: amount > 100 → amount > 50", "due(中)"),
    (ORDER, [(["fields", 6, "fields", 0, "title"], both("lot"))],
     "field lines · field lot · title: batch → lot", "batch(中) → lot(中)"),
    (ORDER, [(["states", "transitions", 0, "if"], None)],
     "states · transition open · condition: removed (was amount > 0)", "open(中)"),
    (FLOW, [(["nodes", 3, "nodes", 0, "hours"], 2)],
     "node each · node pause · hours: 1 → 2", "1 → 2"),
    (ORDER, [(["fields", 4], None)], "field note: removed", "note(中)"),
    (ORDER, [(["title"], both("PO"))], "title: order → PO", "order(中) → PO(中)"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "changes", "english", "chinese"), CASES, ids=range(len(CASES)))
def test_a_change_is_one_sentence(
    body: dict[str, Any], changes: list[tuple[list[Any], Any]], english: str, chinese: str
) -> None:
    before, after = changed(body, *changes)
    assert diff(before, after, "en") == [english]
    (sentence,) = diff(before, after, "zh")
    assert chinese in sentence


def test_added_and_moved() -> None:
    before, after = changed(ORDER)
    fields = after.body["fields"]
    fields[0], fields[1] = fields[1], fields[0]
    fields.append(field("extra", "date"))
    assert diff(before, after, "en") == ["field extra: added", "fields: order changed"]


def test_nothing_changed_says_nothing_and_a_new_one_is_new() -> None:
    before, after = changed(ORDER)
    assert diff(before, after, "en") == []
    assert diff(None, after, "en") == ["new"]
    assert title(after, "zh") == "order(中)"


def test_long_values_are_cut() -> None:
    before, after = changed(ORDER, (["fields", 2, "required_if"], "amount > 1 or " * 30 + "true"))
    (sentence,) = diff(before, after, "en")
    assert sentence.endswith("…") and len(sentence) < 260


def test_a_list_of_references_is_shown_as_it_is() -> None:
    before, after = changed(ORDER, (["states", "transitions", 0, "who"], ["role:buyer"]))
    assert diff(before, after, "en") == [
        'states · transition open · who may: role:buyer → ["role:buyer"]'
    ]
