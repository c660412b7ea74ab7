"""Types of the names each place of a flow sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dougong.platform.definitions import CheckScope, Definition, Library, catalogue
from dougong.platform.definitions.checks.flows import event_type, input_types, loose
from dougong.platform.expressions import Type
from dougong.runtime.actions import check_rows
from dougong.runtime.flows.nodes import NODES

Names = Mapping[str, Type]
END = "="  # where outputs stand: the flow is over


def types_in(library: Library, flow: Definition, revision: int) -> Mapping[str, Names]:
    """By the static key of a node (or of a handler: `lots!reversed`), the names it sees."""
    return library.cached(("flow types", flow.ref, revision), lambda: _walk(library, flow))


def flow_form(flow: Definition) -> str | None:
    """The form whose record is at hand; None for a called flow."""
    on = flow.body.get("on")
    return str(on["form"]).removeprefix("form:") if on else None


def _walk(library: Library, flow: Definition) -> Mapping[str, Names]:
    found: dict[str, Names] = {}
    scope = CheckScope(library, catalogue(), flow, form=flow_form(flow), place="flow")
    inside = scope.with_names(input_types(flow.body, scope))
    left = _scope(flow.body, "", inside, found)
    found[END] = inside.with_names(loose(left)).names
    return found


def _scope(
    holder: Mapping[str, Any], static: str, scope: CheckScope, found: dict[str, Names]
) -> dict[str, Type]:
    prefix = f"{static}/" if static else ""
    left = _sequence(holder["nodes"], prefix, scope, found)
    for handler in holder.get("handlers", ()):
        inner = scope.with_names(loose(left))
        if "on" in handler:
            inner = inner.with_names({"event": event_type(handler["on"], scope)})
        found[f"{static}!{handler['id']}"] = inner.names
        _sequence(handler["nodes"], f"{static}!{handler['id']}/", inner, found)
    return left


def _sequence(
    nodes: Sequence[Mapping[str, Any]], prefix: str, scope: CheckScope, found: dict[str, Names]
) -> dict[str, Type]:
    left: dict[str, Type] = {}
    for node in nodes:
        here = scope.with_names(left)
        static = prefix + node["id"]
        found[static] = here.names
        _inside(node, static, here, found)
        left.update(NODES[node["do"]].leaves(node, here))
    return left


def _inside(
    node: Mapping[str, Any], static: str, here: CheckScope, found: dict[str, Names]
) -> None:
    """The names seen inside a node that holds others."""
    for branch in node.get("branches", ()):
        _scope(branch, f"{static}/{branch['id']}", here, found)
    if node["do"] == "repeat":
        _sequence(node["nodes"], f"{static}/", here, found)
        left = NODES["repeat"].leaves(node, here)
        found[round_place(static)] = here.with_names(left).names
    if node["do"] == "for_each":
        inner = check_rows(node, here)
        if inner is not None:
            _scope(node, static, inner, found)


def round_place(static: str) -> str:
    """Where `until` of the `repeat` at `static` stands."""
    return f"{static}?"
