"""Texts with places for fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.expressions import ExpressionError, Scope, Type, check
from dougong.platform.texts import N_, placeholders, stray

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope


def check_placeholders(text: Any, scope: CheckScope) -> None:
    """Every `{{field}}` names something of the record at hand, and every brace belongs to one."""
    for language, words in text.items() if isinstance(text, Mapping) else ():
        here = scope.at(language)
        for name in placeholders(str(words)):
            _check_place(name, here)
        left = stray(str(words))
        if left:
            here.report(
                "placeholder",
                N_("“{written}” is no place for a field: write {example}"),
                written=left,
                example="{{field}}",
            )


def _check_place(name: str, scope: CheckScope) -> None:
    """Anything that can be put into words stands here: line items too."""
    try:
        found = check(name, Scope(scope.library.schema, scope.form, scope.names), Type("any"))
    except ExpressionError as error:
        scope.add(error.code, error.message)
        return
    if found.type.kind == "struct":
        scope.report("type", N_("A single value is needed here"))
