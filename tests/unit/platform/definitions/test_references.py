"""The reference index: what refers to what."""

from __future__ import annotations

from dougong.platform.definitions import Definition, references, referrers
from tests.services.workshop import CONNECTOR, FLOW, ORDER, library


def test_every_reference_with_its_place() -> None:
    found = {(one.pointer, one.target) for one in references(Definition.of(FLOW))}
    assert found == {
        ("/on/form", "form:order"),
        ("/nodes/0/form", "form:answer"),
        ("/nodes/1/operation", "interface:stores.part.reserve"),
        ("/nodes/2/branches/0/nodes/0/notification", "notification:big_order"),
        ("/nodes/2/branches/0/nodes/0/to/0", "role:buyer"),
        ("/nodes/4/flow", "flow:follow_up"),
        ("/handlers/0/on/form", "form:order"),
    }


def test_one_or_many_names_are_found_alike() -> None:
    targets = [one.target for one in references(Definition.of(ORDER)) if "who" in one.pointer]
    assert targets == ["role:buyer", "role:buyer", "role:clerk", "role:buyer"]


def test_steps_of_connectors_are_walked() -> None:
    found = {one.pointer for one in references(Definition.of(CONNECTOR))}
    assert "/operations/0/steps/0/form" in found


def test_referrers_from_anywhere() -> None:
    sources = {one.source for one in referrers(library(), "interface:stores")}
    assert sources == {"flow:handle_order", "connector:own", "pack:workshop"}
    assert {one.source for one in referrers(library(), "codes:kind")} == {"form:part"}
    assert referrers(library(), "codes:nope") == []
