"""Expressions that are asked of the database for many records at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.expressions import ExpressionError, Scope, Type, check
from dougong.platform.expressions.sql import unusable

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope


def check_asked(source: Any, expects: Type, scope: CheckScope) -> None:
    """An expression of the right type that the database can work out."""
    if scope.expression(source, expects) is None:
        return
    checked = check(source, Scope(scope.library.schema, scope.form, scope.names), expects)
    error: ExpressionError | None = unusable(checked)
    if error is not None:
        scope.add("no_sql", error.message)
