"""The connector written as data answers for the whole interface; this needs no Tryton."""

from __future__ import annotations

import json

from dougong.platform import publishing
from dougong.platform.resources import packs_folder
from tests.live.conftest import CONNECTOR


def test_it_says_something_of_every_operation_and_attribute() -> None:
    _, definitions = publishing.read_pack(packs_folder() / "qms_erp")
    (interface,) = [one.body for one in definitions if one.ref == "interface:erp"]
    connector = json.loads(CONNECTOR.read_text(encoding="utf-8"))
    for attribute in interface["attributes"]:
        assert connector["attributes"].pop(attribute["id"]) in attribute["options"]
    assert connector["attributes"] == {}
    for operation in interface["operations"]:
        body = connector["operations"].pop(operation["id"])
        if body["support"] == "unsupported":
            continue
        known = {field["id"]: field.get("required", False) for field in operation["answer"]}
        assert set(body["answer"]) <= set(known)
        assert {id for id, required in known.items() if required} <= set(body["answer"])
    assert connector["operations"] == {}


def test_it_refuses_for_reasons_the_interface_knows() -> None:
    _, definitions = publishing.read_pack(packs_folder() / "qms_erp")
    (interface,) = [one.body for one in definitions if one.ref == "interface:erp"]
    connector = json.loads(CONNECTOR.read_text(encoding="utf-8"))
    known = {reason for one in interface["operations"] for reason in one.get("reasons", [])}
    mapped = {rule.get("reason") for rule in connector["errors"]} - {None}
    steps = [step for one in connector["sequences"].values() for step in one["steps"]]
    refused = {step["refuse"] for step in steps if "refuse" in step}
    assert mapped | refused <= known
