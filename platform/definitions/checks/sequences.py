"""Sequences of actions or nodes: what stands where, and which names follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dougong.platform.definitions.check_scope import CheckScope
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

Part = Mapping[str, Any]


def check_sequence(parts: Any, scope: CheckScope) -> Mapping[str, Type]:
    """Check parts one after another; gives the names they leave behind, for handlers.

    Each part sees the names of those before it in the same sequence and around it.
    """
    left: dict[str, Type] = {}
    ended = False
    for index, part in enumerate(parts if isinstance(parts, Sequence) else ()):
        here = scope.at(index).with_names(left)
        if not isinstance(part, Mapping):
            continue
        if ended:
            here.report(
                "unreachable", N_("Nothing after “end” is ever reached: remove it or move it")
            )
        left.update(_check_part(part, here))
        ended = ended or (part.get("do") == "end" and "if" not in part)
    return left


def _check_part(part: Part, scope: CheckScope) -> Mapping[str, Type]:
    check_unique(part, scope)
    known = scope.catalogue.part(scope.place, part.get("do"))
    if known is None:
        scope.at("do").report(
            "unknown_part", N_("There is no action “{name}”"), name=str(part.get("do"))
        )
        return {}
    if scope.place not in known.places:
        scope.at("do").report("wrong_place", N_("“{name}” cannot stand here"), name=known.id)
    if "if" in part:
        scope.at("if").condition(part["if"], refuses=part.get("do") == "refuse")
    known.check(part, scope)
    return known.leaves(part, scope)


def names_left(parts: Any, scope: CheckScope) -> Mapping[str, Type]:
    """Names a sequence leaves for what comes after the node that holds it.

    A part that may be skipped, or stands behind an `end` that may come, leaves its name possibly
    empty. Nothing is reported: `check_sequence` does that.
    """
    left: dict[str, Type] = {}
    seen: dict[str, Type] = {}
    sure = True
    for part in parts if isinstance(parts, Sequence) else ():
        known = scope.catalogue.part(scope.place, part.get("do"))
        made = known.leaves(part, replace(scope.with_names(seen), findings=[])) if known else {}
        seen.update(made)
        sure = sure and part.get("do") != "end"
        certain = sure and "if" not in part
        left.update({name: one if certain else perhaps(one) for name, one in made.items()})
    return left


def perhaps(type_: Type) -> Type:
    """The type of a name that may never have come to be, and of all it has."""
    members = {name: member.maybe() for name, member in type_.members.items()}
    return replace(type_, members=members, optional=True)


def check_unique(part: Part, scope: CheckScope) -> None:
    """No other id of the definition is the same."""
    id = str(part.get("id"))
    if id in scope.ids:
        scope.at("id").report(
            "duplicate_id", N_("The id “{id}” stands twice: ids must be unique"), id=id
        )
    scope.ids.add(id)
