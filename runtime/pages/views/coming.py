"""What will come into an empty inbox."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Definition, names, referrers, title
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, listed, pick, translate
from dougong.runtime.flows.assignees import entries
from dougong.runtime.flows.tasks import taken_by_others
from dougong.runtime.pages.views.urgency import clock

_CALLING = ("flow:", "rule:")


@dataclass(frozen=True)
class Coming:
    """`sources` say which flows bring tasks and after what; `others` how many colleagues work on, the
    next of which is due at `due`."""

    sources: list[str]
    others: int
    due: str


def coming(tx: Transaction) -> Coming:
    """Where the actor's next tasks will come from."""
    found = [
        words
        for flow in tx.library.all("flow")
        if tx.actor.roles.intersection(_roles(flow.body["nodes"]))
        for words in [_source(tx, flow)]
        if words
    ]
    others = taken_by_others(tx)
    return Coming(found, len(others), clock(tx, others[0]["due_at"]) if others else "")


def _roles(nodes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Roles the tasks of a sequence are for, inner ones too."""
    for node in nodes:
        if node["do"].startswith("task."):
            yield from names([one for one in entries(node["to"]) if isinstance(one, str)])
        for inner in [node, *node.get("branches", ()), *node.get("handlers", ())]:
            if inner is not node or "nodes" in node:
                yield from _roles(inner.get("nodes", ()))


def _source(tx: Transaction, flow: Definition) -> str:
    on = flow.body.get("on")
    if on is None:
        return _called(tx, flow)
    form = tx.library.form(str(on["form"]).removeprefix("form:"))
    steps = [one for one in form.transitions.values() if one.event == on["event"]]
    language = tx.actor.language
    return translate(
        N_("“{flow}” brings one after “{action}” of {form}"),
        language,
        flow=title(flow, language),
        action=pick(steps[0].title, language) if steps else on["event"],
        form=pick(form.title, language),
    )


def _called(tx: Transaction, flow: Definition) -> str:
    """What sets a flow going that no event begins; nothing where nobody does."""
    language = tx.actor.language
    refs = dict.fromkeys(one.source for one in referrers(tx.library, flow.ref))
    callers = [tx.library.find(ref) for ref in refs if ref.startswith(_CALLING) and ref != flow.ref]
    words = [f"“{title(one, language)}”" for one in callers if one is not None]
    if not words:
        return ""
    return translate(
        N_("“{flow}” brings one when it is called for by {callers}"),
        language,
        flow=title(flow, language),
        callers=listed(words, language),
    )
