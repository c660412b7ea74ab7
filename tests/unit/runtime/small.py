"""A small world of definitions: enough of everything the runtime does, nothing of any trade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import Definition

Body = Mapping[str, Any]


def text(words: str) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": f"{words}(中)", "en": words}


def definition(kind: str, id: str, **body: Any) -> Definition:
    """A definition with what every one has."""
    return Definition.of({"kind": kind, "id": id, "title": text(id), "format": 1, **body})


def field(id: str, kind: str, **body: Any) -> dict[str, Any]:
    return {"id": id, "type": kind, "title": text(id), **body}


def states(start: str, listed: Iterable[Body], *transitions: Body, **more: Any) -> dict[str, Any]:
    return {"start": start, "list": list(listed), "transitions": list(transitions), **more}


def state(id: str, **body: Any) -> dict[str, Any]:
    return {"id": id, "title": text(id), **body}


def step(id: str, event: str, source: str, target: str, **body: Any) -> dict[str, Any]:
    return {"id": id, "event": event, "title": text(id), "from": [source], "to": target, **body}


def rule(id: str, on: Body, *then: Body, **body: Any) -> Definition:
    return definition("rule", id, on=on, then=list(then), **body)


def refuse(id: str, field: str, **body: Any) -> dict[str, Any]:
    return {"id": id, "do": "refuse", "field": field, "message": text(f"not {field}"), **body}


def flow(id: str, nodes: list[Body], **body: Any) -> Definition:
    return definition("flow", id, nodes=nodes, **body)


ITEM = definition(
    "form", "item", name="code",
    fields=[
        field("code", "text", required=True, unique=True, max_length=10),
        field("unit", "text", required=True),
        field("active", "boolean", default="true"),
        field("limit", "quantity", unit="unit"),
    ],
)  # fmt: skip

CASE = definition(
    "form", "case", number="C-{site}-{yy}-{seq:3}",
    fields=[
        field("title", "text", required=True, max_length=20),
        field("item", "link", to="form:item", filter="active == true"),
        field("qty", "quantity", unit="item.unit", min="0"),
        field("taken", "quantity", unit="item.unit",
              check=[{"if": "taken <= qty", "message": text("more taken than there is")}]),
        field("level", "integer", min="0", max="9", default="1"),
        field("double", "integer", compute="level * 2"),
        field("kind", "choice", options="codes:kind"),
        field("secret", "text"),
        field("sealed", "text"),
        field("stamp", "text", read_only=True),
        field("day", "date"),
        field("moment", "datetime"),
        field("flag", "boolean"),
        field("ratio", "decimal", places=2),
        field("price", "money"),
        field("keeper", "person"),
        field("remark", "text", visible_if="flag == true", required_if="level == 8"),
        field("n", "integer", default="0"),
        field("lines", "lines", fields=[
            field("label", "text", required=True, max_length=10),
            field("size", "integer", min="1", default="1"),
            field("twice", "integer", compute="size * 2"),
            field("item", "link", to="form:item"),
        ]),
        field("sum", "integer", compute="sum(lines, twice)"),
    ],
    states=states(
        "draft",
        [state("draft"), state("open", submitted=True), state("review", submitted=True, editable=True),
         state("done", submitted=True)],
        step("open", "opened", "draft", "open", who="role:clerk"),
        step("ping", "pinged", "open", "open", who="role:clerk"),
        step("halt", "halted", "open", "open", who="role:boss"),
        step("review", "reviewing", "open", "review", who="role:boss", **{"if": "level < 6"}),
        step("finish", "finished", "review", "done", who=["role:clerk", "role:boss"],
             needs=["remark"]),
        step("file", "filed", "open", "done"),
        void={"who": "role:boss", "from": ["open"]},
    ),
)  # fmt: skip

WORK = definition(
    "form", "work",
    fields=[
        field("case", "link", to="form:case"),
        field("label", "text", required=True),
        field("result", "text"),
        field("score", "quantity", unit="case.item.unit"),
    ],
    states=states(
        "new",
        [state("new"), state("open", submitted=True, editable=True),
         state("done", submitted=True)],
        step("offer", "offered", "new", "open"),
        step("do", "performed", "open", "done", who=["role:clerk", "role:boss"], needs=["result"]),
        step("redo", "reopened", "done", "open"),
        void={"who": "role:boss"},
    ),
)  # fmt: skip

LOG = definition(
    "form", "log",
    fields=[
        field("case", "link", to="form:case"),
        field("label", "text", required=True),
        field("at", "datetime"),
        field("amount", "quantity", unit="case.item.unit"),
        field("day", "date"),
    ],
)  # fmt: skip

TALLY = definition(
    "form", "tally", unique=[["case", "label"]],
    fields=[
        field("case", "link", to="form:case", required=True),
        field("label", "text", required=True),
        field("count", "integer", required=True),
        field("open", "boolean"),
    ],
)  # fmt: skip

KIND = definition(
    "codes", "kind",
    items=[{"id": "a", "title": text("a")}, {"id": "b", "title": text("b")},
           {"id": "old", "title": text("old"), "retired": True}],
)  # fmt: skip

CLERK = definition(
    "role", "clerk",
    rights=[
        {"form": "form:item", "verbs": ["read", "create"]},
        {"form": "form:case", "verbs": ["read", "create", "change", "delete"],
         "hidden": ["secret"], "read_only": ["sealed"]},
        {"form": "form:work", "verbs": ["read", "change"]},
        {"form": "form:log", "verbs": ["read", "create"]},
    ],
)  # fmt: skip

BOSS = definition(
    "role", "boss",
    rights=[
        {"form": f"form:{form}", "verbs": ["read", "create", "change", "void", "delete"]}
        for form in ("item", "case", "work", "log", "tally")
    ],
    messages=["read", "act"],
    instances=["read", "act"],
)  # fmt: skip

# Sees and keeps cases of low level only.
JUNIOR = definition(
    "role", "junior",
    rights=[
        {"form": "form:case", "verbs": ["read", "create", "change", "delete"], "if": "level < 3"},
        {"form": "form:item", "verbs": ["read"], "if": "active == true"},
    ],
)  # fmt: skip

DESKTOP = definition(
    "interface", "store",
    entities=[{"id": "case", "title": text("case"), "form": "form:case"}],
    operations=[
        {
            "id": "put", "title": text("put"), "entity": "case",
            "input": [field("case", "link", to="form:case", required=True),
                      field("label", "text", required=True),
                      field("amount", "quantity", unit="case.item.unit")],
            "answer": [field("count", "integer", required=True),
                       field("kept", "quantity", unit="case.item.unit"),
                       field("at", "datetime")],
            "reasons": ["not_open"],
        }
    ],
)  # fmt: skip

SHELF = definition(
    "connector", "shelf", interface="interface:store", transport="records",
    operations=[
        {
            "id": "put", "support": "native",
            "steps": [
                {"id": "known", "do": "record.find", "form": "form:tally",
                 "where": {"case": "case", "label": "label"}},
                {"id": "tally", "do": "record.put", "form": "form:tally",
                 "match": {"case": "case", "label": "label"},
                 "set": {"count": "(current.count if current.count != empty else 0) + 1"}},
                # Said last, so that a refusal has something to undo.
                {"id": "closed", "do": "refuse", "if": "case.flag == true",
                 "message": text("the shelf is closed"), "reason": "not_open"},
            ],
            "answer": {"count": "tally.record.count", "kept": "amount", "at": "now()"},
        }
    ],
)  # fmt: skip

CALENDAR = definition(
    "calendar", "office", timezone="Asia/Shanghai",
    week=[{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"}],
)  # fmt: skip

NOTICE = definition(
    "notification", "case_opened", form="form:case",
    subject={"zh": "{{number}} {{title}}", "en": "Case {{number}}: {{title}}"},
    body={"zh": "{{kind}} / {{item}} / {{item.unit}} / {{qty}} / {{day}}",
          "en": "{{kind}} / {{item}} / {{item.unit}} / {{qty}} / {{day}}"},
    channels=["app"],
)  # fmt: skip

FORMS = (ITEM, CASE, WORK, LOG, TALLY, KIND, CLERK, BOSS, JUNIOR, DESKTOP, SHELF, CALENDAR, NOTICE)

# Login, name, roles, language.
PEOPLE = (
    ("clara", "克拉拉", ("clerk",), "zh"),
    ("carl", "卡尔", ("clerk",), "zh"),
    ("bela", "Bela", ("boss",), "en"),
    ("june", "小君", ("junior",), "zh"),
    ("nora", "无名", (), "zh"),
)
