"""One run of a flow: the way it took, where it waits, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import title
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick, translate
from dougong.runtime.flows import instances
from dougong.runtime.flows.interpreter import State
from dougong.runtime.pages.views.causes import CauseView, causes
from dougong.runtime.pages.views.flow_nodes import Tree
from dougong.runtime.pages.views.flow_notes import Notes
from dougong.runtime.pages.views.flow_views import NodeView
from dougong.runtime.pages.views.side import INSTANCE_STATES
from dougong.runtime.pages.views.task_events import TaskEventView
from dougong.runtime.showing import Names, moment, span


@dataclass(frozen=True)
class IncidentView:
    """What went wrong at a step and who is asked to mend it."""

    node: str
    words: str
    owner: str
    at: str


@dataclass(frozen=True)
class Called:
    """Another instance this one called, or was called by."""

    title: str
    href: str
    state: tuple[str, str]


@dataclass(frozen=True)
class Clock:
    """What comes by itself, and when."""

    title: str
    at: str


@dataclass(frozen=True)
class InstanceView:
    """`live` differs from `revision` when the flow was published anew since. `running`: it may go on
    any moment, look again soon; `urged`: what happened to its tasks besides being done."""

    id: str
    title: str
    state: tuple[str, str]
    revision: int
    live: int
    started: str
    ended: str
    took: str
    record: tuple[str, str, str]
    trigger: str
    causes: list[CauseView]
    nodes: tuple[NodeView, ...]
    counts: Mapping[str, int]
    incidents: list[IncidentView]
    may_act: bool
    called: list[Called]
    parent: Called | None
    clocks: list[Clock]
    pending: bool
    over: bool
    urged: list[TaskEventView]
    error: str = ""


def instance_view(tx: Transaction, id: str, error: str = "") -> InstanceView:
    """The page of an instance. Raises NotFound."""
    row = instances.visible(tx, id)
    flow = instances.flow_revision(tx, row["flow"], row["revision"])
    over = row["state"] in instances.ENDED
    notes = Notes(tx, row, flow)
    nodes = Tree(tx, State.from_json(row["data"]), notes, over).scope(flow.body, "", False)
    titles = {one.key: one.title for one in _leaves(nodes)}
    found = tx.library.find(flow.ref)
    rights = tx.actor.rights
    return InstanceView(
        id=id,
        title=title(found or flow, tx.actor.language),
        state=_state(tx, row),
        revision=row["revision"],
        live=tx.library.revision(flow.ref),
        started=moment(tx, row["started_at"]),
        ended=moment(tx, row["ended_at"]),
        took=span(tx, ((row["ended_at"] or tx.now) - row["started_at"]).total_seconds()),
        record=_record(tx, row),
        trigger=notes.words.event(flow.body["on"]) if "on" in flow.body else "",
        causes=causes(tx, row["cause"]),
        nodes=nodes,
        counts=Counter(one.place for one in _leaves(nodes)),
        incidents=[_incident(tx, one, titles) for one in instances.incidents_of(tx, id)
                   if one["state"] == "open"],
        may_act=rights.everything or "act" in rights.instances,
        called=[_called(tx, one) for one in instances.children(tx, id)],
        parent=_parent(tx, row),
        clocks=_clocks(tx, id, notes, titles),
        pending=any(step.state == "waiting" and key in notes.messages and
                    notes.messages[key]["state"] in ("planned", "sent")
                    for key, step in State.from_json(row["data"]).steps.items()),
        over=over,
        urged=notes.events.of(*(one["id"] for one in notes.tasks.values())),
        error=error,
    )  # fmt: skip


def _leaves(nodes: Iterable[NodeView]) -> Iterable[NodeView]:
    for node in nodes:
        yield node
        for column in (*node.columns, *node.rounds):
            yield from _leaves(column.nodes)


def _state(tx: Transaction, row: Mapping[str, Any]) -> tuple[str, str]:
    words, tone = INSTANCE_STATES.get(row["state"], (row["state"], "grey"))
    return translate(words, tx.actor.language), tone


def _clocks(tx: Transaction, id: str, notes: Notes, titles: Mapping[str, str]) -> list[Clock]:
    """Waits and deadlines by the time they are due."""
    handlers = notes.words.handlers
    found = [(at, titles.get(key, key)) for key, at in notes.timers.items()]
    found += [
        (at, handlers[name.rpartition("!")[2]]) for name, at in instances.deadlines(tx, id).items()
    ]
    return [Clock(words, moment(tx, at)) for at, words in sorted(found)]


def _record(tx: Transaction, row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Form, name and address of the record the instance is about."""
    if not row["form"]:
        return ("", "", "")
    names = Names(tx)
    words = pick(tx.library.form(row["form"]).title, tx.actor.language)
    name = names.of(row["form"], row["record"]) or words
    return (words, name, names.href(row["form"], row["record"]))


def _incident(tx: Transaction, row: Mapping[str, Any], titles: Mapping[str, str]) -> IncidentView:
    what, role = row["what"], tx.library.find(f"role:{row['owner']}")
    owner = title(role, tx.actor.language) if role else row["owner"]
    error = what.get("error")
    words = pick(error, tx.actor.language) if isinstance(error, Mapping) else str(error or "")
    return IncidentView(_stopped_at(what, titles), words, owner, moment(tx, row["created_at"]))


def _stopped_at(what: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return titles.get(str(what.get("step")), str(what.get("node", "")))


def _called(tx: Transaction, row: Mapping[str, Any]) -> Called:
    found = tx.library.find(f"flow:{row['flow']}")
    name = title(found, tx.actor.language) if found else row["flow"]
    return Called(name, f"/instances/{row['id']}", _state(tx, row))


def _parent(tx: Transaction, row: Mapping[str, Any]) -> Called | None:
    found = instances.read(tx, row["parent"]) if row["parent"] else None
    return _called(tx, found) if found and instances.may_see(tx, found) else None
