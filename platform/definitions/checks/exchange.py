"""Interfaces and connectors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.ids import check_once
from dougong.platform.definitions.checks.sequences import check_sequence
from dougong.platform.definitions.views import Field, Operation
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition


def check_interface(definition: Definition, scope: CheckScope) -> None:
    """Unique operations, known entities."""
    entities = {one.get("id") for one in definition.body.get("entities", [])}
    seen: set[str] = set()
    for index, body in enumerate(definition.body.get("operations", [])):
        here = scope.at("operations", index)
        check_once(str(body.get("id")), seen, here.at("id"))
        for key in ("input", "answer"):
            check_descriptors(body.get(key, []), here.at(key))
        if "entity" in body and body["entity"] not in entities:
            here.at("entity").report(
                "unknown_entity", N_("There is no entity “{name}”"), name=str(body["entity"])
            )
    for index, body in enumerate(definition.body.get("events", [])):
        if body.get("entity") not in entities:
            scope.at("events", index, "entity").report(
                "unknown_entity", N_("There is no entity “{name}”"), name=str(body.get("entity"))
            )


def check_descriptors(fields: Iterable[Mapping[str, Any]], scope: CheckScope) -> None:
    """Inputs and answers: ids once each."""
    seen: set[str] = set()
    for index, body in enumerate(fields):
        check_once(str(body.get("id")), seen, scope.at(index, "id"))


def field_types_of(fields: Iterable[Field], scope: CheckScope) -> dict[str, Type]:
    """Types of an operation's inputs or answer."""
    found = {}
    for field in fields:
        type_ = field.kind.expression_type(field.body)
        if field.type == "lines":
            type_ = Type("lines", optional=False)
        found[field.id] = type_.sure() if field.required else type_
    return found


def check_connector(definition: Definition, scope: CheckScope) -> None:
    """Every operation of the interface is answered for, and its steps fit."""
    interface = scope.library.find(str(definition.body.get("interface")))
    if interface is None:
        return
    _check_attributes(definition.body.get("attributes", {}), interface, scope)
    known = {body["id"]: Operation(body) for body in interface.body.get("operations", [])}
    listed = definition.body.get("operations", [])
    seen: set[str] = set()
    for index, body in enumerate(listed):
        here = scope.at("operations", index)
        check_once(str(body.get("id")), seen, here.at("id"))
        if body.get("id") not in known:
            here.at("id").report(
                "unknown_operation",
                N_("The interface has no operation “{name}”"),
                name=str(body.get("id")),
            )
            continue
        scope.ids.clear()
        _check_operation(body, known[body["id"]], here)
    for missing in sorted(set(known) - {body.get("id") for body in listed}):
        scope.at("operations").report(
            "missing_operation",
            N_("Nothing is said about the operation “{name}” (at least: unsupported)"),
            name=missing,
        )


def _check_attributes(values: Mapping[str, str], interface: Definition, scope: CheckScope) -> None:
    known = {one["id"]: one["options"] for one in interface.body.get("attributes", [])}
    for key, value in values.items():
        here = scope.at("attributes", key)
        if key not in known:
            words = N_("The interface has no attribute “{name}”")
            here.report("unknown_attribute", words, name=key)
        elif value not in known[key]:
            allowed = ", ".join(known[key])
            words = N_("One of these is needed: {allowed}")
            here.report("unknown_option", words, allowed=allowed)


def _check_operation(body: Mapping[str, Any], operation: Operation, scope: CheckScope) -> None:
    if body.get("support") == "unsupported":
        return
    here = scope.about(None, "operation").with_names(field_types_of(operation.input, scope))
    left = check_sequence(body.get("steps", []), here.at("steps"))
    answer = body.get("answer", {})
    expected = field_types_of(operation.answer, scope)
    for key, source in answer.items():
        if key not in expected:
            here.at("answer", key).report(
                "unknown_field", N_("There is no field “{field}” here"), field=key
            )
        else:
            here.at("answer", key).with_names(left).expression(source, expected[key])
    for field in operation.answer:
        if field.required and field.id not in answer:
            here.at("answer").report(
                "missing_required", N_("The required field “{field}” is not set"), field=field.id
            )
