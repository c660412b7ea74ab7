"""Inputs handed to a called flow or operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, Field
from dougong.platform.definitions.checks.exchange import field_types_of
from dougong.platform.expressions import Type, fits, kind_name
from dougong.platform.texts import N_


def check_inputs(part: Mapping[str, Any], scope: CheckScope) -> None:
    """What `with` hands to the flow `part` names."""
    flow = scope.library.find(str(part.get("flow")))
    if flow is None:
        return
    if "on" in flow.body:
        scope.at("flow").report(
            "not_callable", N_("This flow starts by an event; it cannot be called")
        )
    check_with(
        part.get("with", {}),
        [Field(body) for body in flow.body.get("inputs", [])],
        scope.at("with"),
    )


def check_with(values: Any, inputs: Iterable[Field], scope: CheckScope) -> None:
    """Every required input is there and every value fits."""
    fields = list(inputs)
    expected = field_types_of(fields, scope)
    for key, source in (values if isinstance(values, Mapping) else {}).items():
        if key not in expected:
            scope.at(key).report("unknown_input", N_("There is no input “{name}”"), name=str(key))
            continue
        wanted = expected[key] if expected[key].kind == "lines" else None
        found = scope.at(key).expression(source, wanted)
        if found is not None:
            _fit(found, expected[key], key, scope)
    for field in fields:
        if field.required and field.id not in values:
            scope.report(
                "missing_required", N_("The required input “{name}” is not set"), name=field.id
            )


def _fit(found: Type, expected: Type, key: str, scope: CheckScope) -> None:
    here = scope.at(key)
    number = found.numeric and expected.kind in ("quantity", "money")
    if expected.kind != "lines" and not number and not fits(found, expected):
        words = N_("{expected} is needed here, this is {found}")
        here.report("type", words, expected=kind_name(expected), found=kind_name(found))
    elif found.kind == "empty" and not expected.optional:
        here.report(
            "empty_required", N_("“{field}” is required: it cannot be set to nothing"), field=key
        )
    elif found.optional and not expected.optional:
        words = N_("“{field}” is required, but this may be empty; then the call is refused")
        here.report("may_be_empty", words, "warning", field=key)
