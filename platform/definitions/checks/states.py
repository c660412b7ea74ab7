"""States of a form and the transitions between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.ids import check_once
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form


def check_states(form: Form, states: Mapping[str, Any], scope: CheckScope) -> None:
    """States once each, transitions between known ones, every state reached."""
    known = {str(one.get("id")) for one in states.get("list", [])}
    if states.get("start") not in known:
        scope.at("start").report(
            "unknown_state", N_("There is no state “{state}”"), state=str(states.get("start"))
        )
    seen: set[str] = set()
    for index, body in enumerate(states.get("list", [])):
        check_once(str(body.get("id")), seen, scope.at("list", index, "id"))
        _check_shown(form, body, scope.at("list", index, "shows"))
    seen = set()
    for index, body in enumerate(states.get("transitions", [])):
        here = scope.at("transitions", index)
        check_once(str(body.get("id")), seen, here.at("id"))
        _check_transition(form, body, known, here)
    _check_void(form, states.get("void", {}), known, scope.at("void"))
    _check_reachable(states, scope)


def _check_shown(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    field = form.fields.get(str(body.get("shows")))
    if "shows" in body and (field is None or field.type != "choice"):
        scope.report(
            "unknown_field", N_("“{field}” is no choice of this form"), field=str(body["shows"])
        )


def _check_void(form: Form, void: Mapping[str, Any], known: set[str], scope: CheckScope) -> None:
    _known_states(void.get("from", []), known, scope)
    _check_condition(form, void, scope)


def _check_condition(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    if "if" in body:
        names = scope.library.schema.proposed(form)
        scope.at("if").about(form.id).with_names(names).condition(body["if"], refuses=True)
    elif "because" in body:
        scope.at("because").report(
            "no_condition", N_("This says why a condition is not met, but there is no “if”")
        )


def _known_states(sources: Iterable[Any], known: set[str], scope: CheckScope) -> None:
    for index, source in enumerate(sources):
        if source not in known:
            scope.at("from", index).report(
                "unknown_state", N_("There is no state “{state}”"), state=str(source)
            )


def _check_transition(
    form: Form, body: Mapping[str, Any], known: set[str], scope: CheckScope
) -> None:
    _known_states(body.get("from", []), known, scope)
    if body.get("to") not in known:
        scope.at("to").report(
            "unknown_state", N_("There is no state “{state}”"), state=str(body.get("to"))
        )
    if body.get("id") == "void" or body.get("event") in ("created", "changed", "voided"):
        scope.at("event").report(
            "reserved_word",
            N_("“{id}” is a reserved word: choose another id"),
            id=str(body.get("event")),
        )
    _check_condition(form, body, scope)
    _check_signed(form, body, scope)
    for index, id in enumerate(body.get("needs", [])):
        if id not in form.fields:
            scope.at("needs", index).report(
                "unknown_field", N_("There is no field “{field}” here"), field=str(id)
            )


def _check_signed(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    """Programs send the signature beside the fields: none of them may be called the same."""
    if "if" in body.get("sign", {}):
        scope.at("sign", "if").about(form.id).condition(body["sign"]["if"])
    if "sign" in body and "signature" in form.fields:
        words = N_("“{id}” is a reserved word: choose another id")
        scope.at("sign").report("reserved_word", words, id="signature")


def _check_reachable(states: Mapping[str, Any], scope: CheckScope) -> None:
    reached = {states.get("start")}
    grown = True
    while grown:
        more = {
            one.get("to")
            for one in states.get("transitions", [])
            if reached.intersection(one.get("from", []))
        }
        grown = not more <= reached
        reached |= more
    for index, body in enumerate(states.get("list", [])):
        if body.get("id") not in reached:
            scope.at("list", index).report(
                "unreachable",
                N_("No transition leads to the state “{state}”"),
                "warning",
                state=str(body.get("id")),
            )
