"""An instance's flow as a tree of nodes, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.runtime.flows.interpreter import CANCELLED, DONE, FAILED, OPEN, SKIPPED, State
from dougong.runtime.pages.views.flow_columns import OVER, columns, rounds
from dougong.runtime.pages.views.flow_notes import Notes
from dougong.runtime.pages.views.flow_views import ColumnView, NodeView
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


class Tree:
    """Walks the flow side by side with the steps taken. `over`: the instance has ended, so what was
    not reached never will be."""

    def __init__(self, tx: Transaction, state: State, notes: Notes, over: bool) -> None:
        self.tx, self.state, self.notes, self.over = tx, state, notes, over
        self.names, self.language = Names(tx), tx.actor.language

    def scope(self, holder: Node, key: str, dead: bool) -> tuple[NodeView, ...]:
        """The nodes of a flow, a row or a branch, and what its handlers did."""
        prefix = f"{key}/" if key else ""
        interrupted = any(
            f"{key}!{one['id']}" in self.state.fired and one["mode"] == "interrupt"
            for one in holder.get("handlers", ())
        )
        nodes = self.sequence(holder["nodes"], prefix, dead or interrupted)
        fired = [
            self._handler(one, key)
            for one in holder.get("handlers", ())
            if f"{key}!{one['id']}" in self.state.fired
        ]
        return (*nodes, *fired)

    def sequence(self, nodes: Sequence[Node], prefix: str, dead: bool) -> tuple[NodeView, ...]:
        """Nodes one after another; before each, its visits that count no more."""
        return tuple(one for node in nodes for one in self._visits(node, prefix + node["id"], dead))

    def _visits(self, node: Node, place: str, dead: bool) -> Iterator[NodeView]:
        for visit in range(1, self.state.visits.get(place, 1)):
            key = place if visit == 1 else f"{place}#{visit}"
            yield self._past(node, key, visit)
        yield self._node(node, self.state.key(place), dead)

    def _past(self, node: Node, key: str, visit: int) -> NodeView:
        told = self.notes.of(node, key)
        words = translate(N_("Visit {n}"), self.language, n=visit)
        note = " · ".join(filter(None, (words, told.note)))
        return NodeView(
            key, told.title, note, told.icon, "grey", "past", told.when, told.line, told.href
        )

    def _node(self, node: Node, key: str, dead: bool) -> NodeView:
        place = self._place(key, dead)
        gone = dead or place == "skipped"
        inner, again = columns(self, node, key, gone), rounds(self, node, key, gone)
        if place == "current" and (inner or again) and self._all_done((*inner, *again)):
            place = "done"
        told = self.notes.of(node, key)
        never = _UNREACHED.get(place)
        when = told.when or (translate(never, self.language) if never else "")
        if key in self.state.steps and self.state.steps[key].state == CANCELLED:
            when = translate(N_("cancelled"), self.language)
        made = NodeView(
            key, told.title, told.note, told.icon, told.tone, place, when, told.line, told.href
        )
        return replace(made, columns=inner, rounds=again)

    def _place(self, key: str, dead: bool) -> str:
        step = self.state.steps.get(key)
        if step is not None:
            return _PLACES.get(step.state, "current")
        return "skipped" if dead or self.over else "waiting"

    @staticmethod
    def _all_done(columns: Sequence[ColumnView]) -> bool:
        places = [node.place for column in columns for node in column.nodes]
        return all(place in OVER for place in places)

    def _handler(self, handler: Node, key: str) -> NodeView:
        nodes = self.sequence(handler["nodes"], f"{key}!{handler['id']}/", False)
        interrupts = handler["mode"] == "interrupt"
        note = translate(N_("Interruption") if interrupts else N_("Alongside"), self.language)
        words = self.notes.words.handler(handler)
        icon = "clock" if "after" in handler else "bolt"
        column = ColumnView(words, "", "done", nodes)
        return NodeView(
            f"{key}!{handler['id']}", words, note, icon, "amber", "done", "", "", "", (column,)
        )


_UNREACHED = {"waiting": N_("not yet"), "skipped": N_("skipped")}
