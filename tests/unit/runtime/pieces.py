"""Pieces of flows about a case, and what tests do with a case that such a flow follows."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.storage import Record
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

Node = dict[str, Any]
OPENED = {"form": "form:case", "event": "opened"}


# -- flows ---------------------------------------------------------------------------


def main(*nodes: Node, **body: Any) -> Definition:
    """The flow that starts when a case is opened."""
    return small.flow("main", list(nodes), on=OPENED, **body)


def child(*nodes: Node, **body: Any) -> Definition:
    """A flow others call with a case."""
    inputs = [small.field("case", "link", to="form:case", required=True), *body.pop("inputs", [])]
    return small.flow("child", list(nodes), inputs=inputs, **body)


# -- nodes ---------------------------------------------------------------------------


def log(id: str, label: str = "", **more: str) -> Node:
    values = {"case": "record", "label": f"'{label or id}'", **more}
    return {"id": id, "do": "record.create", "form": "form:log", "set": values}


def offer(id: str, label: str = "", case: str = "record") -> Node:
    """A record of work to be done."""
    values = {"case": case, "label": f"'{label or id}'"}
    return {"id": id, "do": "record.create", "form": "form:work", "set": values,
            "transition": "offer"}  # fmt: skip


def work(id: str, case: str = "record") -> list[Node]:
    """A piece of work for clerks."""
    task = {"id": id, "do": "task.fill", "record": f"{id}_work.record", "transition": "do",
            "to": "role:clerk", "due": {"hours": 4}}  # fmt: skip
    return [offer(f"{id}_work", id, case), task]


def wait(id: str, event: str = "pinged", form: str = "case", **body: Any) -> Node:
    return {"id": id, "do": "wait", "on": {"form": f"form:{form}", "event": event}, **body}


def on(id: str, event: str, mode: str, *nodes: Node, form: str = "case", **body: Any) -> Node:
    """A handler."""
    heard = {"form": f"form:{form}", "event": event}
    return {"id": id, "on": heard, "mode": mode, "nodes": list(nodes), **body}


def put(id: str, label: str = "a", **more: str) -> Node:
    """A message to the store."""
    return {"id": id, "do": "interface.call", "operation": "interface:store.put",
            "with": {"case": "record", "label": f"'{label}'", **more}}  # fmt: skip


def call(**more: str) -> Node:
    return {"id": "call", "do": "flow.call", "flow": "flow:child",
            "with": {"case": "record", **more}}  # fmt: skip


def fork(id: str, join: str | int, *branches: list[Node], **body: Any) -> Node:
    """Branches side by side; each is called after its first node."""
    listed = [{"id": f"{nodes[0]['id']}_way", "nodes": nodes} for nodes in branches]
    return {"id": id, "do": "parallel", "join": join, "branches": listed, **body}


def again(id: str, until: str, at_most: int, *nodes: Node, **body: Any) -> Node:
    return {"id": id, "do": "repeat", "nodes": list(nodes), "until": until, "at_most": at_most,
            **body}  # fmt: skip


def late(id: str, mode: str, *nodes: Node, **after: Any) -> Node:
    """A handler whose time comes."""
    return {"id": id, "after": after, "mode": mode, "nodes": list(nodes)}


# -- a case --------------------------------------------------------------------------


def opened(desk: Desk, drain: bool = True, **values: Any) -> Record:
    case = desk.create("clara", "case", {"title": "one", **values}, "open")
    if drain:
        desk.drain()
    return case


def labels(desk: Desk, case: Record) -> list[str]:
    """Labels of the logs about a case, in the order they were written."""
    names = [e for e in desk.rows("event", form="log", name="created")]
    return [e["image"]["label"] for e in names if e["image"]["case"] == case.id]


def perform(desk: Desk, who: str = "clara", **match: Any) -> None:
    """Do the oldest open task."""
    desk.complete(who, desk.open_tasks(**match)[0]["id"], {"result": "well"})
    desk.drain()
