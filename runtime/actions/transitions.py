"""Transitions named by actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.texts import N_


def check_transition_of(part: Mapping[str, Any], form: str, scope: CheckScope) -> None:
    """The transition a part names exists on the form."""
    name = part.get("transition")
    if name is not None and name not in scope.library.form(form).transitions:
        scope.at("transition").report(
            "unknown_transition", N_("{form} has no transition “{name}”"), form=form, name=str(name)
        )


def check_unsigned(part: Mapping[str, Any], form: str, scope: CheckScope) -> None:
    """Rules and flows do not sign."""
    step = scope.library.form(form).transitions.get(str(part.get("transition")))
    if step is not None and step.meaning is not None:
        words = N_("“{name}” needs a person's signature: a rule or flow cannot do it by itself")
        scope.at("transition").report("signed_transition", words, name=step.id)


def effects_of(part: Mapping[str, Any], form: str, scope: CheckScope) -> list[tuple[str, str]]:
    """The event the named transition raises."""
    found = scope.library.form(form).transitions.get(str(part.get("transition")))
    return [(form, found.event)] if found else []
