"""What is proposed for a field, and the reasons it gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.texts import check_placeholders
from dougong.platform.definitions.checks.values import check_made
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Field, Form


def check_proposal(form: Form, field: Field, scope: CheckScope) -> None:
    """A field people fill in, a value it may hold, reasons about the record or its rows."""
    body = field.body.get("propose")
    if body is None:
        return
    if form.holder is not None or field.read_only or field.type in ("lines", "readings", "files"):
        scope.report(
            "proposal",
            N_("Only what people fill in themselves is proposed: no line items, nothing read-only"),
        )
        return
    here = scope.about(form.id)
    check_made(here.at("value"), body.get("value"), scope.library.schema.type_of(form, field))
    for index, reason in enumerate(body.get("because", [])):
        _check_reason(form, reason, here.at("because", index))


def _check_reason(form: Form, reason: Mapping[str, Any], scope: CheckScope) -> None:
    here = scope
    if "of" in reason:
        rows = form.lines.get(str(reason["of"])) if reason["of"] in form.fields else None
        if rows is None:
            scope.at("of").report(
                "unknown_field",
                N_("“{field}” is no line-item field of this form"),
                field=str(reason["of"]),
            )
            return
        here = scope.about(rows.id).with_names({"parent": Type("link", form.id, optional=False)})
    if "if" in reason:
        here.at("if").condition(reason["if"])
    check_placeholders(reason.get("text"), here.at("text"))
