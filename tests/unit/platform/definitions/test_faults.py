"""One seeded fault per promise of the checker, each reported at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dougong.platform.definitions import Definition, Finding, check, errors, write
from tests.services.workshop import bodies, definition, field, library, refuse
from tests.unit.platform.definitions import faults_of_meaning, faults_of_shape
from tests.unit.platform.definitions.fault import DELETE, Fault, spoil, spoilt

FAULTS = [*faults_of_meaning.FAULTS, *faults_of_shape.FAULTS]


def place_of(definition: Definition, pointer: str) -> tuple[int, int]:
    """Line and column found without the checker: a mark is written at the pointer."""
    mark = "\N{WHITE DIAMOND}"
    body = json.loads(json.dumps(definition.body))
    *way, last = pointer.split("/")[1:]
    holder = body
    for key in way:
        holder = holder[int(key)] if isinstance(holder, list) else holder[key]
    text = write(definition)
    if isinstance(holder, dict):
        return _key_place(text, last, definition, pointer)
    holder[int(last)] = mark
    return _first_difference(text, write(Definition.of(body)))


def _key_place(text: str, key: str, definition: Definition, pointer: str) -> tuple[int, int]:
    """The place of the one `"key":` that stands there; only for keys written once."""
    assert text.count(f'"{key}":') == 1, "choose a key that is written once"
    offset = text.index(f'"{key}":')
    return _line_column(text, offset)


def _first_difference(one: str, other: str) -> tuple[int, int]:
    offset = next(i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return _line_column(one, offset - 1)  # the quotation mark is still the same


def _line_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def found(findings: list[Finding], fault: Fault) -> Finding:
    hits = [f for f in findings if (f.pointer, f.code) == (fault.pointer, fault.code)]
    assert hits, [f.render() + " " + f.pointer for f in findings]
    return hits[0]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_reported_at_its_place(fault: Fault) -> None:
    findings = check(spoilt(fault.ref, fault.values))
    finding = found(findings, fault)
    assert finding.severity == fault.severity
    if fault.severity == "warning":
        assert not errors(findings)
    text = write(spoilt(fault.ref, fault.values).get(finding.ref)).splitlines()
    line = text[finding.line - 1]
    key = fault.pointer.rsplit("/", 1)[-1]
    if key.isdigit() or key == "":
        assert line[finding.column - 1] in '"{'
    else:
        assert line[finding.column - 1 :].startswith(f'"{key}"')
    assert finding.message.render("zh") and finding.message.render("en")


def test_the_sound_company_has_no_finding() -> None:
    assert [finding.render() for finding in check(library())] == []


def test_the_table_names_each_fault_once() -> None:
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("ref", "pointer", "value"),
    [
        ("rule:no_old_orders", "/if", "nope > 1"),
        ("form:order", "/layout/0/fields/1", "nope"),
        ("list:orders", "/columns/1", "part.nope"),
        ("flow:handle_order", "/nodes/3/of", "part"),
    ],
)
def test_line_and_column_count_in_canonical_text(ref: str, pointer: str, value: str) -> None:
    wrong = spoilt(ref, {pointer: value})
    (finding,) = errors(check(wrong))
    assert (finding.ref, finding.pointer) == (ref, pointer)
    assert (finding.line, finding.column) == place_of(wrong.get(ref), pointer)


def test_the_position_inside_an_expression_is_told() -> None:
    (finding,) = errors(check(spoilt("rule:no_old_orders", {"/if": "due > today() and nope"})))
    assert finding.message.render("en").endswith("(at character 19)")


def test_two_rules_that_set_each_other_off_are_both_named() -> None:
    made = bodies()
    made["rule:back"] = definition(
        "rule",
        "back",
        on={"form": "form:answer", "event": "created"},
        then=[{"id": "do_it", "do": "record.transition", "record": "about", "transition": "open"}],
    )
    findings = [f for f in check(library(made.values())) if f.code == "cycle"]
    assert {(f.ref, f.pointer) for f in findings} == {
        ("rule:back", "/then"),
        ("rule:order_answers", "/then"),
    }
    assert "rule:back → rule:order_answers → rule:back" in findings[0].render()


def test_two_flows_that_call_each_other() -> None:
    made = bodies()
    made["flow:second"] = definition(
        "flow",
        "second",
        inputs=[field("about", "link", to="form:order", required=True)],
        nodes=[{"id": "go", "do": "flow.call", "flow": "flow:follow_up",
                "with": {"about": "about"}}],
    )  # fmt: skip
    starts = {"id": "on", "do": "flow.start", "flow": "flow:second", "with": {"about": "about"}}
    made["flow:follow_up"]["nodes"].insert(0, starts)
    findings = [f for f in check(library(made.values())) if f.code == "cycle"]
    assert {f.ref for f in findings} == {"flow:second", "flow:follow_up"}


def test_a_flow_may_begin_anew_by_way_of_people() -> None:
    """What is only started, after a task, goes round no faster than people do."""
    made = bodies()
    again = {
        "id": "again",
        "do": "flow.start",
        "flow": "flow:follow_up",
        "with": {"about": "about"},
    }
    made["flow:follow_up"]["nodes"].append(again)
    assert not [f for f in check(library(made.values())) if f.code == "cycle"]
    made["flow:follow_up"]["nodes"][0]["if"] = "about.total > 1"  # now the task may be passed by
    assert [f.code for f in errors(check(library(made.values())))] == ["cycle"]


def test_a_form_cannot_take_the_name_of_the_users() -> None:
    made = bodies()
    made["form:user"] = definition("form", "user", fields=[field("a", "text")])
    findings = errors(check(library(made.values())))
    assert [(f.ref, f.pointer, f.code) for f in findings] == [("form:user", "/id", "reserved_word")]


def test_an_unknown_kind() -> None:
    made = bodies()
    made["poem:one"] = definition("poem", "one")
    (finding,) = check(library(made.values()))
    assert (finding.ref, finding.pointer, finding.code) == ("poem:one", "/kind", "unknown_kind")


def test_only_what_a_change_touches_is_checked() -> None:
    wrong = spoilt("calendar:works", {"/timezone": "Mars/Olympus"})
    assert not check(wrong, ["codes:kind"])
    assert [f.code for f in check(wrong, ["calendar:works"])] == ["timezone"]


def test_a_change_is_checked_where_others_read_it() -> None:
    made = bodies()
    spoil(made["form:part"], "/fields/4/retired", True)
    findings = errors(check(library(made.values()), ["form:part"]))
    assert ("form:order", "/fields/3/compute", "retired_field") in [
        (f.ref, f.pointer, f.code) for f in findings
    ]


def older(change: Callable[[Any], None]) -> Definition:
    body = bodies()["flow:follow_up"]
    change(body)
    return Definition.of(body)


def test_an_older_flow_revision_still_running_is_checked_in_its_own_text() -> None:
    def reads_old_code(body: Any) -> None:
        body["nodes"].insert(0, {"id": "first", "do": "wait", "until": "about.old_due"})

    made = bodies()
    made["form:order"]["fields"].append(field("old_due", "datetime", retired=True))
    running = older(reads_old_code)
    (finding,) = errors(check(library(made.values()), ["form:order"], also=[running]))
    assert (finding.ref, finding.pointer) == ("flow:follow_up", "/nodes/0/until")
    assert finding.code == "retired_field"
    line = write(running).splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith('"until"')


def test_an_older_flow_revision_must_still_find_what_it_refers_to() -> None:
    def calls_gone(body: Any) -> None:
        body["nodes"].insert(0, {"id": "ask", "do": "interface.call",
                                 "operation": "interface:stores.part.gone"})  # fmt: skip

    findings = errors(check(library(), ["interface:stores"], also=[older(calls_gone)]))
    assert [(f.pointer, f.code) for f in findings] == [("/nodes/0/operation", "unknown_reference")]


def test_a_refusing_action_says_when_its_condition_may_be_unknown() -> None:
    values = {"/if": DELETE, "/then/0": refuse(**{"if": "due < today()"})}
    (finding,) = check(spoilt("rule:no_old_orders", values))
    assert (finding.pointer, finding.code) == ("/then/0/if", "may_be_unknown")


@pytest.mark.parametrize(
    "guarded",
    [
        "due != empty and due < today()",
        "not is_empty(due) and due < today()",
        "due == empty or due < today()",
        "not (due == empty) and due < today() and note == 'x'",
        "(due < today()) if due != empty else false",
        "part.price != empty and part.price > money(1, 'CNY') and false",
    ],
)
def test_a_guarded_condition_is_never_unknown(guarded: str) -> None:
    codes = [f.code for f in check(spoilt("rule:no_old_orders", {"/if": guarded}))]
    assert ("may_be_unknown" in codes) is ("price" in guarded)  # currencies may still differ


@pytest.mark.parametrize(
    "open_",
    ["due < today() and due != empty and note != empty or due < today()",
     "due != empty or due < today()", "due == empty and due < today()",
     "(due < today()) if note != empty else false"],
)  # fmt: skip
def test_a_guard_holds_only_where_it_guards(open_: str) -> None:
    codes = [f.code for f in check(spoilt("rule:no_old_orders", {"/if": open_}))]
    assert "may_be_unknown" in codes
