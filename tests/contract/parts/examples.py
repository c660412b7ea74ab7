"""A good example of every action and node, and faults the checker must see in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dougong.platform.definitions import Definition
from tests.unit.runtime import small

Part = Mapping[str, Any]
# What stands for the record at hand: `record`, or the input `case` of an operation.
HERE = "$"
MISSING = object()


@dataclass(frozen=True)
class Fault:
    """`change` spoils the example (MISSING takes a key away); `at` is where it is reported."""

    change: Mapping[str, Any]
    at: str
    code: str
    not_in: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Example:
    part: Part
    faults: tuple[Fault, ...]
    outputs: Mapping[str, str] = field(default_factory=dict)


CHILD = small.flow(
    "child",
    [{"id": "log", "do": "record.create", "form": "form:log",
      "set": {"case": "case", "label": "'a'"}}],
    inputs=[small.field("case", "link", to="form:case", required=True)],
)  # fmt: skip
_LOG = {"id": "inner", "do": "record.create", "form": "form:log", "set": {"label": "'a'"}}
_WORDS = small.text("words")
_OPERATION = frozenset({"operation"})
_NO_RECORD = Fault({"record": "'a'"}, "/record", "type")
_NO_FIELD = Fault({"field": "nope"}, "/field", "unknown_field", _OPERATION)


def _values(id: str = "set") -> Fault:
    return Fault({id: {"nope": "1"}}, f"/{id}/nope", "unknown_field")


ACTIONS: dict[str, Example] = {
    "record.create": Example(
        {"form": "form:log", "set": {"label": "'a'", "case": HERE}},
        (
            Fault({"form": "form:nope"}, "/form", "unknown_reference"),
            _values(),
            Fault({"set": {"label": "5"}}, "/set/label", "type"),
            Fault({"set": {}}, "/set", "missing_required"),
            Fault({"transition": "nope"}, "/transition", "unknown_transition"),
        ),
        {"record": "log"},
    ),
    "record.update": Example(
        {"record": HERE, "set": {"n": "current.n + 1"}},
        (_NO_RECORD, _values(), Fault({"set": {"double": "1"}}, "/set/double", "computed_field")),
    ),
    "record.put": Example(
        {"form": "form:tally", "match": {"case": HERE, "label": "'a'"}, "set": {"count": "1"}},
        (_values("match"), _values(), Fault({"form": "form:nope"}, "/form", "unknown_reference")),
        {"record": "tally"},
    ),
    "record.transition": Example(
        {"record": HERE, "transition": "file", "set": {"n": "1"}},
        (_NO_RECORD, Fault({"transition": "nope"}, "/transition", "unknown_transition"), _values()),
    ),
    "record.void": Example(
        {"record": HERE, "reason": _WORDS},
        (_NO_RECORD, Fault({"reason": {"zh": "只有中文"}}, "/reason", "missing_language")),
    ),
    "record.find": Example(
        {"form": "form:item", "where": {"code": "'a'"}},
        (_values("where"), Fault({"where": {"code": "5"}}, "/where/code", "type")),
        {"record": "item"},
    ),
    "for_each": Example(
        {"of": f"{HERE}.lines", "as": "line", "then": [_LOG]},
        (
            Fault({"of": f"{HERE}.n"}, "/of", "type"),
            Fault({"then": [{**_LOG, "set": {"nope": "1", "label": "'a'"}}]}, "/then/0/set/nope",
                  "unknown_field"),
            Fault({"then": [{"id": "no", "do": "nope"}]}, "/then/0/do", "unknown_part"),
        ),
    ),
    "refuse": Example({"message": _WORDS}, (_NO_FIELD,)),
    "warn": Example({"field": "title", "message": _WORDS}, (_NO_FIELD,)),
    "set": Example({"set": {"n": "1"}}, (_values(), Fault({"set": {"n": "'a'"}}, "/set/n", "type"))),
    "notify": Example(
        {"notification": "notification:case_opened", "to": "role:boss", "about": HERE},
        (
            Fault({"about": f"{HERE}.item"}, "/about", "type"),
            Fault({"to": "role:nope"}, "/to", "unknown_reference"),
            Fault({"notification": "notification:nope"}, "/notification", "unknown_reference"),
        ),
    ),
    "flow.start": Example(
        {"flow": "flow:child", "with": {"case": HERE}},
        (
            Fault({"with": {}}, "/with", "missing_required"),
            Fault({"with": {"case": "5"}}, "/with/case", "type"),
            Fault({"with": {"case": HERE, "nope": "1"}}, "/with/nope", "unknown_input"),
            Fault({"flow": "flow:nope"}, "/flow", "unknown_reference"),
        ),
    ),
}  # fmt: skip


def _due() -> list[Fault]:
    """What may be wrong with a due time, and with what is done about a late task."""
    late = {"after": 0, "to": "role:clerk", "do": "add"}
    said: list[tuple[dict[str, Any], str, str]] = [
        ({"hours": 4, "calendar": "calendar:nope"}, "/calendar", "unknown_reference"),
        ({"calendar": "calendar:office"}, "", "due"),
        ({"hours": 1, "days": 1}, "", "due"),
        ({"at": "n"}, "/at", "type"),
        ({"hours": 4, "remind": [4]}, "/remind/0", "never"),
        ({"hours": 4, "remind": ["2"]}, "/remind/0", "wrong_type"),
        ({"hours": 4, "notification": "notification:case_opened"}, "/notification", "needless"),
        ({"hours": 4, "escalate": [{**late, "to": "role:boss"}]}, "/escalate/0/to", "nobody_able"),
        ({"hours": 4, "escalate": [{**late, "to": "role:nope"}]}, "/escalate/0/to",
         "unknown_reference"),
        ({"hours": 4, "escalate": [{**late, "to": [{"person": "n"}]}]},
         "/escalate/0/to/0/person", "type"),
        ({"hours": 4, "escalate": [{**late, "do": "shout"}]}, "/escalate/0/do", "wrong_value"),
    ]  # fmt: skip
    return [Fault({"due": due}, f"/due{at}", code) for due, at, code in said]


_ON = {"form": "form:case", "event": "pinged"}
_HANDLER = {"id": "stop", "on": _ON, "mode": "interrupt", "nodes": []}
_TIMED = {"id": "late", "after": {"days": 1}, "mode": "alongside", "nodes": []}
_ELSE = {"id": "no", "otherwise": True, "nodes": []}
NODES: dict[str, Example] = {
    "task.fill": Example(
        {"record": HERE, "transition": "open", "fields": ["title"],
         "to": ["role:clerk", {"person": "keeper"}, {"head_of": "keeper"}, {"head_of": "'SHOP'"}],
         "not": ["record.owner"], "because": _WORDS, "nobody": {"to": "role:clerk"},
         "due": {"hours": 4, "calendar": "calendar:office", "remind": [2, 0.5],
                 "escalate": [{"after": 1, "to": "role:clerk", "do": "add"}],
                 "notification": "notification:case_opened"}},
        (
            _NO_RECORD,
            Fault({"transition": "nope"}, "/transition", "unknown_transition"),
            Fault({"to": "role:junior"}, "/to", "nobody_able"),
            Fault({"to": "role:clerk", "transition": "halt"}, "/to", "nobody_able"),
            Fault({"transition": "file"}, "/to/1", "nobody_able"),
            Fault({"to": ["role:nope"]}, "/to/0", "unknown_reference"),
            Fault({"to": {"person": "keeper"}}, "/to", "wrong_type"),
            Fault({"to": [{"person": "item"}]}, "/to/0/person", "type"),
            Fault({"to": [{"head_of": "n"}]}, "/to/0/head_of", "type"),
            Fault({"to": [{"persons": "keeper"}]}, "/to/0/persons", "unknown_property"),
            Fault({"not": "item"}, "/not", "type"),
            Fault({"not": ["keeper", "n"]}, "/not/1", "type"),
            Fault({"not": MISSING}, "/because", "needless"),
            Fault({"nobody": "wait"}, "/nobody", "schema"),
            Fault({"nobody": {"to": "role:junior"}}, "/nobody/to", "nobody_able"),
            Fault({"fields": ["nope"]}, "/fields/0", "unknown_field"),
            *_due(),
            Fault({"send_back": ["nope"]}, "/send_back/0", "no_way_back"),
            Fault({"send_back": ["it", "it"]}, "/send_back/1", "duplicate_id"),
            Fault({"send_back": [{"to": "it", "transition": "nope"}]}, "/send_back/0/transition",
                  "unknown_transition"),
            Fault({"send_back": []}, "/send_back", "schema"),
            Fault({"withdraw": True}, "/withdraw", "not_again"),
            Fault({"withdraw": {"transition": "halt"}}, "/withdraw", "not_again"),
        ),
        {"by": "user"},
    ),
    "task.approve": Example(
        {"record": HERE, "to": ["role:clerk", "role:boss", {"person": "keeper"}], "mode": "share",
         "share": "2/3", "quorum": 2, "veto": "role:boss", "not": "created_by", "abstain": True,
         "approved": "file", "fields": ["remark", "lines"], "ask": ["remark"], "counts": ["lines"],
         "comment": "remark", "due": {"hours": 4, "calendar": "calendar:office"}},
        (
            _NO_RECORD,
            Fault({"to": "role:june"}, "/to", "unknown_reference"),
            Fault({"to": [{"person": "title"}], "veto": MISSING, "quorum": 1}, "/to/0/person", "type"),
            Fault({"not": "title"}, "/not", "type"),
            Fault({"mode": "moon"}, "/mode", "wrong_value"),
            Fault({"mode": "all"}, "/share", "needless"),
            Fault({"mode": "all", "share": MISSING}, "/quorum", "needless"),
            Fault({"mode": "any"}, "/veto", "veto"),
            Fault({"mode": "all"}, "/veto", "needless"),
            Fault({"share": MISSING}, "", "missing_share"),
            Fault({"share": "4/3"}, "/share", "share"),
            Fault({"quorum": 4}, "/quorum", "quorum"),
            Fault({"veto": ["role:junior"]}, "/veto/0", "veto"),
            Fault({"fields": ["remark", "nope"]}, "/fields/1", "unknown_field"),
            Fault({"fields": ["secret"]}, "/fields/0", "hidden_field"),
            Fault({"counts": ["nope"]}, "/counts/0", "unknown_field"),
            Fault({"ask": ["title"]}, "/ask/0", "cannot_fill"),
            Fault({"comment": "level"}, "/comment", "unknown_field"),
            Fault({"approved": "nope"}, "/approved", "unknown_transition"),
            Fault({"refused": "finish", "comment": MISSING, "fields": ["lines"], "ask": []},
                  "/refused", "cannot_fill"),
            Fault({"refused": "finish"}, "/refused", "without_vote"),
            Fault({"due": {"hours": 4, "calendar": "calendar:nope"}}, "/due/calendar",
                  "unknown_reference"),
        ),
        {"outcome": "", "by": "user", "at": "", "agreed": "", "refused_count": "", "comment": ""},
    ),
    "copy": Example(
        {"record": HERE, "to": ["role:boss", {"person": "keeper"}], "note": _WORDS},
        (
            _NO_RECORD,
            Fault({"to": "role:nobody_has"}, "/to", "unknown_reference"),
            Fault({"to": [{"person": "n"}]}, "/to/0/person", "type"),
            Fault({"note": {"zh": "只有中文"}}, "/note", "missing_language"),
        ),
    ),
    "branch": Example(
        {"branches": [{"id": "yes", "if": "n > 1", "nodes": [_LOG]}, _ELSE]},
        (
            Fault({"branches": [{"id": "yes", "if": "n > 1", "nodes": []}]}, "/branches",
                  "no_default"),
            Fault({"branches": [_ELSE, {"id": "yes", "if": "n > 1", "nodes": []}]}, "/branches/1",
                  "unreachable"),
            Fault({"branches": [{"id": "yes", "nodes": []}, _ELSE]}, "/branches/0", "branch"),
            Fault({"branches": [{"id": "yes", "if": "nope", "nodes": []}, _ELSE]},
                  "/branches/0/if", "unknown_name"),
            Fault({"branches": [{"id": "no", "if": "n > 1", "nodes": []}, _ELSE]},
                  "/branches/1/id", "duplicate_id"),
        ),
    ),
    "parallel": Example(
        {"join": "all", "branches": [{"id": "one", "nodes": [_LOG]}, {"id": "two", "if": "n > 1",
         "nodes": [{**_LOG, "id": "other"}], "handlers": [_HANDLER]}]},
        (
            Fault({"join": 3}, "/join", "join"),
            Fault({"join": 2}, "/join", "join"),
            Fault({"join": 0}, "/join", "schema"),
            Fault({"branches": [{"id": "one", "nodes": [_LOG]}]}, "/branches", "schema"),
            Fault({"branches": [{"id": "one", "nodes": [_LOG]}, {"id": "one", "nodes": [_LOG]}]},
                  "/branches/1/id", "duplicate_id"),
            Fault({"branches": [{"id": "one", "nodes": [_LOG]}, {"id": "two", "if": "nope",
                   "nodes": [_LOG]}]}, "/branches/1/if", "unknown_name"),
            Fault({"branches": [{"id": "one", "nodes": [_LOG]}, {"id": "two", "nodes": [
                   {"id": "stop", "do": "end", "what": "branch"}, _LOG]}]},
                  "/branches/1/nodes/1", "unreachable"),
        ),
    ),
    "repeat": Example(
        {"nodes": [_LOG], "until": "inner.record.label == 'a'", "at_most": 3, "then": "go_on"},
        (
            Fault({"until": "1 == 2"}, "/until", "repeat"),
            Fault({"until": "nope"}, "/until", "unknown_name"),
            Fault({"at_most": 1}, "/at_most", "repeat"),
            Fault({"at_most": 101}, "/at_most", "schema"),
            Fault({"nodes": [_LOG, {"id": "stop", "do": "end", "what": "flow"}]}, "/nodes",
                  "repeat"),
        ),
    ),
    "for_each": Example(
        {"of": "lines", "as": "line", "nodes": [_LOG], "handlers": [_HANDLER]},
        (
            Fault({"of": "n"}, "/of", "type"),
            Fault({"handlers": [{**_HANDLER, "on": {"form": "form:case", "event": "nope"}}]},
                  "/handlers/0/on/event", "unknown_event"),
            Fault({"handlers": [{**_HANDLER, "match": "event.record == nope"}]},
                  "/handlers/0/match", "unknown_name"),
            Fault({"handlers": [{**_HANDLER, "after": {"hours": 1}}]}, "/handlers/0", "handler"),
            Fault({"handlers": [{**_TIMED, "after": {"hours": 1, "days": 1}}]},
                  "/handlers/0/after", "span"),
            Fault({"handlers": [{**_TIMED, "match": "true"}]}, "/handlers/0/match", "handler"),
        ),
    ),
    "wait": Example(
        {"on": _ON, "match": "event.record == record"},
        (
            Fault({"hours": 1}, "", "wait"),
            Fault({"calendar": "calendar:office"}, "/calendar", "wait"),
            Fault({"on": MISSING, "match": MISSING, "until": "n"}, "/until", "type"),
            Fault({"on": MISSING, "match": MISSING}, "", "wait"),
            Fault({"on": {"form": "form:case", "event": "nope"}}, "/on/event", "unknown_event"),
            Fault({"match": "event.record.n"}, "/match", "type"),
        ),
        {"event": ""},
    ),
    "flow.call": Example(
        {"flow": "flow:child", "with": {"case": HERE}},
        (Fault({"with": {}}, "/with", "missing_required"),
         Fault({"flow": "flow:main"}, "/flow", "not_callable")),
    ),
    "interface.call": Example(
        {"operation": "interface:store.put", "with": {"case": HERE, "label": "'a'"}},
        (
            Fault({"operation": "interface:store.nope"}, "/operation", "unknown_reference"),
            Fault({"with": {"case": HERE}}, "/with", "missing_required"),
            Fault({"with": {"case": "5", "label": "'a'"}}, "/with/case", "type"),
        ),
        {"count": "", "kept": "", "at": ""},
    ),
    "end": Example({"what": "flow"}, (Fault({"what": "moon"}, "/what", "wrong_value"),)),
}  # fmt: skip


def spoiled(part: Part, change: Mapping[str, Any]) -> dict[str, Any]:
    """The part with a change; keys that are MISSING go."""
    return {key: value for key, value in {**part, **change}.items() if value is not MISSING}


def _here(value: Any, name: str) -> Any:
    """The same with the record at hand called by its name."""
    if isinstance(value, Mapping):
        return {key: _here(one, name) for key, one in value.items()}
    if isinstance(value, list):
        return [_here(one, name) for one in value]
    return value.replace(HERE, name) if isinstance(value, str) else value


def standing(place: str, part: Part) -> tuple[Definition, str]:
    """A definition in which the part stands at a place, and the pointer to it."""
    whole = _here(part, "case" if place == "operation" else "record")
    if place == "operation":
        (operation,) = small.SHELF.body["operations"]
        steps = [whole, *operation["steps"]]
        body = {**small.SHELF.body, "operations": [{**operation, "steps": steps}]}
        return Definition.of(body), "/operations/0/steps/0"
    if place == "flow":
        on = {"form": "form:case", "event": "opened"}
        return small.flow("main", [whole], on=on), "/nodes/0"
    when = {"save": "any"} if place == "before" else {"event": "opened"}
    return small.rule("one", {"form": "form:case", **when}, whole), "/then/0"
