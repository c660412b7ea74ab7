"""Taking back what steps have put out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction
from dougong.runtime.flows.instances import store
from dougong.runtime.flows.instances.frames import frame_of
from dougong.runtime.flows.interpreter import CANCELLED, State, Step, place
from dougong.runtime.flows.node_type import Visit
from dougong.runtime.flows.nodes import NODES


def withdraw(
    tx: Transaction,
    row: Mapping[str, Any],
    flow: Definition,
    state: State,
    key: str,
    reason: str,
) -> None:
    """Take back what a cancelled step has put out: its task, wait, message or child.

    `state` is that before anything was cancelled.
    """
    found = place(flow.body, state, key)
    if found is None:
        return
    frame = frame_of(tx, row, flow, found.static, found.names, found.node["id"])
    NODES[found.node["do"]].cancel(found.node, Visit(row, key, frame), reason)
    cancelled = Step(CANCELLED)
    store.note_step(tx, str(row["id"]), key, str(found.node["id"]), cancelled, {"reason": reason})
