"""Rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dougong.platform.definitions.checks.sequences import check_sequence
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition
    from dougong.platform.definitions.views import Form


def check_rule(definition: Definition, scope: CheckScope) -> None:
    """Trigger, condition and actions."""
    on = definition.body.get("on", {})
    moments = [key for key in ("transition", "save", "event") if key in on]
    if len(moments) != 1:
        scope.at("on").report("trigger", N_("Say one of: transition, save, event"))
        return
    form = scope.known_form(on.get("form"))
    if form is None:
        return
    _check_trigger(form, on, moments[0], scope.at("on"))
    place = "after" if moments[0] == "event" else "before"
    names = {"old": Type("link", form)}
    if place == "before":
        names |= scope.library.schema.proposed(scope.library.form(form))
    here = scope.about(form, place).with_names(names)
    if "if" in definition.body:
        refuses = any(one.get("do") == "refuse" for one in definition.body.get("then", []))
        here.at("if").condition(definition.body["if"], refuses)
    for key in ("then", "otherwise"):
        check_sequence(definition.body.get(key), here.at(key))


def _check_transitions(form: Form, named: object, scope: CheckScope) -> None:
    several = isinstance(named, list)
    for index, name in enumerate(named if isinstance(named, list) else [named]):
        if name not in form.transitions:
            (scope.at(index) if several else scope).report(
                "unknown_transition",
                N_("{form} has no transition “{name}”"),
                form=form.id,
                name=str(name),
            )


def _check_trigger(form: str, on: dict[str, object], moment: str, scope: CheckScope) -> None:
    view = scope.library.form(form)
    if moment == "transition":
        _check_transitions(view, on["transition"], scope.at("transition"))
    if moment == "event" and on["event"] not in view.events:
        scope.at("event").report(
            "unknown_event", N_("{form} raises no event “{name}”"), form=form, name=str(on["event"])
        )
    fields = on.get("fields", [])
    for index, id in enumerate(fields if isinstance(fields, list) else []):
        if id not in view.fields:
            scope.at("fields", index).report(
                "unknown_field", N_("There is no field “{field}” here"), field=str(id)
            )
