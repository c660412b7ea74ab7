"""Rules that set each other off, and flows that call each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.definitions.catalogue import Catalogue
from dougong.platform.definitions.check_scope import CheckScope
from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.finding import Finding
from dougong.platform.definitions.library import Library
from dougong.platform.definitions.walking import walk
from dougong.platform.expressions import Type
from dougong.platform.texts import N_, Message

Edges = Mapping[str, set[str]]
Part = Mapping[str, Any]


def check_cycles(library: Library, known: Catalogue, wanted: set[str]) -> list[Finding]:
    """A finding for each rule or flow among `wanted` that leads back to itself."""
    edges = {**_rule_edges(library, known), **_flow_edges(library, known)}
    findings = []
    for ref in sorted(wanted):
        way = _way_back(ref, edges)
        if way:
            rule = ref.startswith("rule:")
            msgid = (
                N_("These rules set each other off: {way}")
                if rule
                else N_("These flows call each other: {way}")
            )
            definition = library.get(ref)
            message = Message(msgid, {"way": " → ".join(way)})
            findings.append(
                Finding(
                    ref, "/then" if rule else "/nodes", "cycle", message, where=definition.where
                )
            )
    return findings


def parts_of(definition: Definition, known: Catalogue) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every action or node of a definition, however deep, with its pointer."""
    kind = known.kinds[definition.kind]
    for pointer, schema, value in walk(kind.schema, definition.body, known.part_schema):
        if schema.get("x-part") in ("action", "node", "step") and isinstance(value, Mapping):
            yield pointer, value


def _rule_edges(library: Library, known: Catalogue) -> dict[str, set[str]]:
    listening: dict[tuple[str, str], list[str]] = {}
    rules = [rule for rule in library.all("rule") if "event" in rule.body.get("on", {})]
    for rule in rules:
        on = rule.body["on"]
        listening.setdefault((str(on["form"]).removeprefix("form:"), on["event"]), []).append(
            rule.ref
        )
    return {
        rule.ref: {
            ref for effect in _effects(rule, library, known) for ref in listening.get(effect, ())
        }
        for rule in rules
    }


def _effects(rule: Definition, library: Library, known: Catalogue) -> Iterator[tuple[str, str]]:
    form = str(rule.body["on"]["form"]).removeprefix("form:")
    names: dict[str, Type] = {"old": Type("link", form)}
    for pointer, part in parts_of(rule, known):
        type_ = known.part("action", part.get("do"))
        scope = CheckScope(library, known, rule, pointer, form, dict(names), "after")
        if type_ is None:
            continue
        yield from type_.effects(part, scope)
        made = type_.outputs(part, scope)
        if made is not None:
            names[str(part.get("id"))] = made
        names.update(_loop_name(part, scope))


def _loop_name(part: Mapping[str, Any], scope: CheckScope) -> dict[str, Type]:
    if part.get("do") != "for_each":
        return {}
    lines = scope.expression(part.get("of"), Type("lines"))
    return {str(part.get("as")): Type("link", lines.form, optional=False)} if lines else {}


def _flow_edges(library: Library, known: Catalogue) -> dict[str, set[str]]:
    return {
        flow.ref: {str(part["flow"]) for part in _at_once(flow.body, known, waited=False)}
        for flow in library.all("flow")
    }


def _at_once(holder: Part, known: Catalogue, waited: bool) -> Iterator[Part]:
    """Nodes that run a flow, those left out that only start one after people or time have stood in
    between: such a way back goes on no faster than people do."""
    for sequence in _sequences(holder):
        after = waited
        for node in sequence:
            type_ = known.part("node", node.get("do"))
            if "flow" in node and not (after and type_ is not None and type_.apart):
                yield node
            yield from _at_once(node, known, after)
            after = after or _waits(node, known)


def _waits(node: Part, known: Catalogue) -> bool:
    """Whether nobody gets past the node without waiting: it is not skipped, and it, or something in
    each of its sequences, waits."""
    type_ = known.part("node", node.get("do"))
    if type_ is None or "if" in node or node.get("nobody") == "skip":
        return False
    inside = type_.ways(node)
    return (
        type_.waits
        or bool(inside)
        and all(any(_waits(one, known) for one in sequence) for sequence in inside)
    )


def _sequences(holder: Part) -> Iterator[list[Part]]:
    """The sequences a flow or a node holds: its own, its branches' and its handlers'."""
    if "nodes" in holder:
        yield holder["nodes"]
    for inner in (*holder.get("branches", ()), *holder.get("handlers", ())):
        yield from _sequences(inner)


def _way_back(start: str, edges: Edges) -> list[str]:
    """A shortest way from `start` back to it; empty if there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in sorted(edges.get(way[-1], ())):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
