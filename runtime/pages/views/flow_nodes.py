"""An instance's flow as a tree of nodes, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.runtime.flows.interpreter import CANCELLED, DONE, FAILED, OPEN, SKIPPED, State
from dougong.runtime.pages.views.flow_notes import Notes
from dougong.runtime.showing import Names

Node = Mapping[str, Any]
# Where a node stands: what the style sheet colours.
_PLACES = {
    DONE: "done",
    OPEN: "current",
    SKIPPED: "skipped",
    CANCELLED: "skipped",
    FAILED: "failed",
}


@dataclass(frozen=True)
class NodeView:
    """`place` is done, current, waiting, skipped or failed; `line` says what it left behind and
    `href` leads to it; `columns` hold the branches or the rows inside."""

    key: str
    title: str
    note: str
    icon: str
    tone: str
    place: str
    when: str
    line: str
    href: str
    columns: tuple[ColumnView, ...] = ()


@dataclass(frozen=True)
class ColumnView:
    """A branch, a row of a loop, or a handler with its nodes."""

    title: str
    note: str
    place: str
    nodes: tuple[NodeView, ...]


class Tree:
    """Walks the flow side by side with the steps taken. `over`: the instance has ended, so what was
    not reached never will be."""

    def __init__(self, tx: Transaction, state: State, notes: Notes, over: bool) -> None:
        self.tx, self.state, self.notes, self.over = tx, state, notes, over
        self.names, self.language = Names(tx), tx.actor.language

    def scope(self, holder: Node, key: str, dead: bool) -> tuple[NodeView, ...]:
        """The nodes of a flow or of one row, and what its handlers did."""
        prefix = f"{key}/" if key else ""
        interrupted = any(
            f"{key}!{one['id']}" in self.state.fired and one["mode"] == "interrupt"
            for one in holder.get("handlers", ())
        )
        nodes = self._sequence(holder["nodes"], prefix, dead or interrupted)
        fired = [
            self._handler(one, key)
            for one in holder.get("handlers", ())
            if f"{key}!{one['id']}" in self.state.fired
        ]
        return (*nodes, *fired)

    def _sequence(self, nodes: Sequence[Node], prefix: str, dead: bool) -> tuple[NodeView, ...]:
        return tuple(self._node(node, prefix + node["id"], dead) for node in nodes)

    def _node(self, node: Node, key: str, dead: bool) -> NodeView:
        place = self._place(key, dead)
        columns = self._columns(node, key, dead or place == "skipped")
        if place == "current" and columns and self._all_done(columns):
            place = "done"
        told = self.notes.of(node, key)
        never = _UNREACHED.get(place)
        when = told.when or (translate(never, self.language) if never else "")
        return NodeView(
            key, told.title, told.note, told.icon, told.tone, place, when, told.line, told.href,
            columns,
        )  # fmt: skip

    def _place(self, key: str, dead: bool) -> str:
        step = self.state.steps.get(key)
        if step is not None:
            return _PLACES.get(step.state, "current")
        return "skipped" if dead or self.over else "waiting"

    @staticmethod
    def _all_done(columns: Sequence[ColumnView]) -> bool:
        places = [node.place for column in columns for node in column.nodes]
        return all(place in ("done", "skipped") for place in places)

    def _columns(self, node: Node, key: str, dead: bool) -> tuple[ColumnView, ...]:
        if node["do"] == "branch":
            return tuple(self._branch(one, key, dead) for one in node["branches"])
        if node["do"] == "for_each":
            return self._rows(node, key, dead)
        return ()

    def _branch(self, branch: Node, key: str, dead: bool) -> ColumnView:
        step = self.state.steps.get(key)
        taken = step is not None and step.chosen == branch["id"]
        passed = dead or (step is not None and not taken)
        nodes = self._sequence(branch["nodes"], f"{key}/{branch['id']}/", passed)
        words = translate(N_("Otherwise"), self.language)
        if "if" in branch:
            words = self.notes.words.condition(branch["if"], key)
        note = N_("taken") if taken else N_("not taken") if passed else ""
        place = "done" if taken else "skipped" if passed else "waiting"
        return ColumnView(words, translate(note, self.language) if note else "", place, nodes)

    def _rows(self, node: Node, key: str, dead: bool) -> tuple[ColumnView, ...]:
        step = self.state.steps.get(key)
        if step is None or not step.items:
            nodes = self._sequence(node["nodes"], f"{key}/?/", dead or step is not None)
            words = translate(N_("For each row"), self.language)
            return (ColumnView(words, "", "skipped" if step else "waiting", nodes),)
        form = self.notes.words.rows_form(node)
        if form:
            self.names.note(form, step.items)
        made = []
        for index, item in enumerate(step.items):
            nodes = self.scope(node, f"{key}/{index}", dead)
            name = self.names.of(form, item) if form else ""
            place = "done" if all(n.place in ("done", "skipped") for n in nodes) else "current"
            made.append(ColumnView(name or f"{index + 1}", "", place, nodes))
        return tuple(made)

    def _handler(self, handler: Node, key: str) -> NodeView:
        nodes = self._sequence(handler["nodes"], f"{key}!{handler['id']}/", False)
        note = translate(N_("Interruption"), self.language)
        column = ColumnView(self.notes.words.event(handler["on"]), "", "done", nodes)
        return NodeView(
            f"{key}!{handler['id']}", self.notes.words.event(handler["on"]), note, "bolt", "amber",
            "done", "", "", "", (column,),
        )  # fmt: skip


_UNREACHED = {"waiting": N_("not yet"), "skipped": N_("skipped")}
