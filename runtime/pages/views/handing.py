"""Handing a task on, as its dialog shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dougong.platform.problems import Problem
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.runtime.flows.tasks import may_transfer


@dataclass(frozen=True)
class Handing:
    """`person` (with its name) and `reason` as sent, `wrong` by field what is wrong with them;
    `shown`: the dialog opens with the page."""

    href: str
    person: str = ""
    name: str = ""
    reason: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    shown: bool = False


def handing_view(
    tx: Transaction,
    found: Mapping[str, Any],
    sent: Mapping[str, str] | None = None,
    problem: Problem | None = None,
) -> Handing | None:
    """The dialog of a task; None where the actor cannot hand it on."""
    if not may_transfer(tx, found):
        return None
    href = f"/tasks/{found['id']}"
    if sent is None or problem is None:
        return Handing(href)
    person = sent.get("person", "")[:36]
    name = labels(tx, "user", [person]).get(person, "")
    wrong = {one.path: one.message.render(tx.actor.language) for one in problem.fields}
    return Handing(href, person if name else "", name, sent.get("reason", ""), wrong, True)
