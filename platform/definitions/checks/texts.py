"""Texts with places for fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.expressions import ExpressionError, Scope, check
from dougong.platform.texts import N_, placeholders, stray

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope


def check_placeholders(text: Any, scope: CheckScope) -> None:
    """Every `{{field}}` names something of the record at hand, and every brace belongs to one."""
    for language, words in text.items() if isinstance(text, Mapping) else ():
        here = scope.at(language)
        for name in placeholders(str(words)):
            try:
                check(name, Scope(scope.library.schema, scope.form, scope.names))
            except ExpressionError as error:
                here.add(error.code, error.message)
        left = stray(str(words))
        if left:
            here.report(
                "placeholder",
                N_("“{written}” is no place for a field: write {example}"),
                written=left,
                example="{{field}}",
            )
