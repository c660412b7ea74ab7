"""Forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.beside import check_beside
from dougong.platform.definitions.checks.grids import check_grid
from dougong.platform.definitions.checks.ids import check_id
from dougong.platform.definitions.checks.proposals import check_proposal
from dougong.platform.definitions.checks.shares import check_share
from dougong.platform.definitions.checks.states import check_states
from dougong.platform.definitions.checks.values import check_made
from dougong.platform.expressions import ExpressionError, Type, check
from dougong.platform.fields import field_type, pattern_problem
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition
    from dougong.platform.definitions.views import Field, Form

# What a number pattern may hold; without a sequence every record would have one number.
_GIVEN = {"text": Type("text"), "number": Type("decimal")}
_NUMBER_WORD = re.compile(r"\{(site|yyyy|yy|mm|dd|seq(:[0-9]{1,2})?)\}")


def check_form(definition: Definition, scope: CheckScope) -> None:
    """Fields, their expressions, states, layout, uniqueness."""
    form = scope.library.form(definition.id)
    body = definition.body
    if definition.id == "user":  # links to people lead there
        check_id(definition.id, set(), scope.at("id"))
    _check_fields(form, scope)
    if "number" in body:
        _check_number(str(body["number"]), scope.at("number"))
    if "name" in body:
        scope.at("name").about(form.id).expression(body["name"], Type("text"))
    known = set(form.fields)
    for index, group in enumerate(body.get("unique", [])):
        _known(group, known, scope.at("unique", index))
        _ordered(form, group, scope.at("unique", index))
    _known(body.get("search", []), known, scope.at("search"))
    _check_layout(body.get("layout", []), known, scope)
    check_beside(form, body, scope)
    if "states" in body:
        check_states(form, body["states"], scope.at("states"))


def _check_number(pattern: str, scope: CheckScope) -> None:
    left = _NUMBER_WORD.sub("", pattern)
    if "{" in left or "}" in left:
        words = N_("A number may hold {allowed}")
        allowed = "{site} {yyyy} {yy} {mm} {dd} {seq:5}"
        scope.report("number_pattern", words, allowed=allowed)
    elif "{seq" not in pattern:
        scope.report(
            "number_pattern", N_("Without {word} every record would have the same number"),
            word="{seq:5}",
        )  # fmt: skip


def _known(ids: Iterable[Any], known: set[str], scope: CheckScope) -> None:
    for index, id in enumerate(ids):
        if id not in known:
            scope.at(index).report(
                "unknown_field", N_("There is no field “{field}” here"), field=str(id)
            )


def _ordered(form: Form, ids: Iterable[Any], scope: CheckScope) -> None:
    for index, id in enumerate(ids):
        if id in form.fields and not form.fields[id].kind.sorts:
            _no_order(id, scope.at(index))


def _no_order(id: str, scope: CheckScope) -> None:
    words = N_("“{field}” has no order: it cannot be unique, indexed or sorted by")
    scope.report("no_order", words, field=id)


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
        check_id(id, seen, here.at("id"))
        if not body.get("retired"):
            _check_field(form, form.every_field[id], here)
    _check_cycles(form, scope)


def _check_field(form: Form, field: Field, scope: CheckScope) -> None:
    body = field.body
    here = scope.about(form.id)
    if form.holder is not None:
        here = here.with_names({"parent": Type("link", form.holder, optional=False)})
    asked = scope.library.schema.proposed(form)  # none in rows
    _check_conditions(body, here.with_names(asked))
    check_proposal(form, field, scope.at("propose"))
    expected = scope.library.schema.type_of(form, field)
    for key in ("default", "compute"):
        if key in body:
            check_made(here.at(key), body[key], expected)
    _check_own(field, here)
    if "filter" in body:
        _check_filter(form, body, scope)
    _check_limits(form, body, scope)
    if field.type == "lines":
        rows = form.lines[field.id]
        _check_fields(rows, scope)
        if "grid" in body:
            check_grid(form, rows, body["grid"], here.at("grid"))
        if "share" in body:
            check_share(rows, body["share"], here.at("share"))


def _check_own(field: Field, scope: CheckScope) -> None:
    """Expressions only this type of field has; a filter runs over other records."""
    for key, schema in field.kind.schema.items():
        expects = schema.get("x-expr")
        if expects is None or key == "filter" or key not in field.body:
            continue
        if expects == "boolean":
            scope.at(key).condition(field.body[key])
        else:
            scope.at(key).expression(field.body[key], _GIVEN[expects])


def _check_limits(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    problem = pattern_problem(str(body["pattern"])) if "pattern" in body else None
    if problem is not None:
        scope.at("pattern").add("pattern", problem)
    if body.get("type") == "files" and (body.get("unique") or body.get("index")):
        scope.report("unique", N_("Files cannot be unique, nor be looked up by an index"))
    if body.get("unique") and form.holder is not None:
        scope.at("unique").report("unique", N_("Fields of line items cannot be unique"))
    for key in ("unique", "index"):
        if body.get(key) and not field_type(str(body["type"])).sorts:
            _no_order(str(body.get("id")), scope.at(key))
    if "warn" in body and not 0 <= Decimal(str(body["warn"])) < Decimal("0.5"):
        scope.at("warn").report(
            "share", N_("A share of the band from 0 to less than 0.5 is needed")
        )


def _check_conditions(body: Mapping[str, Any], scope: CheckScope) -> None:
    for key in ("required_if", "visible_if", "read_only_if"):
        if key in body:
            scope.at(key).condition(body[key])
    for index, one in enumerate(body.get("check", [])):
        scope.at("check", index, "if").condition(one.get("if"))


def _check_filter(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    target = scope.known_form(body.get("to"))
    if target is not None:
        names = {"holder": Type("link", form.holder or form.id, optional=False)}
        if form.holder is not None:
            names["row"] = Type("link", form.id, optional=False)
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
