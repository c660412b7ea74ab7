"""Sequences of actions or nodes: what stands where, and which names follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    _unique(part, scope)
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
    made = known.outputs(part, scope)
    return {} if made is None else {str(part.get("id")): made}


def _unique(part: Part, scope: CheckScope) -> None:
    id = str(part.get("id"))
    if id in scope.ids:
        scope.at("id").report(
            "duplicate_id", N_("The id “{id}” stands twice: ids must be unique"), id=id
        )
    scope.ids.add(id)
