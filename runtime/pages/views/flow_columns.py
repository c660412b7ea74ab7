"""What stands inside a node of a run: branches, rows, rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.interpreter import DONE
from dougong.runtime.pages.views.flow_views import ColumnView, NodeView

if TYPE_CHECKING:
    from dougong.runtime.pages.views.flow_nodes import Tree

Node = Mapping[str, Any]
OVER = ("done", "skipped", "past")


def columns(tree: Tree, node: Node, key: str, dead: bool) -> tuple[ColumnView, ...]:
    """The branches or rows of a node."""
    if node["do"] == "branch":
        return tuple(_branch(tree, one, key, dead) for one in node["branches"])
    if node["do"] == "parallel":
        return tuple(_lane(tree, node, one, key, dead) for one in node["branches"])
    return _rows(tree, node, key, dead) if node["do"] == "for_each" else ()


def rounds(tree: Tree, node: Node, key: str, dead: bool) -> tuple[ColumnView, ...]:
    """The rounds of a `repeat`; before the first one, what a round will be."""
    step = tree.state.steps.get(key)
    if node["do"] != "repeat":
        return ()
    if step is None or not step.round:
        place = "skipped" if dead or step else "waiting"
        words = translate(N_("Up to {n} rounds"), tree.language, n=node["at_most"])
        nodes = tree.sequence(node["nodes"], f"{key}/?/", place == "skipped")
        return (ColumnView(words, "", place, nodes),)
    made = []
    for number in range(1, step.round + 1):
        gone = dead or number < step.round or step.state == DONE
        nodes = tree.sequence(node["nodes"], f"{key}/{number}/", gone)
        words = translate(N_("Round {n}"), tree.language, n=number)
        made.append(ColumnView(words, "", inside(nodes), nodes))
    return tuple(made)


def inside(nodes: Iterable[NodeView]) -> str:
    """Where a row of nodes stands as a whole."""
    places = {node.place for node in nodes}
    return "done" if places <= set(OVER) else "waiting" if places == {"waiting"} else "current"


def _branch(tree: Tree, branch: Node, key: str, dead: bool) -> ColumnView:
    step = tree.state.steps.get(key)
    taken = step is not None and step.chosen == branch["id"]
    passed = dead or (step is not None and not taken)
    nodes = tree.sequence(branch["nodes"], f"{key}/{branch['id']}/", passed)
    words = translate(N_("Otherwise"), tree.language)
    if "if" in branch:
        words = tree.notes.words.condition(branch["if"], key)
    note = N_("taken") if taken else N_("not taken") if passed else ""
    place = "done" if taken else "skipped" if passed else "waiting"
    return ColumnView(words, translate(note, tree.language) if note else "", place, nodes)


def _lane(tree: Tree, node: Node, branch: Node, key: str, dead: bool) -> ColumnView:
    """One of several side by side; once they have joined, what was not finished is cancelled."""
    step, words = tree.state.steps.get(key), ""
    runs = step is not None and branch["id"] in step.items
    joined = step is not None and step.state == DONE
    nodes = tree.scope(
        branch, f"{key}/{branch['id']}", dead or joined or (step is not None and not runs)
    )
    place = "waiting" if step is None and not dead else inside(nodes) if runs else "skipped"
    if runs and any(one.place == "skipped" for one in nodes) and (joined or dead):
        place, words = "skipped", translate(N_("cancelled"), tree.language)
    elif step is not None and not runs:
        words = translate(N_("not taken"), tree.language)
    return ColumnView(_lane_title(tree, branch), words, place, nodes)


def _lane_title(tree: Tree, branch: Node) -> str:
    if "title" in branch:
        return pick(branch["title"], tree.language)
    return tree.notes.words.title(branch["nodes"][0])


def _rows(tree: Tree, node: Node, key: str, dead: bool) -> tuple[ColumnView, ...]:
    step = tree.state.steps.get(key)
    if step is None or not step.items:
        nodes = tree.sequence(node["nodes"], f"{key}/?/", dead or step is not None)
        words = translate(N_("For each row"), tree.language)
        return (ColumnView(words, "", "skipped" if step else "waiting", nodes),)
    form = tree.notes.words.rows_form(node)
    if form:
        tree.names.note(form, step.items)
    made = []
    for index, item in enumerate(step.items):
        nodes = tree.scope(node, f"{key}/{index}", dead)
        name = tree.names.of(form, item) if form else ""
        made.append(ColumnView(name or f"{index + 1}", "", inside(nodes), nodes))
    return tuple(made)
