"""What every action and node type keeps, whoever writes the next one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dougong.platform.definitions import (
    CheckScope,
    Definition,
    Finding,
    Library,
    PartType,
    catalogue,
    check,
)
from dougong.runtime.actions.action import Action
from dougong.runtime.flows.node_type import NodeType
from dougong.runtime.flows.nodes import NODES as STARTABLE
from tests.contract.parts.examples import (
    ACTIONS,
    CHILD,
    NODES,
    Example,
    Fault,
    spoiled,
    standing,
)
from tests.unit.runtime import small

PLACES = frozenset({"before", "after", "flow", "operation"})
_known = catalogue()
PARTS: list[tuple[str, PartType, Example]] = [
    *(("action", part, ACTIONS[id]) for id, part in _known.actions.items() if id in ACTIONS),
    *(("node", part, NODES[id]) for id, part in _known.nodes.items() if id in NODES),
]
each_part = pytest.mark.parametrize(
    ("group", "part", "example"), PARTS, ids=[f"{group}:{part.id}" for group, part, _ in PARTS]
)


def faults() -> Iterator[Any]:
    for group, part, example in PARTS:
        for place in sorted(part.places):
            for fault in example.faults:
                if place not in fault.not_in:
                    name = f"{group}:{part.id}@{place}{fault.at}:{fault.code}"
                    yield pytest.param(part, example, place, fault, id=name)


def findings(place: str, part: dict[str, Any]) -> tuple[list[Finding], str]:
    """What the checker says of the definition the part stands in."""
    definition, pointer = standing(place, part)
    main = small.flow("main", [{"id": "end", "do": "end", "what": "flow"}],
                      on={"form": "form:case", "event": "opened"})  # fmt: skip
    library = Library([*small.FORMS, CHILD, main, definition])
    return check(library, [definition.ref]), pointer


def whole(part: PartType, example: Example) -> dict[str, Any]:
    return {"id": "it", "do": part.id, **example.part}


def test_every_part_has_an_example() -> None:
    assert set(_known.actions) == set(ACTIONS)
    assert set(_known.nodes) == set(NODES)


@each_part
def test_it_says_what_it_is(group: str, part: PartType, example: Example) -> None:
    assert set(part.title) == {"zh", "en"}
    assert all(words.strip() for words in part.title.values())
    assert type(part).__doc__
    assert part.places and part.places <= PLACES
    assert (group == "node") == (part.places == {"flow"}) or group == "action"
    Draft202012Validator.check_schema({"type": "object", "properties": dict(part.schema)})
    assert set(part.required) <= set(part.schema)
    assert not {"id", "do", "if"} & set(part.schema)


@each_part
def test_it_can_be_run(group: str, part: PartType, example: Example) -> None:
    """Actions run; whatever may stand in a flow can be started there."""
    assert group == "node" or type(part).run is not Action.run  # type: ignore[attr-defined]
    if "flow" in part.places:
        assert type(STARTABLE[part.id]).start is not NodeType.start


@each_part
def test_its_example_checks_clean_in_each_of_its_places(
    group: str, part: PartType, example: Example
) -> None:
    for place in part.places:
        found, _ = findings(place, whole(part, example))
        assert [one.render() for one in found if one.severity == "error"] == [], place


@each_part
def test_it_stands_nowhere_else(group: str, part: PartType, example: Example) -> None:
    for place in PLACES - part.places:
        if part.id == "for_each":
            continue  # one word, two parts: each place knows its own
        found, pointer = findings(place, whole(part, example))
        codes = {(one.code, one.pointer) for one in found}
        assert codes & {("wrong_place", f"{pointer}/do"), ("unknown_part", f"{pointer}/do")}, place


@each_part
def test_what_it_requires_is_missed(group: str, part: PartType, example: Example) -> None:
    for place in part.places:
        for name in part.required:
            bare = {key: one for key, one in whole(part, example).items() if key != name}
            found, pointer = findings(place, bare)
            assert any(
                one.severity == "error" and one.pointer.startswith(pointer) for one in found
            ), name


@each_part
def test_its_outputs_have_types(group: str, part: PartType, example: Example) -> None:
    """Read by the name of the part; nothing else stands behind it."""
    place = next(iter(sorted(part.places & {"flow", "after"}) or sorted(part.places)))
    definition, _ = standing(place, whole(part, example))
    (body,) = definition.body.get("nodes") or definition.body["then"]
    library = Library([*small.FORMS, CHILD])
    scope = CheckScope(library, _known, Definition("", "", {}), form="case", place=place)
    made = part.outputs(body, scope)
    members = {} if made is None else {k: v.form or "" for k, v in made.members.items()}
    for name, form in example.outputs.items():
        assert members.get(name) == form
    assert bool(members) == bool(example.outputs)


@pytest.mark.parametrize(("part", "example", "place", "fault"), list(faults()))
def test_a_fault_is_reported_at_its_place(
    part: PartType, example: Example, place: str, fault: Fault
) -> None:
    found, pointer = findings(place, spoiled(whole(part, example), fault.change))
    here = {(one.pointer.removeprefix(pointer), one.code) for one in found}
    assert (fault.at, fault.code) in here
    (told, *_) = [one for one in found if one.code == fault.code]
    assert told.line > 1 and told.column >= 1
    for language in ("zh", "en"):
        assert told.message.render(language).strip()
