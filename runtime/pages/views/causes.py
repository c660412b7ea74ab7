"""A cause and what led to it, from the first to the last, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dougong.platform.definitions import title
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.instances import may_see, read
from dougong.runtime.flows.tasks import last_done
from dougong.runtime.pages.views.node_words import NodeWords

_LONGEST = 12
Step = tuple[str, datetime] | None


@dataclass(frozen=True)
class CauseView:
    """`word` says what kind it is, `name` what it is called, `ref` its revision or node."""

    icon: str
    word: str
    name: str
    ref: str = ""
    href: str = ""


def causes(tx: Transaction, cause: Mapping[str, Any] | None, step: Step = None) -> list[CauseView]:
    """The chain of causes, the person or system that began it first.

    What an instance did goes on to who did the task before it, where `step` says which step of the
    instance it was and when; then to what began the instance.
    """
    chain: list[CauseView] = []
    while cause and len(chain) < _LONGEST:
        chain.append(_one(tx, cause))
        if step and cause.get("kind") == "instance":
            chain += _done_before(tx, str(cause["ref"]), *step)
            step = None
        cause = cause.get("within") or _began(tx, cause)
    return chain[::-1]


def _done_before(tx: Transaction, instance: str, step: str, at: datetime) -> list[CauseView]:
    done = last_done(tx, instance, step, at)
    if done is None:
        return []
    name = labels(tx, "user", [done["done_by"]]).get(str(done["done_by"]), "")
    deed = pick(done["title"], tx.actor.language)
    return [CauseView("user-check", translate(N_("Person"), tx.actor.language), name, deed)]


def _began(tx: Transaction, cause: Mapping[str, Any]) -> Mapping[str, Any] | None:
    row = (
        read(tx, str(cause["ref"]))
        if cause.get("kind") == "instance" and cause.get("ref")
        else None
    )
    found: Mapping[str, Any] | None = row["cause"] if row and may_see(tx, row) else None
    return found


def _one(tx: Transaction, cause: Mapping[str, Any]) -> CauseView:
    kind, ref, language = cause.get("kind"), str(cause.get("ref") or ""), tx.actor.language
    if kind == "rule":
        rule = tx.library.find(f"rule:{ref.split('@')[0]}")
        name = title(rule, language) if rule else ref
        return CauseView("bolt", translate(N_("Rule"), language), name, ref)
    if kind == "instance":
        flow = tx.library.find(f"flow:{cause.get('flow')}")
        name = title(flow, language) if flow else str(cause.get("flow") or "")
        node = NodeWords(tx).of(cause)
        seen = tx.actor.rights.everything or bool(tx.actor.rights.instances)
        href = f"/instances/{ref}" if ref and seen else ""
        return CauseView("git-branch", translate(N_("Flow"), language), name, node, href)
    if kind == "message":
        seen = tx.actor.rights.everything or bool(tx.actor.rights.messages)
        href = f"/messages/{ref}" if ref and seen else ""
        return CauseView("database-export", translate(N_("Message"), language), "", ref[-8:], href)
    if kind == "import":
        return CauseView("database-import", translate(N_("Brought in with data"), language), ref)
    name = labels(tx, "user", [ref]).get(ref, "")
    return CauseView("user", translate(N_("Person"), language), name)
