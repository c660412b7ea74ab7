"""Functions over line items as correlated subqueries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    case,
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
from dougong.platform.expressions.sql.dialects import exact_sum, known, whole
from dougong.platform.expressions.sql.measures import number_of, unit_of
from dougong.platform.expressions.sql.records import Pair, SqlRows, SqlValue

Column = ColumnElement[Any]


def aggregated(name: str, inner: SqlValue, rows: SqlRows) -> SqlValue:
    """The function `name` of `inner` over `rows`."""
    if name == "count":
        holding = _of_row(case((number_of(inner), 1)), rows)
        return _over(whole(func.count(holding)), rows, DecimalType())
    if name in ("any", "all"):
        return _quantified(name == "any", number_of(inner), rows)
    calculate = _CALCULATIONS[name]
    if not isinstance(inner, Pair):
        return _over(calculate(_of_row(inner, rows)), rows, inner.type)
    # In different units there is no result; the unit of one row is that of all.
    unit = _of_row(unit_of(inner), rows)
    number = calculate(_of_row(inner.number, rows))
    number = case((func.count(unit.distinct()) <= 1, number))
    return type(inner)(_over(number, rows, DecimalType()), _over(func.min(unit), rows, unit.type))


def _mean(number: Column) -> Column:
    return func.dg_div(exact_sum(number), whole(func.count(number)), type_=DecimalType())


_CALCULATIONS: dict[str, Callable[[Column], Column]] = {
    "sum": exact_sum,
    "avg": _mean,
    "lowest": func.min,
    "highest": func.max,
}


def _of_row(expression: Column, rows: SqlRows) -> Column:
    """Names a column of the row, by what is true of each: a sum over `parent.amount` alone would
    be one of the query around (the standard has it so, and both databases follow).
    """
    return type_coerce(case((rows.where, expression)), expression.type)


def _over(expression: Column, rows: SqlRows, type_: Any) -> Column:
    return type_coerce(_selected(expression, rows).scalar_subquery(), type_)


def _selected(expression: Column, rows: SqlRows) -> Select[Any]:
    """Over the rows only: every other table is that of a query around."""
    statement = select(expression).select_from(rows.table).where(rows.where)
    return statement.correlate_except(rows.table)


def _quantified(some: bool, condition: Column, rows: SqlRows) -> Column:
    """Kleene's or (and) over all rows: a row that decides, else one that is unknown, else none."""

    def there_is(where: Column) -> Column:
        return _selected(literal(1), rows).where(where).exists()

    condition = known(condition)
    deciding = condition if some else not_(condition)
    decided, otherwise = (true(), false()) if some else (false(), true())
    return type_coerce(
        case(
            (there_is(deciding), decided), (there_is(condition.is_(None)), null()), else_=otherwise
        ),
        Boolean(),
    )
