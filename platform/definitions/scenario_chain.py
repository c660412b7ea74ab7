"""What a scenario begins with: the scenarios it goes on from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.definitions.definition import Definition
from dougong.platform.definitions.library import Library
from dougong.platform.definitions.views import names

# The steps of a scenario in the order they are taken.
SECTIONS = ("given", "when", "then")
Step = Mapping[str, Any]


def chain(library: Library, scenario: Definition) -> list[Definition]:
    """The scenario and those it goes on from, the first of them first; a circle is cut."""
    found = [scenario]
    while "after" in found[-1].body:
        before = library.find(str(found[-1].body["after"]))
        if before is None or before in found:
            break
        found.append(before)
    return found[::-1]


def steps_of(scenario: Definition) -> Iterator[tuple[str, int, Step]]:
    """Section, position in it and body of every step of the scenario itself."""
    for section in SECTIONS:
        for index, step in enumerate(scenario.body.get(section, ())):
            yield section, index, step


def flows_of(library: Library, scenario: Definition) -> list[Definition]:
    """The flows a scenario is about: those it names or, where it names none, those of the scenario
    it goes on from; every flow where none does."""
    for one in reversed(chain(library, scenario)):
        if "flow" in one.body:
            found = (library.find(f"flow:{id}") for id in names(one.body["flow"]))
            return [flow for flow in found if flow is not None]
    return library.all("flow")


def people_of(library: Library, scenario: Definition) -> dict[str, Step]:
    """People a scenario brings, and those of the scenarios it goes on from, by id."""
    brought = chain(library, scenario)
    return {one["id"]: one for part in brought for one in part.body.get("people", ())}
