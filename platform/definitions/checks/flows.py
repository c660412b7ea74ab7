"""Flows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.exchange import check_descriptors
from dougong.platform.definitions.checks.sequences import check_sequence, check_unique, perhaps
from dougong.platform.definitions.views import Field
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition


def check_flow(definition: Definition, scope: CheckScope) -> None:
    """Trigger, inputs, nodes and handlers."""
    body = definition.body
    form = None
    if "on" in body:
        form = scope.known_form(body["on"].get("form"))
        if form is None:
            return
        check_event(body["on"], scope.at("on"))
        if "if" in body["on"]:
            scope.at("on", "if").about(form).condition(body["on"]["if"])
    check_descriptors(body.get("inputs", []), scope.at("inputs"))
    here = scope.about(form, "flow").with_names(input_types(body, scope))
    left = check_sequence(body.get("nodes"), here.at("nodes"))
    check_handlers(body.get("handlers", []), left, here.at("handlers"))
    _check_outputs(body.get("outputs", []), here.with_names(loose(left)).at("outputs"))


def _check_outputs(outputs: list[Mapping[str, Any]], scope: CheckScope) -> None:
    """Each is worked out, at the end, of what there may be then, and fits its type."""
    check_descriptors(outputs, scope)
    for index, body in enumerate(outputs):
        if "compute" not in body:
            words = N_("Say how “{name}” is worked out at the end: add “compute”")
            scope.at(index).report("missing_compute", words, name=str(body.get("id")))
            continue
        field = Field(body)
        wanted = field.kind.expression_type(body)
        scope.at(index, "compute").expression(body["compute"], wanted)


def loose(left: Mapping[str, Type]) -> dict[str, Type]:
    """What may have been left behind, each of it possibly missing."""
    return {name: perhaps(type_) for name, type_ in left.items()}


def output_types(flow: Mapping[str, Any]) -> dict[str, Type]:
    """Types of what a called flow gives back; any of it may be missing, for it may end early."""
    fields = [Field(body) for body in flow.get("outputs", [])]
    return {one.id: perhaps(one.kind.expression_type(one.body)) for one in fields}


def input_types(flow: Mapping[str, Any], scope: CheckScope) -> dict[str, Type]:
    """Types of a called flow's inputs."""
    found = {}
    for body in flow.get("inputs", []):
        field = Field(body)
        type_ = field.kind.expression_type(body)
        found[field.id] = type_.sure() if field.required else type_
    return found


def check_event(on: Mapping[str, Any], scope: CheckScope) -> None:
    """An event of a form that exists."""
    form = scope.known_form(on.get("form"))
    if form is not None and on.get("event") not in scope.library.form(form).events:
        scope.at("event").report(
            "unknown_event",
            N_("{form} raises no event “{name}”"),
            form=form,
            name=str(on.get("event")),
        )


def check_handlers(handlers: Any, left: Mapping[str, Type], scope: CheckScope) -> None:
    """Handlers see whatever their scope may have left behind, each of it possibly missing."""
    names = loose(left)
    for index, handler in enumerate(handlers):
        here = scope.at(index).with_names(names)
        check_unique(handler, here)
        if ("on" in handler) == ("after" in handler):
            here.report("handler", N_("A handler has either an event (on) or a time (after)"))
        if "after" in handler and ("hours" in handler["after"]) == ("days" in handler["after"]):
            here.at("after").report("span", N_("Say either hours or days"))
        if "on" in handler:
            check_event(handler["on"], here.at("on"))
            here = here.with_names({"event": event_type(handler["on"], scope)})
        if "match" in handler and "on" not in handler:
            here.at("match").report("handler", N_("“match” needs an event (on)"))
        elif "match" in handler:
            here.at("match").condition(handler["match"])
        check_sequence(handler.get("nodes"), here.at("nodes"))


def event_type(on: Mapping[str, Any], scope: CheckScope) -> Type:
    """The type of `event` where an event of `on` is at hand."""
    form = scope.known_form(on.get("form"))
    members = {"record": Type("link", form, optional=False)} if form else {}
    return Type("struct", members=members, optional=False)
