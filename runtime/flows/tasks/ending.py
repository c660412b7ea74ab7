"""What follows when a task is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.jobs import enqueue
from dougong.platform.storage import Transaction

STEP = "flows.step"


def go_on(tx: Transaction, task: Mapping[str, Any], **payload: Any) -> None:
    """Let the instance of a task go on: with its `outputs`, or `void` and why it cannot."""
    at = {"instance": task["instance"], "step": task["step"]}
    enqueue(tx, STEP, f"{task['instance']}:{task['step']}", {**at, **payload})
