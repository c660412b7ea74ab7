"""Prints: what labels say is there to be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dougong.platform.definitions.checks.texts import check_placeholders
from dougong.platform.expressions import Type
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition


def check_print(definition: Definition, scope: CheckScope) -> None:
    """Texts name fields of the form, or of the rows `of` names; formulas give what they must."""
    body = definition.body
    form = scope.known_form(body.get("form"))
    if form is None:
        return
    here = scope.about(form)
    if "of" in body:
        if body["of"] not in scope.library.form(form).lines:
            words = N_("There is no field “{field}” here")
            scope.at("of").report("unknown_field", words, field=str(body["of"]))
            return
        parent = Type("link", form, optional=False)
        here = scope.about(f"{form}.{body['of']}").with_names({"parent": parent})
    check_placeholders(body.get("head"), here.at("head"))
    for index, text in enumerate(body.get("lines", [])):
        check_placeholders(text, here.at("lines", index))
    for key in ("colour", "qr"):
        if key in body:
            here.at(key).expression(body[key], Type("text"))
    if "if" in body:
        here.at("if").condition(body["if"])
