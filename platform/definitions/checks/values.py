"""Values set on records: `{field: expression}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions.check_scope import CheckScope
from dougong.platform.definitions.form_schema import FormSchema
from dougong.platform.definitions.views import Field, Form
from dougong.platform.expressions import Type, fits
from dougong.platform.texts import N_


def check_made(scope: CheckScope, source: Any, expected: Type) -> None:
    """An expression standing here gives what a field of type `expected` keeps."""
    found = scope.expression(source)
    if found is not None and not _number_for_measure(found, expected):
        scope.expression(source, expected)


def check_values(
    values: Any, form_id: str, scope: CheckScope, whole: bool = False, name: str = "set"
) -> None:
    """Check `values` for a record of `form_id`; `whole`: a new record, whose required fields must
    all be there or have a default."""
    form = scope.library.form(form_id)
    if not isinstance(values, Mapping):
        return
    for key, source in values.items():
        _check_value(key, source, form, scope.at(name, key))
    if whole:
        check_missing(values, form, scope.at(name))


def _check_value(key: str, source: Any, form: Form, scope: CheckScope) -> None:
    field = form.fields.get(key)
    if field is None:
        retired = key in form.every_field
        code = "retired_field" if retired else "unknown_field"
        words = N_("The field “{field}” of {form} is retired")
        unknown = N_("{form} has no field “{field}”")
        scope.report(code, words if retired else unknown, form=form.id, field=key)
        return
    if field.computed is not None:
        scope.report("computed_field", N_("“{field}” is computed: it cannot be set"), field=key)
        return
    if isinstance(source, Mapping):
        _check_rows(source, form, field, scope)
        return
    expected = FormSchema(scope.library).type_of(form, field)
    found = scope.expression(source)
    if found is not None:
        _check_fit(found, expected, field, scope)


def _check_fit(found: Type, expected: Type, field: Field, scope: CheckScope) -> None:
    wanted = _number_for_measure(found, expected)
    if not wanted and not fits(found, expected):
        scope.expression(_source_of(scope), expected)  # reports with its position
    elif field.required and found.kind == "empty":
        scope.report(
            "empty_required",
            N_("“{field}” is required: it cannot be set to nothing"),
            field=field.id,
        )
    elif field.required and found.optional:
        scope.report(
            "may_be_empty",
            N_("“{field}” is required, but this may be empty; then the record is refused"),
            "warning",
            field=field.id,
        )


def _number_for_measure(found: Type, expected: Type) -> bool:
    """A bare number is taken in the field's own unit or currency."""
    return found.numeric and expected.kind in ("quantity", "money")


def _source_of(scope: CheckScope) -> Any:
    value: Any = scope.definition.body
    for part in scope.pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def _check_rows(source: Mapping[str, Any], form: Form, field: Field, scope: CheckScope) -> None:
    """Line items made from other line items."""
    if field.type != "lines":
        scope.report("type", N_("“{field}” holds no line items"), field=field.id)
        return
    lines = scope.at("for_each").expression(source.get("for_each"), Type("lines"))
    if lines is None or lines.form is None:
        return
    inner = scope.with_names({str(source.get("as")): Type("link", lines.form, optional=False)})
    if "if" in source:
        inner.at("if").condition(source["if"])
    check_values(source.get("set"), f"{form.id}.{field.id}", inner, whole=True)


def check_missing(values: Mapping[str, Any], form: Form, scope: CheckScope) -> None:
    """Every required field of a new record is among `values`, has a default or is computed."""
    for field in form.fields.values():
        given = field.id in values or "default" in field.body or field.computed is not None
        if field.required and not given:
            scope.report(
                "missing_required", N_("The required field “{field}” is not set"), field=field.id
            )
