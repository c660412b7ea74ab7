"""What somebody reads who asks why (picture 04b): words, values, rights."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.storage import Record
from dougong.runtime.pages.views.why import WhyView, why_view
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk


def case_with(desk: Desk, compute: str, type_: str = "text", /, **values: Any) -> Record:
    """A case with a computed field `told`."""
    told = small.field("told", type_, compute=compute)
    body = {**small.CASE.body, "fields": [*small.CASE.body["fields"], told]}
    desk.publish(Definition.of(body))
    return desk.create("bela", "case", {"title": "one", **values})


def asked(desk: Desk, who: str, case: Record, path: str = "told") -> WhyView:
    with desk.looking(who) as tx:
        return why_view(tx, "case", case.id, path)


def test_the_formula_its_rows_and_what_it_came_to(desk: Desk) -> None:
    lines = [{"label": "a", "size": 3}, {"label": "b", "size": 4}]
    case = case_with(desk, "sum(lines, size * twice)", "integer", lines=lines)
    found = asked(desk, "bela", case)
    assert (found.title, found.value.text) == ("told", "50")
    assert found.formula == "sum(lines, size × twice)"
    first, one, two = found.steps
    assert first.notes == (("lines", "2 rows"),)
    assert (one.words, one.value) == ("Line 1 · size × twice", "18")
    assert one.notes == (("size", "3"), ("twice", "6"))
    assert (two.words, two.value) == ("Line 2 · size × twice", "32")


def test_the_way_not_taken_is_named_but_not_worked_out(desk: Desk) -> None:
    case = case_with(desk, "item.code + '!' if kind == 'a' else title + '?' + title", kind="b")
    found = asked(desk, "bela", case)
    assert found.formula == "item › code + “!” if kind = a, otherwise title + “?” + title"
    marks = {step.words: (step.value, step.mark) for step in found.steps}
    assert marks["kind = a"] == ("no", "")
    assert marks["title + “?” + title"] == ("one?one", "decided")
    assert marks["item › code + “!”"] == ("", "unused")


def test_it_is_told_in_the_readers_language(desk: Desk) -> None:
    case = case_with(desk, "kind if flag == true else 'x'", kind="a", flag=True)
    found = asked(desk, "clara", case)
    assert found.formula == "如果 flag(中) = 是，则 kind(中)，否则 “x”"
    assert found.steps[0].notes == (("kind(中)", "a(中)"),)
    assert found.form == "case(中)"


def test_what_is_hidden_stays_hidden(desk: Desk) -> None:
    """Neither the hidden field nor what was made of it on the way is told."""
    case = case_with(desk, "title + (secret + '-') + 'x'", secret="S")
    open_to_boss = asked(desk, "bela", case)
    assert "S-" in str(open_to_boss.steps)
    closed = asked(desk, "clara", case)
    assert closed.value.text == "oneS-x"  # the value itself they may see
    told = {step.words: step.value for step in closed.steps}
    assert told["secret(中) + “-”"] == "无权查看"
    assert "'S'" not in str(closed.steps) and "S-" not in str(closed.steps)


def test_of_a_form_whose_rows_a_condition_hides_nothing_is_told(desk: Desk) -> None:
    desk.create("bela", "item", {"code": "OFF", "unit": "kg", "active": True})
    case = case_with(desk, "item.unit + '!' + title", item={"code": "OFF"})
    assert "kg" in str(asked(desk, "bela", case).steps)
    assert "'kg" not in str(asked(desk, "june", case).steps)
