"""Scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from dougong.platform.definitions.checks.ids import check_id
from dougong.platform.definitions.scenario_chain import chain, people_of, steps_of
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition


def check_scenario(definition: Definition, scope: CheckScope) -> None:
    """Where it begins, its people, and every step with the names that are known by then."""
    if not any(True for _ in steps_of(definition)):
        scope.report("no_steps", N_("A scenario has at least one step"))
    _check_beginning(definition, scope)
    seen: set[str] = set()
    for index, person in enumerate(definition.body.get("people", [])):
        check_id(str(person["id"]), seen, scope.at("people", index, "id"))
    names: dict[str, Type] = {}
    *before, _ = chain(scope.library, definition)
    for one in before:
        _steps(one, replace(scope, definition=one, findings=[]), names)
    _steps(definition, scope, names)


def _check_beginning(definition: Definition, scope: CheckScope) -> None:
    body = definition.body
    if "now" in body:
        _check_moment(str(body["now"]), scope.at("now"))
    if "after" not in body:
        return
    if "now" in body:
        words = N_("A scenario that goes on from another begins when that one ends")
        scope.at("now").report("two_beginnings", words)
    first = chain(scope.library, definition)[0]
    if "after" in first.body:  # the chain was cut where it came round
        scope.at("after").report("cycle", N_("These scenarios go on from each other"))


def _check_moment(text: str, scope: CheckScope) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        scope.report("moment", N_("There is no such day or time"))


def _steps(definition: Definition, scope: CheckScope, names: dict[str, Type]) -> None:
    """Check the steps of one scenario; `names` grows by those they leave behind."""
    people = people_of(scope.library, definition)
    for section, index, step in steps_of(definition):
        here = scope.at(section, index).about(None, "scenario").with_names(names)
        known = scope.catalogue.step(step)
        if known is None:
            continue  # its shape is wrong, and that is said already
        _check_person(step.get("by"), people, here.at("by"))
        known.check(step, here)
        made = known.outputs(step, here)
        if made is not None and "as" in step:
            check_id(str(step["as"]), set(), here.at("as"))
            names[str(step["as"])] = made


def _check_person(by: object, people: Mapping[str, object], scope: CheckScope) -> None:
    if isinstance(by, str) and not by.startswith("role:") and by not in people:
        words = N_("The scenario has no person “{name}”: name one of its people or a role")
        scope.report("unknown_person", words, name=by)
