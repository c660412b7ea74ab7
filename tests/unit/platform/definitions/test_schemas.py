"""JSON Schemas of parts: each says what it needs, none reaches the network."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from dougong.platform.definitions import catalogue
from dougong.platform.definitions.validation import DEFS, schema_errors
from dougong.platform.fields import field_types

PARTS = [
    *((place, part) for place in ("action",) for part in catalogue().actions),
    *(("node", part) for part in catalogue().nodes),
    *(("field", part) for part in field_types()),
]


@pytest.mark.parametrize(("place", "part"), PARTS)
def test_a_part_names_what_it_needs(place: str, part: str) -> None:
    value = {"type": part} if place == "field" else {"do": part}
    schema = catalogue().part_schema(place, value)
    assert schema is not None
    Draft202012Validator.check_schema({**schema, "$defs": DEFS})
    codes = [code for _, code, _ in schema_errors(schema, value)]
    assert codes and set(codes) == {"missing"}
    assert set(schema["required"]) <= set(schema["properties"])
    assert "unknown_property" in [c for _, c, _ in schema_errors(schema, {**value, "nope": 1})]


@pytest.mark.parametrize("kind", catalogue().kinds.values(), ids=lambda kind: kind.id)
def test_a_kind_names_what_it_needs(kind: object) -> None:
    schema = getattr(kind, "schema")  # noqa: B009 - the room keeps Kind to itself
    Draft202012Validator.check_schema({**schema, "$defs": DEFS})
    (missing,) = {code for _, code, _ in schema_errors(schema, {})}
    assert missing == "missing"


def test_an_unknown_part_has_no_schema() -> None:
    assert catalogue().part_schema("action", {"do": "explode"}) is None
    assert catalogue().part_schema("node", "text") is None


def test_a_node_is_no_action() -> None:
    assert catalogue().part("action", "task.fill") is None
    assert catalogue().part("node", "task.fill") is not None


def test_no_schema_reaches_out() -> None:
    unresolvable = {"type": "object", "properties": {"a": {"$ref": "http://127.0.0.1:1/s.json"}}}
    with pytest.raises(Exception, match="Unresolvable"):
        list(schema_errors(unresolvable, {"a": 1}))
