"""A small sound company in JSON: every kind once, for tests that then spoil one thing."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import Definition, Library

Body = dict[str, Any]


def both(word: str) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": f"{word}(中)", "en": word}


def field(id: str, kind: str, **more: Any) -> Body:
    """A field of the type `kind`."""
    return {"id": id, "type": kind, "title": both(id), **more}


def definition(kind: str, id: str, **more: Any) -> Body:
    """The body of a definition."""
    return {"kind": kind, "id": id, "title": both(id), "format": 1, **more}


def refuse(id: str = "no", **more: Any) -> Body:
    """An action that refuses."""
    return {"id": id, "do": "refuse", "message": both("no"), **more}


KIND = definition(
    "codes", "kind", items=[{"id": one, "title": both(one)} for one in ("bought", "made")]
)
PART = definition(
    "form",
    "part",
    name="code + ' ' + name",
    fields=[
        field("code", "text", required=True, unique=True, max_length=40),
        field("name", "text", required=True),
        field("kind", "choice", options="codes:kind", default="'bought'"),
        field("unit", "text", required=True, default="'pcs'"),
        field("price", "money"),
        field("keeper", "person"),
        field("spare", "link", to="form:part"),
        field("old_code", "text", retired=True),
    ],
)
ORDER = definition(
    "form",
    "order",
    number="O-{site}-{yyyy}-{seq:4}",
    fields=[
        field("part", "link", to="form:part", required=True, filter="kind == 'bought'"),
        field("amount", "quantity", unit="part.unit", required=True, min="0"),
        field("due", "date", required_if="amount > 100"),
        field("total", "money", compute="amount * part.price"),
        field("note", "text", visible_if="due != empty"),
        field("answer", "link", to="form:answer"),
        field(
            "lines",
            "lines",
            fields=[
                field("batch", "text", required=True),
                field("count", "integer", min="0"),
                field("share", "decimal", compute="count / value_of(parent.amount)"),
            ],
        ),
    ],
    states={
        "start": "draft",
        "list": [
            {"id": "draft", "title": both("draft")},
            {"id": "open", "title": both("open"), "submitted": True},
            {"id": "done", "title": both("done"), "submitted": True},
        ],
        "transitions": [
            {"id": "open", "event": "opened", "title": both("open"), "from": ["draft"],
             "to": "open", "who": "role:buyer", "if": "amount > 0"},
            {"id": "finish", "event": "finished", "title": both("finish"), "from": ["open"],
             "to": "done", "who": ["role:buyer", "role:clerk"], "needs": ["note"]},
        ],
        "void": {"who": ["role:buyer"], "from": ["open"]},
    },
    layout=[{"id": "head", "title": both("head"), "fields": ["part", "amount", "due"]}],
    search=["note"],
)  # fmt: skip
ANSWER = definition(
    "form",
    "answer",
    fields=[field("about", "link", to="form:order", required=True), field("text", "text")],
    unique=[["about", "text"]],
)
RULE = definition(
    "rule",
    "no_old_orders",
    on={"form": "form:order", "transition": "open"},
    **{"if": "due != empty and due < today()"},
    then=[refuse(field="due")],
)
AFTER = definition(
    "rule",
    "order_answers",
    on={"form": "form:order", "event": "opened"},
    then=[{"id": "make", "do": "record.create", "form": "form:answer",
           "set": {"about": "record", "text": "note"}}],
)  # fmt: skip
CALLED = definition(
    "flow",
    "follow_up",
    inputs=[field("about", "link", to="form:order", required=True), field("why", "text")],
    nodes=[
        {"id": "fill", "do": "task.fill", "record": "about", "transition": "finish",
         "to": "role:clerk", "due": {"hours": 4, "calendar": "calendar:works"},
         "fields": ["note"]},
    ],
)  # fmt: skip
FLOW = definition(
    "flow",
    "handle_order",
    on={"form": "form:order", "event": "opened"},
    nodes=[
        {"id": "make", "do": "record.create", "form": "form:answer",
         "set": {"about": "record", "text": "note"}},
        {"id": "ask", "do": "interface.call", "operation": "interface:stores.part.reserve",
         "with": {"part": "part", "amount": "amount"}},
        {"id": "which", "do": "branch", "branches": [
            {"id": "large", "if": "amount > 100", "nodes": [
                {"id": "tell", "do": "notify", "notification": "notification:big_order",
                 "to": ["role:buyer"], "about": "record"},
                {"id": "stop", "do": "end", "what": "branch"}]},
            {"id": "small", "otherwise": True, "nodes": []}]},
        {"id": "each", "do": "for_each", "of": "lines", "as": "line", "nodes": [
            {"id": "pause", "do": "wait", "hours": 1}]},
        {"id": "follow", "do": "flow.call", "flow": "flow:follow_up", "with": {"about": "record"}},
    ],
    handlers=[
        {"id": "gone", "on": {"form": "form:order", "event": "voided"}, "mode": "interrupt",
         "nodes": [{"id": "over", "do": "end", "what": "flow"}]},
    ],
)  # fmt: skip
INTERFACE = definition(
    "interface",
    "stores",
    attributes=[{"id": "way", "title": both("way"), "options": ["push", "pull"]}],
    entities=[{"id": "part", "title": both("part"), "form": "form:part"}],
    events=[{"id": "part.moved", "entity": "part"}],
    operations=[
        {"id": "part.reserve", "title": both("reserve"), "entity": "part",
         "input": [field("part", "link", to="form:part", required=True),
                   field("amount", "quantity", unit="''", required=True)],
         "answer": [field("number", "text")]},
        {"id": "part.free", "title": both("free"), "entity": "part", "input": [], "answer": []},
    ],
)  # fmt: skip
CONNECTOR = definition(
    "connector",
    "own",
    interface="interface:stores",
    transport="records",
    attributes={"way": "push"},
    operations=[
        {"id": "part.reserve", "support": "native",
         "steps": [{"id": "find", "do": "record.find", "form": "form:order",
                    "where": {"part": "part"}},
                   refuse(**{"if": "find.record == empty"})],
         "answer": {"number": "find.record.number"}},
        {"id": "part.free", "support": "unsupported"},
    ],
)  # fmt: skip
ALL = ["read", "create", "change", "void", "delete"]
BUYER = definition(
    "role", "buyer", rights=[{"form": f"form:{one}", "verbs": ALL}
                             for one in ("part", "order", "answer")]
)  # fmt: skip
CLERK = definition(
    "role",
    "clerk",
    rights=[{"form": "form:order", "verbs": ["read"], "if": "state == 'open'",
             "hidden": ["total"], "read_only": ["amount"]}],
)  # fmt: skip
LIST = definition(
    "list",
    "orders",
    form="form:order",
    columns=["number", "part.code", "due"],
    filter="state != 'done'",
    sort=["-due", "number"],
    roles=["role:buyer"],
)
CALENDAR = definition(
    "calendar",
    "works",
    timezone="Asia/Shanghai",
    week=[{"days": ["mon", "tue"], "from": "08:00", "to": "17:00"}],
)
NOTIFICATION = definition(
    "notification",
    "big_order",
    form="form:order",
    subject={"zh": "{{part.name}} 大单", "en": "Large order of {{part.name}}"},
    channels=["app"],
)
PACK = definition(
    "pack",
    "workshop",
    version="1.0.0",
    navigation=[{"id": "orders", "title": both("orders"), "icon": "box", "list": "list:orders"}],
    connections=[
        {"id": "stores", "interface": "interface:stores", "connector": "connector:own"},
    ],
)
SOUND: tuple[Body, ...] = (
    KIND, PART, ORDER, ANSWER, RULE, AFTER, CALLED, FLOW, INTERFACE, CONNECTOR, BUYER, CLERK, LIST,
    CALENDAR, NOTIFICATION, PACK,
)  # fmt: skip


def bodies() -> dict[str, Body]:
    """Fresh copies by ref, free to be spoilt."""
    return {f"{one['kind']}:{one['id']}": copy.deepcopy(one) for one in SOUND}


def definitions(given: Iterable[Mapping[str, Any]] = SOUND) -> list[Definition]:
    """Definitions of bodies."""
    return [Definition.of(one) for one in given]


def library(given: Iterable[Mapping[str, Any]] = SOUND) -> Library:
    """A library of bodies."""
    return Library(definitions(given))
