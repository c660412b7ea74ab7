"""Checked expressions as SQL, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import fault
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.sql.builder import Builder, Values
from dougong.platform.expressions.sql.records import SqlRecord, SqlValue
from dougong.platform.expressions.sql.weight import too_heavy
from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import N_


def to_sql(
    source: str,
    scope: Scope,
    record: SqlRecord,
    evaluation: Evaluation,
    expects: Type | None = None,
    values: Values | None = None,
) -> SqlValue:
    """`source` about `record` as SQL; today, now and me become bound values of `evaluation`.

    `values` are those of the names of `scope` (`holder`, …); they too become bound values. A pair
    is empty when its number is NULL. Raises ExpressionError as `check` does, for names without a
    value, and where a function has no SQL.
    """
    checked = check(source, scope, expects)
    builder = Builder(checked, evaluation, values or {})
    made = builder.build(checked.parsed.tree, scope, [record])
    if too_heavy(made):
        raise fault(
            checked.parsed.tree,
            N_("The formula is too complicated: split it"),
            "too_complicated",
        )
    return made
