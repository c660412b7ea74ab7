"""Starting instances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.expressions import holds
from dougong.platform.fields import link_target
from dougong.platform.problems import Refused
from dougong.platform.storage import Transaction, wire
from dougong.platform.storage.query import any_record
from dougong.platform.texts import LANGUAGES, N_, Message, pick
from dougong.runtime.actions import Frame
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.advance import advance, outputs_of
from dougong.runtime.flows.instances.kept_values import plain
from dougong.runtime.flows.instances.resuming import interrupt
from dougong.runtime.flows.interpreter import State
from dougong.runtime.flows.node_type import Visit

Outputs = Mapping[str, Any]
# Deeper than anybody draws flows into each other; a circle the data make is told, not run.
MAX_DEPTH = 20


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
    kept = {name: plain(value) for name, value in inputs.items()}
    form, record = _subject(flow, kept)
    values = {
        "form": form,
        "record": record,
        "parent": parent["id"] if parent else None,
        "parent_step": step,
        "cause": tx.cause.to_json(),
    }
    return _start(tx, flow, kept, values)


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


def _check_depth(visit: Visit, flow: str) -> None:
    """Raises Refused where flows call each other without end: no checker sees what data decide."""
    above, row = [flow.removeprefix("flow:")], store.read(visit.tx, str(visit.instance["id"]))
    while row is not None:
        above.append(str(row["flow"]))
        row = store.read(visit.tx, str(row["parent"])) if row["parent"] else None
    if len(above) > MAX_DEPTH:
        titles = [visit.tx.library.get(f"flow:{one}").body["title"] for one in above[:3]]
        way = {one: " ← ".join(pick(title, one) for title in titles) for one in LANGUAGES}
        words = N_("Flows call each other more than {limit} deep: {way} …")
        raise Refused(Message(words, {"limit": MAX_DEPTH, "way": way}))


class ChildCaller:
    """Implements `flows.calls.Caller`."""

    def call(self, visit: Visit, flow: str, inputs: Mapping[str, Any]) -> Outputs | None:
        """Start a child; what it gives back when it has ended already."""
        _check_depth(visit, flow)
        child = start_called(visit.tx, flow, inputs, visit.instance, visit.key)
        found = store.read(visit.tx, child)
        over = found is not None and found["state"] == "done"
        return outputs_of(visit.tx, child) if over else None

    def withdraw(self, visit: Visit, reason: str) -> None:
        """Interrupt the child of a step."""
        for child in store.children(visit.tx, str(visit.instance["id"]), visit.key):
            interrupt(visit.tx, str(child["id"]), reason, tell=False)
