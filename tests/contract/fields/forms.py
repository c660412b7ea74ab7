"""Forms with a field of a type."""

from __future__ import annotations

from typing import Any

from dougong.platform.definitions import Definition, Library
from tests.contract.fields.cases import CASES
from tests.services.workshop import KIND, definition
from tests.services.workshop import field as field_body


def body_of(type_: str) -> dict[str, Any]:
    return field_body("it", type_, **CASES[type_].more)


def library_with(fields: list[dict[str, Any]]) -> Library:
    target = definition("form", "target", name="code", fields=[field_body("code", "text")])
    form = definition("form", "every", fields=fields)
    return Library([Definition.of(one) for one in (KIND, target, form)], {"form:every": 1})
