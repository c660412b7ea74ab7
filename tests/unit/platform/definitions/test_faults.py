"""One seeded fault per promise of the checker, each reported at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from dougong.platform.definitions import Definition, Finding, Library, check, errors, write
from tests.services.workshop import bodies, both, definition, field, library, refuse


@dataclass(frozen=True)
class Fault:
    """`values` are put at pointers into the body of `ref` (DELETE takes away, `+` appends)."""

    name: str
    ref: str
    values: dict[str, Any]
    pointer: str
    code: str
    severity: str = "error"


DELETE = object()
LOOP = {"id": "again", "do": "for_each", "of": "lines", "as": "row", "nodes": []}
NODE = {"id": "extra", "do": "wait", "hours": 1}
FAULTS = [
    # references
    Fault("unknown definition", "form:part", {"/fields/2/options": "codes:nope"},
          "/fields/2/options", "unknown_reference"),
    Fault("unknown form of a link", "form:part", {"/fields/6/to": "form:nope"},
          "/fields/6/to", "unknown_reference"),
    Fault("unknown rows of a link", "form:part", {"/fields/6/to": "form:order.nope"},
          "/fields/6/to", "unknown_reference"),
    Fault("unknown operation", "flow:handle_order",
          {"/nodes/1/operation": "interface:stores.part.sell"},
          "/nodes/1/operation", "unknown_reference"),
    Fault("unknown role in a list of roles", "form:order",
          {"/states/transitions/1/who/1": "role:nobody"},
          "/states/transitions/1/who/1", "unknown_reference"),
    Fault("unknown role standing alone", "form:order",
          {"/states/transitions/0/who": "role:nobody"},
          "/states/transitions/0/who", "unknown_reference"),
    Fault("unknown notification deep in a branch", "flow:handle_order",
          {"/nodes/2/branches/0/nodes/0/notification": "notification:nope"},
          "/nodes/2/branches/0/nodes/0/notification", "unknown_reference"),
    Fault("unknown list in the navigation", "pack:workshop",
          {"/navigation/0/list": "list:nope"}, "/navigation/0/list", "unknown_reference"),
    Fault("unknown field in a layout", "form:order", {"/layout/0/fields/1": "nope"},
          "/layout/0/fields/1", "unknown_field"),
    Fault("unknown field searched", "form:order", {"/search/0": "nope"},
          "/search/0", "unknown_field"),
    Fault("unknown field in a unique group", "form:answer", {"/unique/0/1": "nope"},
          "/unique/0/1", "unknown_field"),
    Fault("unknown field a transition needs", "form:order",
          {"/states/transitions/1/needs/0": "nope"},
          "/states/transitions/1/needs/0", "unknown_field"),
    Fault("unknown field set", "flow:handle_order", {"/nodes/0/set/nope": "1"},
          "/nodes/0/set/nope", "unknown_field"),
    Fault("unknown field hidden", "role:clerk", {"/rights/0/hidden/0": "nope"},
          "/rights/0/hidden/0", "unknown_field"),
    Fault("unknown field beside a message", "rule:no_old_orders", {"/then/0/field": "nope"},
          "/then/0/field", "unknown_field"),
    Fault("unknown field a rule listens to", "rule:order_answers", {"/on/fields": ["nope"]},
          "/on/fields/0", "unknown_field"),
    Fault("unknown field of a task", "flow:follow_up", {"/nodes/0/fields/0": "nope"},
          "/nodes/0/fields/0", "unknown_field"),
    Fault("unknown field in a notification", "notification:big_order",
          {"/subject/en": "{{part.nope}}"}, "/subject/en", "unknown_name"),
    Fault("unknown entity", "interface:stores", {"/operations/0/entity": "nope"},
          "/operations/0/entity", "unknown_entity"),
    # expressions
    Fault("unknown name", "form:order", {"/fields/2/required_if": "nope > 1"},
          "/fields/2/required_if", "unknown_name"),
    Fault("unknown name behind a link", "form:order", {"/fields/4/visible_if": "part.nope == 1"},
          "/fields/4/visible_if", "unknown_name"),
    Fault("unknown name in row rights", "role:clerk", {"/rights/0/if": "nope == 1"},
          "/rights/0/if", "unknown_name"),
    Fault("unknown column", "list:orders", {"/columns/1": "part.nope"},
          "/columns/1", "unknown_name"),
    Fault("unknown sort key", "list:orders", {"/sort/0": "-nope"}, "/sort/0", "unknown_name"),
    Fault("unknown function", "form:order", {"/fields/3/compute": "sqrt(amount)"},
          "/fields/3/compute", "unknown_function"),
    Fault("condition of another type", "form:order", {"/fields/2/required_if": "amount"},
          "/fields/2/required_if", "type"),
    Fault("computed of another type", "form:order", {"/fields/3/compute": "'dear'"},
          "/fields/3/compute", "type"),
    Fault("default of another type", "form:part", {"/fields/1/default": "1"},
          "/fields/1/default", "type"),
    Fault("default no option", "form:part", {"/fields/2/default": "'stolen'"},
          "/fields/2/default", "type"),
    Fault("compared with no option", "list:orders", {"/filter": "state != 'gone'"},
          "/filter", "unknown_option"),
    Fault("set to another type", "flow:handle_order", {"/nodes/0/set/about": "part"},
          "/nodes/0/set/about", "type"),
    Fault("a loop over no rows", "flow:handle_order", {"/nodes/3/of": "part"},
          "/nodes/3/of", "type"),
    Fault("name of another type", "form:part", {"/name": "price"}, "/name", "type"),
    Fault("filter of another form", "form:order", {"/fields/0/filter": "amount > 1"},
          "/fields/0/filter", "unknown_name"),
    Fault("an attack", "form:order", {"/fields/2/required_if": "note.upper() == 'A'"},
          "/fields/2/required_if", "call"),
    Fault("nothing readable", "form:order", {"/fields/2/required_if": "1 +"},
          "/fields/2/required_if", "syntax"),
    Fault("rows set by no expression", "flow:handle_order",
          {"/nodes/0": {"id": "copy", "do": "record.update", "record": "record", "set": {"lines": {
              "for_each": "lines", "as": "row", "set": {"batch": 5}}}}},
          "/nodes/0/set/lines", "schema"),
    Fault("rows given to a field that has none", "flow:handle_order",
          {"/nodes/0/set/text": {"for_each": "lines", "as": "row", "set": {"batch": "row.batch"}}},
          "/nodes/0/set/text", "type"),
    Fault("a pattern that is none", "form:part", {"/fields/0/pattern": "(["},
          "/fields/0/pattern", "pattern"),
    Fault("a pattern that never ends", "form:part", {"/fields/0/pattern": "(a+)+b"},
          "/fields/0/pattern", "pattern"),
    Fault("an empty number pattern", "form:order", {"/number": "O-{yyyy}"},
          "/number", "number_pattern"),
    Fault("an unknown word in a number pattern", "form:order", {"/number": "O-{week}-{seq:4}"},
          "/number", "number_pattern"),
    # what is set
    Fault("computed field set", "flow:handle_order",
          {"/nodes/0": {"id": "make", "do": "record.update", "record": "record",
                        "set": {"total": "part.price"}}},
          "/nodes/0/set/total", "computed_field"),
    Fault("retired field set", "flow:handle_order",
          {"/nodes/0": {"id": "make", "do": "record.update", "record": "part",
                        "set": {"old_code": "'x'"}}},
          "/nodes/0/set/old_code", "retired_field"),
    Fault("retired field read", "form:order", {"/fields/4/visible_if": "part.old_code != empty"},
          "/fields/4/visible_if", "retired_field"),
    Fault("required field not set", "flow:handle_order", {"/nodes/0/set/about": DELETE},
          "/nodes/0/set", "missing_required"),
    Fault("required field set to nothing", "flow:handle_order", {"/nodes/0/set/about": "empty"},
          "/nodes/0/set/about", "empty_required"),
    Fault("required field may be empty", "rule:order_answers",
          {"/then/0/form": "form:part", "/then/0/set": {"code": "note", "name": "'n'"}},
          "/then/0/set/code", "may_be_empty", "warning"),
    Fault("found or made without what is required", "rule:order_answers",
          {"/then/0": {"id": "put", "do": "record.put", "form": "form:part",
                       "match": {"code": "'x'"}, "set": {"price": "total"}}},
          "/then/0/set", "missing_required"),
    Fault("required input not given", "flow:handle_order", {"/nodes/1/with/amount": DELETE},
          "/nodes/1/with", "missing_required"),
    Fault("nothing given to a required input", "flow:handle_order",
          {"/nodes/1/with/amount": "empty"}, "/nodes/1/with/amount", "empty_required"),
    Fault("required input may be empty", "flow:handle_order",
          {"/nodes/4/with/about": "make.record.about.answer.about"},
          "/nodes/4/with/about", "may_be_empty", "warning"),
    Fault("unknown input", "flow:handle_order", {"/nodes/4/with/nope": "1"},
          "/nodes/4/with/nope", "unknown_input"),
    Fault("input of another type", "flow:handle_order", {"/nodes/4/with/about": "part"},
          "/nodes/4/with/about", "type"),
    Fault("required input of a flow not given", "flow:handle_order", {"/nodes/4/with": {}},
          "/nodes/4/with", "missing_required"),
    Fault("unknown answer", "connector:own", {"/operations/0/answer/nope": "1"},
          "/operations/0/answer/nope", "unknown_field"),
    Fault("answer of another type", "connector:own", {"/operations/0/answer/number": "find.record"},
          "/operations/0/answer/number", "type"),
    # ids
    Fault("field twice", "form:order", {"/fields/4/id": "due"},
          "/fields/4/id", "duplicate_id"),
    Fault("node twice", "flow:handle_order", {"/nodes/3/nodes/0/id": "make"},
          "/nodes/3/nodes/0/id", "duplicate_id"),
    Fault("branch twice", "flow:handle_order", {"/nodes/2/branches/1/id": "large"},
          "/nodes/2/branches/1/id", "duplicate_id"),
    Fault("handler named as a node", "flow:handle_order", {"/handlers/0/id": "make"},
          "/handlers/0/id", "duplicate_id"),
    Fault("code twice", "codes:kind", {"/items/1/id": "bought"}, "/items/1/id", "duplicate_id"),
    Fault("state twice", "form:order", {"/states/list/1/id": "draft"},
          "/states/list/1/id", "duplicate_id"),
    Fault("transition twice", "form:order", {"/states/transitions/1/id": "open"},
          "/states/transitions/1/id", "duplicate_id"),
    Fault("operation twice", "interface:stores", {"/operations/1/id": "part.reserve"},
          "/operations/1/id", "duplicate_id"),
    Fault("operation answered twice", "connector:own", {"/operations/1/id": "part.reserve"},
          "/operations/1/id", "duplicate_id"),
    Fault("input twice", "flow:follow_up", {"/inputs/1/id": "about"},
          "/inputs/1/id", "duplicate_id"),
    Fault("field twice in the layout", "form:order",
          {"/layout/+": {"id": "more", "title": both("more"), "fields": ["part"]}},
          "/layout/1/fields/0", "duplicate_id"),
    Fault("interface bound twice", "pack:workshop",
          {"/connections/+": {"id": "other", "interface": "interface:stores",
                              "connector": "connector:own"}},
          "/connections/1", "duplicate_id"),
    Fault("reserved word", "form:part", {"/fields/1/id": "record"},
          "/fields/1/id", "reserved_word"),
    Fault("reserved word in a row", "form:order", {"/fields/6/fields/0/id": "parent"},
          "/fields/6/fields/0/id", "reserved_word"),
    Fault("reserved event", "form:order", {"/states/transitions/0/event": "changed"},
          "/states/transitions/0/event", "reserved_word"),
    Fault("too long an id", "form:part", {"/fields/1/id": "n" * 41}, "/fields/1/id", "schema"),
    Fault("an id with capitals", "form:part", {"/fields/1/id": "Name"},
          "/fields/1/id", "schema"),
    # states and events
    Fault("unknown start", "form:order", {"/states/start": "nope"},
          "/states/start", "unknown_state"),
    Fault("unknown state left", "form:order", {"/states/transitions/0/from/0": "nope"},
          "/states/transitions/0/from/0", "unknown_state"),
    Fault("unknown state entered", "form:order", {"/states/transitions/1/to": "nope"},
          "/states/transitions/1/to", "unknown_state"),
    Fault("unknown state voided from", "form:order", {"/states/void/from/0": "nope"},
          "/states/void/from/0", "unknown_state"),
    Fault("unknown name in who may void", "form:order", {"/states/void/if": "nope == 1"},
          "/states/void/if", "unknown_name"),
    Fault("state nobody reaches", "form:order",
          {"/states/list/+": {"id": "lost", "title": both("lost")}},
          "/states/list/3", "unreachable", "warning"),
    Fault("unknown transition of a rule", "rule:no_old_orders", {"/on/transition": "nope"},
          "/on/transition", "unknown_transition"),
    Fault("unknown transition of a task", "flow:follow_up", {"/nodes/0/transition": "nope"},
          "/nodes/0/transition", "unknown_transition"),
    Fault("unknown event of a rule", "rule:order_answers", {"/on/event": "nope"},
          "/on/event", "unknown_event"),
    Fault("unknown event of a flow", "flow:handle_order", {"/on/event": "nope"},
          "/on/event", "unknown_event"),
    Fault("unknown event of a handler", "flow:handle_order", {"/handlers/0/on/event": "nope"},
          "/handlers/0/on/event", "unknown_event"),
    Fault("unknown event waited for", "flow:handle_order",
          {"/nodes/3/nodes/0": {"id": "pause", "do": "wait",
                                "on": {"form": "form:order", "event": "nope"}}},
          "/nodes/3/nodes/0/on/event", "unknown_event"),
    Fault("a wait for nothing", "flow:handle_order", {"/nodes/3/nodes/0/hours": DELETE},
          "/nodes/3/nodes/0", "wait"),
    Fault("two triggers", "rule:order_answers", {"/on/save": "create"}, "/on", "trigger"),
    # the shape of flows
    Fault("a node after the end", "flow:handle_order", {"/nodes/2/branches/0/nodes/+": NODE},
          "/nodes/2/branches/0/nodes/2", "unreachable"),
    Fault("a branch without default", "flow:handle_order",
          {"/nodes/2/branches/1": {"id": "small", "if": "amount > 1", "nodes": []}},
          "/nodes/2/branches", "no_default"),
    Fault("a branch after otherwise", "flow:handle_order",
          {"/nodes/2/branches/+": {"id": "late", "if": "amount > 1", "nodes": []}},
          "/nodes/2/branches/2", "unreachable"),
    Fault("a branch with neither", "flow:handle_order",
          {"/nodes/2/branches/0/if": DELETE}, "/nodes/2/branches/0", "branch"),
    Fault("a loop with nothing in it", "flow:handle_order", {"/nodes/3/nodes": []},
          "/nodes/3/nodes", "schema"),
    Fault("a flow started by an event is called", "flow:handle_order",
          {"/nodes/4/flow": "flow:handle_order"}, "/nodes/4/flow", "not_callable"),
    Fault("a flow that calls itself", "flow:follow_up",
          {"/nodes/+": {"id": "me", "do": "flow.call", "flow": "flow:follow_up",
                        "with": {"about": "about"}}},
          "/nodes", "cycle"),
    Fault("a rule that sets itself off", "rule:order_answers",
          {"/on/event": "changed", "/then/0": {"id": "touch", "do": "record.update",
                                               "record": "record", "set": {"note": "'x'"}}},
          "/then", "cycle"),
    # rights
    Fault("a task for a role that may not do it", "flow:follow_up",
          {"/nodes/0/transition": "open"}, "/nodes/0/to", "nobody_able"),
    Fault("a task about what is hidden", "flow:follow_up", {"/nodes/0/fields/+": "total"},
          "/nodes/0/fields/1", "hidden_field"),
    Fault("a task whose record the role may not see", "role:clerk",
          {"/rights/0/verbs": ["create"]}, "/nodes/0/to", "nobody_able"),
    Fault("a transition needs what the role may not fill", "role:clerk",
          {"/rights/0/read_only": ["note"]}, "/nodes/0/to", "cannot_fill", "warning"),
    # places and parts
    Fault("an action at the wrong place", "rule:no_old_orders",
          {"/then/0": {"id": "make", "do": "record.create", "form": "form:answer",
                       "set": {"about": "record"}}},
          "/then/0/do", "wrong_place"),
    Fault("an unknown action", "rule:no_old_orders", {"/then/0/do": "explode"},
          "/then/0/do", "unknown_part"),
    Fault("an unknown node", "flow:handle_order", {"/nodes/0/do": "explode"},
          "/nodes/0/do", "unknown_part"),
    Fault("an unknown field type", "form:part", {"/fields/0/type": "picture"},
          "/fields/0/type", "wrong_value"),
    Fault("an unknown property", "form:part", {"/colour": "red"}, "/colour", "unknown_property"),
    Fault("an unknown property of a field", "form:part", {"/fields/0/places": 2},
          "/fields/0/places", "unknown_property"),
    Fault("an unknown property of a node", "flow:handle_order", {"/nodes/0/colour": "red"},
          "/nodes/0/colour", "unknown_property"),
    Fault("no title", "form:part", {"/title": DELETE}, "", "missing"),
    Fault("no node does anything", "flow:follow_up", {"/nodes/0/record": DELETE},
          "/nodes/0", "missing"),
    Fault("another format", "form:part", {"/format": 2}, "/format", "schema"),
    Fault("a number for a text", "form:part", {"/fields/0/title/en": 5},
          "/fields/0/title/en", "wrong_type"),
    Fault("a unique field in rows", "form:order", {"/fields/6/fields/0/unique": True},
          "/fields/6/fields/0/unique", "unique"),
    # connectors, calendars
    Fault("an operation nothing is said about", "connector:own", {"/operations/1": DELETE},
          "/operations", "missing_operation"),
    Fault("an operation the interface has not", "connector:own",
          {"/operations/1/id": "part.burn"}, "/operations/1/id", "unknown_operation"),
    Fault("an attribute the interface has not", "connector:own", {"/attributes": {"nope": "x"}},
          "/attributes/nope", "unknown_attribute"),
    Fault("an attribute no option", "connector:own", {"/attributes/way": "beg"},
          "/attributes/way", "unknown_option"),
    Fault("no such time zone", "calendar:works", {"/timezone": "Mars/Olympus"},
          "/timezone", "timezone"),
    Fault("work ends before it begins", "calendar:works", {"/week/0/to": "07:00"},
          "/week/0/to", "hours"),
    # warnings
    Fault("a title without Chinese", "form:part", {"/title": {"en": "Part"}},
          "/title", "missing_language", "warning"),
    Fault("a message without English", "rule:no_old_orders", {"/then/0/message": {"zh": "不"}},
          "/then/0/message", "missing_language", "warning"),
    Fault("a refusal that may be unknown", "rule:no_old_orders", {"/if": "due < today()"},
          "/if", "may_be_unknown", "warning"),
    Fault("a computed field computed from itself", "form:order",
          {"/fields/3/compute": "total * 2"}, "/fields/3/compute", "compute_cycle"),
]  # fmt: skip


def spoil(body: Any, pointer: str, value: Any) -> None:
    *way, last = pointer.split("/")[1:]
    for key in way:
        body = body[int(key)] if isinstance(body, list) else body[key]
    if isinstance(body, list):
        if last == "+":
            body.append(value)
        elif value is DELETE:
            del body[int(last)]
        else:
            body[int(last)] = value
    elif value is DELETE:
        del body[last]
    else:
        body[last] = value


def spoilt(ref: str, values: dict[str, Any]) -> Library:
    made = bodies()
    for pointer, value in values.items():
        spoil(made[ref], pointer, value)
    return library(made.values())


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
    made["flow:follow_up"]["nodes"].append(
        {"id": "on", "do": "flow.start", "flow": "flow:second", "with": {"about": "about"}}
    )
    findings = [f for f in check(library(made.values())) if f.code == "cycle"]
    assert {f.ref for f in findings} == {"flow:second", "flow:follow_up"}


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
