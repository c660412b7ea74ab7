"""Forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.expressions import ExpressionError, Type, check
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition
    from dougong.platform.definitions.views import Field, Form

RESERVED = frozenset(
    [
        "id",
        "number",
        "state",
        "form_revision",
        "change_no",
        "csrf",
        "site",
        "owner",
        "created_at",
        "created_by",
        "changed_at",
        "changed_by",
        "voided_at",
        "voided_by",
        "void_reason",
        "record",
        "parent",
        "position",
        "old",
        "me",
        "true",
        "false",
        "empty",
        "and",
        "or",
        "not",
        "in",
        "if",
        "else",
        "event",
        "current",
        "holder",
        "lines_of",
        "none",
        "null",
        "user",
        "select",
        "from",
        "where",
        "group",
        "order",
        "table",
    ]
)


def check_form(definition: Definition, scope: CheckScope) -> None:
    """Fields, their expressions, states, layout, uniqueness."""
    form = scope.library.form(definition.id)
    body = definition.body
    _check_fields(form, scope)
    if "name" in body:
        scope.at("name").about(form.id).expression(body["name"], Type("text"))
    known = set(form.fields)
    for index, group in enumerate(body.get("unique", [])):
        _known(group, known, scope.at("unique", index))
    _known(body.get("search", []), known, scope.at("search"))
    _check_layout(body.get("layout", []), known, scope)
    if "states" in body:
        _check_states(form, body["states"], scope.at("states"))


def _known(ids: Iterable[Any], known: set[str], scope: CheckScope) -> None:
    for index, id in enumerate(ids):
        if id not in known:
            scope.at(index).report(
                "unknown_field", N_("There is no field “{field}” here"), field=str(id)
            )


def _check_layout(layout: Any, known: set[str], scope: CheckScope) -> None:
    shown: set[str] = set()
    for index, section in enumerate(layout):
        here = scope.at("layout", index, "fields")
        _known(section.get("fields", []), known, here)
        for position, id in enumerate(section.get("fields", [])):
            if id in shown:
                here.at(position).report(
                    "duplicate_id", N_("“{field}” stands twice in the layout"), field=id
                )
            shown.add(id)


def _check_fields(form: Form, scope: CheckScope) -> None:
    bodies = form.body.get("fields", [])
    seen: set[str] = set()
    for index, body in enumerate(bodies):
        here = scope.at("fields", index)
        id = str(body.get("id"))
        _check_id(id, seen, here.at("id"))
        if not body.get("retired"):
            _check_field(form, form.every_field[id], here)
    _check_cycles(form, scope)


def _check_id(id: str, seen: set[str], scope: CheckScope) -> None:
    if id in RESERVED:
        scope.report("reserved_word", N_("“{id}” is a reserved word: choose another id"), id=id)
    if id in seen:
        scope.report("duplicate_id", N_("The id “{id}” stands twice: ids must be unique"), id=id)
    seen.add(id)


def _check_field(form: Form, field: Field, scope: CheckScope) -> None:
    body = field.body
    here = scope.about(form.id)
    if form.holder is not None:
        here = here.with_names({"parent": Type("link", form.holder, optional=False)})
    _check_conditions(body, here)
    expected = scope.library.schema.type_of(form, field)
    for key in ("default", "compute"):
        if key in body:
            _check_made(here.at(key), body[key], expected)
    if "unit" in body:
        here.at("unit").expression(body["unit"], Type("text"))
    if "filter" in body:
        _check_filter(form, body, scope)
    if field.type == "lines":
        rows = form.lines[field.id]
        _check_fields(rows, scope)


def _check_conditions(body: Mapping[str, Any], scope: CheckScope) -> None:
    for key in ("required_if", "visible_if", "read_only_if"):
        if key in body:
            scope.at(key).condition(body[key])
    for index, one in enumerate(body.get("check", [])):
        scope.at("check", index, "if").condition(one.get("if"))


def _check_made(scope: CheckScope, source: Any, expected: Type) -> None:
    found = scope.expression(source)
    numeric = found is not None and found.numeric and expected.kind in ("quantity", "money")
    if found is not None and not numeric:
        scope.expression(source, expected)


def _check_filter(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    target = scope.known_form(body.get("to"))
    if target is not None:
        names = {"holder": Type("link", form.id, optional=False)}
        scope.at("filter").about(target).with_names(names).condition(body["filter"])


def _check_cycles(form: Form, scope: CheckScope) -> None:
    """Computed fields that need each other can never be computed."""
    needs = {
        field.id: _needed(form, field, scope) for field in form.fields.values() if field.computed
    }
    for index, body in enumerate(form.body.get("fields", [])):
        id = str(body.get("id"))
        if id in needs and _reaches(id, id, needs, set()):
            scope.at("fields", index, "compute").report(
                "compute_cycle", N_("“{field}” is computed from itself"), field=id
            )


def _needed(form: Form, field: Field, scope: CheckScope) -> set[str]:
    names = {"parent": Type("link", form.holder, optional=False)} if form.holder else {}
    try:
        found = check(str(field.computed), scope.library.scope(form.id, names))
    except ExpressionError:
        return set()
    return {name for owner, name in found.fields if owner == form.id}


def _reaches(start: str, goal: str, needs: Mapping[str, set[str]], seen: set[str]) -> bool:
    for one in needs.get(start, ()):
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            if _reaches(one, goal, needs, seen):
                return True
    return False


def _check_states(form: Form, states: Mapping[str, Any], scope: CheckScope) -> None:
    known = {str(one.get("id")) for one in states.get("list", [])}
    if states.get("start") not in known:
        scope.at("start").report(
            "unknown_state", N_("There is no state “{state}”"), state=str(states.get("start"))
        )
    seen: set[str] = set()
    for index, body in enumerate(states.get("list", [])):
        _check_id_only(str(body.get("id")), seen, scope.at("list", index, "id"))
    seen = set()
    for index, body in enumerate(states.get("transitions", [])):
        here = scope.at("transitions", index)
        _check_id_only(str(body.get("id")), seen, here.at("id"))
        _check_transition(form, body, known, here)
    _check_reachable(states, scope)


def _check_id_only(id: str, seen: set[str], scope: CheckScope) -> None:
    if id in seen:
        scope.report("duplicate_id", N_("The id “{id}” stands twice: ids must be unique"), id=id)
    seen.add(id)


def _check_transition(
    form: Form, body: Mapping[str, Any], known: set[str], scope: CheckScope
) -> None:
    for index, source in enumerate(body.get("from", [])):
        if source not in known:
            scope.at("from", index).report(
                "unknown_state", N_("There is no state “{state}”"), state=str(source)
            )
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
    if "if" in body:
        scope.at("if").about(form.id).condition(body["if"], refuses=True)
    for index, id in enumerate(body.get("needs", [])):
        if id not in form.fields:
            scope.at("needs", index).report(
                "unknown_field", N_("There is no field “{field}” here"), field=str(id)
            )


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
