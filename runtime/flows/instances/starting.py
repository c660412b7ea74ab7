"""Starting instances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.expressions import holds
from dougong.platform.fields import link_target
from dougong.platform.storage import Transaction, wire
from dougong.platform.storage.query import any_record
from dougong.runtime.actions import Frame
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.advance import advance
from dougong.runtime.flows.instances.resuming import interrupt
from dougong.runtime.flows.interpreter import State
from dougong.runtime.flows.node_type import Visit


def start_for_event(tx: Transaction, flow: Definition, event: Mapping[str, Any]) -> str | None:
    """An instance for an event, unless the flow's condition does not hold for it."""
    form, record = str(event["form"]), str(event["record"])
    condition = flow.body["on"].get("if")
    if condition is not None:
        found = any_record(tx, form, record)
        frame = Frame(tx, form, found.all() if found else None)
        if not holds(frame.evaluate(condition)):
            return None
    values = {
        "form": form,
        "record": record,
        "trigger_event": event["id"],
        "cause": dict(event["cause"]),
    }
    return _start(tx, flow, {}, values)


def start_called(
    tx: Transaction,
    ref: str,
    inputs: Mapping[str, Any],
    parent: Mapping[str, Any] | None = None,
    step: str | None = None,
) -> str:
    """An instance of a called flow; the record it is about is its first record input."""
    flow = tx.library.get(ref)
    kept = {name: _plain(value) for name, value in inputs.items()}
    form, record = _subject(flow, kept)
    values = {
        "form": form,
        "record": record,
        "parent": parent["id"] if parent else None,
        "parent_step": step,
        "cause": tx.cause.to_json(),
    }
    return _start(tx, flow, kept, values)


def _plain(value: Any) -> Any:
    """Inputs are kept as plain data: a record as its id."""
    return {"id": value["id"]} if isinstance(value, Mapping) and "id" in value else value


def _subject(flow: Definition, inputs: Mapping[str, Any]) -> tuple[str | None, str | None]:
    for body in flow.body.get("inputs", ()):
        value = inputs.get(body["id"])
        if body["type"] == "link" and isinstance(value, Mapping):
            return link_target(body), value["id"]
    return None, None


def _start(
    tx: Transaction, flow: Definition, inputs: Mapping[str, Any], values: Mapping[str, Any]
) -> str:
    state = State(inputs)
    row = store.add(
        tx,
        {
            "flow": flow.id,
            "revision": tx.library.revision(flow.ref),
            "data": wire(state.to_json()),
            "parent": None,
            "parent_step": None,
            "trigger_event": None,
            **values,
        },
    )
    advance(tx, row, state)
    return str(row["id"])


class ChildCaller:
    """Implements `flows.calls.Caller`."""

    def call(self, visit: Visit, flow: str, inputs: Mapping[str, Any]) -> bool:
        """Start a child; True when it has ended already."""
        child = start_called(visit.tx, flow, inputs, visit.instance, visit.key)
        found = store.read(visit.tx, child)
        return found is not None and found["state"] == "done"

    def withdraw(self, visit: Visit, reason: str) -> None:
        """Interrupt the child of a step."""
        for child in store.children(visit.tx, str(visit.instance["id"]), visit.key):
            interrupt(visit.tx, str(child["id"]), reason, tell=False)
