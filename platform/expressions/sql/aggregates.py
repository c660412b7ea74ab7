"""Functions over line items as correlated subqueries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    null,
    select,
    true,
    type_coerce,
)

from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.dialects import exact_sum, whole
from dougong.platform.expressions.sql.measures import number_of, unit_of
from dougong.platform.expressions.sql.records import Pair, SqlRows, SqlValue

Column = ColumnElement[Any]


def aggregated(name: str, inner: SqlValue, rows: SqlRows) -> SqlValue | None:
    """The function `name` of `inner` over `rows`; None when it has no SQL."""
    if name == "count":
        return _over(whole(func.count(case((number_of(inner), 1)))), rows, DecimalType())
    if name in ("any", "all"):
        return _quantified(name == "any", number_of(inner), rows)
    calculate = _CALCULATIONS.get(name)
    if calculate is None:
        return None
    if not isinstance(inner, Pair):
        return _over(calculate(inner), rows, inner.type)
    # In different units there is no result; the unit of one row is that of all.
    unit = unit_of(inner)
    number = case((func.count(unit.distinct()) <= 1, calculate(inner.number)))
    return type(inner)(_over(number, rows, DecimalType()), _over(func.min(unit), rows, unit.type))


def _mean(number: Column) -> Column:
    return func.dg_div(exact_sum(number), whole(func.count(number)), type_=DecimalType())


_CALCULATIONS: dict[str, Callable[[Column], Column]] = {
    "sum": exact_sum,
    "avg": _mean,
    "lowest": func.min,
    "highest": func.max,
}


def _over(expression: Column, rows: SqlRows, type_: Any) -> Column:
    statement = select(expression).select_from(rows.table).where(rows.where)
    return type_coerce(statement.scalar_subquery(), type_)


def _quantified(some: bool, condition: Column, rows: SqlRows) -> Column:
    """Kleene's or (and) over all rows: a row that decides, else one that is unknown, else none."""

    def there_is(where: Column) -> Column:
        return exists(select(literal(1)).select_from(rows.table).where(rows.where, where))

    deciding = condition if some else not_(condition)
    decided, otherwise = (true(), false()) if some else (false(), true())
    return type_coerce(
        case(
            (there_is(deciding), decided), (there_is(condition.is_(None)), null()), else_=otherwise
        ),
        Boolean(),
    )
