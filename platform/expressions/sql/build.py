"""Checked expressions as SQL, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import ast
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    String,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import fault
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import functions_by_name
from dougong.platform.expressions.parse import WORDS
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.records import MoneyPair, Pair, SqlRecord, SqlValue
from dougong.platform.expressions.sql.utc_datetime import UtcDateTime
from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import N_

Column = ColumnElement[Any]


def to_sql(
    source: str,
    scope: Scope,
    record: SqlRecord,
    evaluation: Evaluation,
    expects: Type | None = None,
) -> SqlValue:
    """`source` about `record` as SQL; today, now and me become bound values of `evaluation`.

    Raises ExpressionError as `check` does, and where a function has no SQL.
    """
    checked = check(source, scope, expects)
    return _Builder(checked.types, evaluation).build(checked.parsed.tree, scope, [record])


def sql_type(kind: str) -> TypeEngine[Any]:
    """The SQL type of plain values of a kind."""
    types: dict[str, TypeEngine[Any]] = {
        "decimal": DecimalType(),
        "integer": DecimalType(),
        "boolean": Boolean(),
        "date": Date(),
        "datetime": UtcDateTime(),
    }
    return types.get(kind) or String()


def bound(value: object) -> SqlValue:
    """A plain value as bound parameter."""
    if value is None:
        return null()
    if isinstance(value, bool):
        return true() if value else false()
    if isinstance(value, Decimal):
        return literal(value, DecimalType())
    if isinstance(value, datetime):
        return literal(value, UtcDateTime())
    return literal(value, Date() if isinstance(value, date) else String())


class _Builder:
    """`holders`: the record at hand, innermost last; `parent` in a row is the one before."""

    def __init__(self, types: dict[ast.AST, Type], evaluation: Evaluation) -> None:
        self.types, self.evaluation = types, evaluation
        self.functions = functions_by_name()

    def build(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        method = getattr(self, f"_{type(node).__name__.lower()}")
        made: SqlValue = method(node, scope, holders)
        return made

    def plain(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> Column:
        """A value of one part; of a quantity or money, its number."""
        value = self.build(node, scope, holders)
        return value.number if isinstance(value, Pair) else value

    def _constant(self, node: ast.Constant, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        return bound(node.value)

    def _name(self, node: ast.Name, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        if node.id in WORDS and scope.find(node.id) is None:
            return bound(WORDS[node.id])
        if node.id == "me" and scope.find("me") is None:
            return bound(self.evaluation.me["id"] if self.evaluation.me else None)
        record = self._record(node, scope, holders)
        return record.field("id") if record is not None else self._field(node, node.id, holders[-1])

    def _field(self, node: ast.expr, name: str, record: SqlRecord) -> SqlValue:
        value = record.field(name)
        if self.types[node].kind == "integer" and not isinstance(value, Pair):
            return func.dg_int(value, type_=DecimalType())
        return value

    def _record(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlRecord | None:
        """The record a name alone stands for, when it is not a field."""
        if isinstance(node, ast.Name) and node.id == "record":
            return holders[-1]
        if isinstance(node, ast.Name) and node.id == "parent" and len(holders) > 1:
            return holders[-2]
        if isinstance(node, ast.Name) and node.id in scope.names:
            raise fault(node, N_("“{name}” cannot be used in a filter"), name=node.id)
        return None

    def _followed(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlRecord:
        """The record an expression of type link stands for."""
        record = self._record(node, scope, holders)
        if record is not None:
            return record
        if isinstance(node, ast.Name):
            return holders[-1].link(node.id)
        if isinstance(node, ast.Attribute):
            return self._followed(node.value, scope, holders).link(node.attr)
        raise fault(node, N_("This cannot be used in a filter"))

    def _attribute(self, node: ast.Attribute, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        return self._field(node, node.attr, self._followed(node.value, scope, holders))

    def _boolop(self, node: ast.BoolOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        parts = [self.plain(value, scope, holders) for value in node.values]
        return and_(*parts) if isinstance(node.op, ast.And) else or_(*parts)

    def _unaryop(self, node: ast.UnaryOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        value = self.build(node.operand, scope, holders)
        if isinstance(node.op, ast.Not):
            assert not isinstance(value, Pair)
            return not_(type_coerce(value, Boolean()))
        if isinstance(value, Pair):
            return type(value)(-value.number, value.unit)
        return type_coerce(-value, DecimalType())

    def _binop(self, node: ast.BinOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        left, right = self.build(node.left, scope, holders), self.build(node.right, scope, holders)
        kind = self.types[node].kind
        if kind == "text":
            return func.dg_join(left, right, type_=String())
        operation = _ARITHMETIC[type(node.op)]
        if not isinstance(left, Pair) and not isinstance(right, Pair):
            made: Column = getattr(func, operation)(left, right, type_=DecimalType())
            return made
        return _measured(operation, left, right)

    def _compare(self, node: ast.Compare, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        left = self.build(node.left, scope, holders)
        parts: list[Column] = []
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn):
                values = [bound(element.value) for element in right_node.elts]  # type: ignore[attr-defined]
                found = or_(*(_same(left, value) for value in values))
                parts.append(found if isinstance(operator, ast.In) else not_(found))
                continue
            right = self.build(right_node, scope, holders)
            parts.append(_compared(operator, left, right))
            left = right
        return and_(*parts)

    def _ifexp(self, node: ast.IfExp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        test = self.plain(node.test, scope, holders)
        one, other = self.build(node.body, scope, holders), self.build(node.orelse, scope, holders)
        if isinstance(one, Pair) or isinstance(other, Pair):
            a, b = _as_pair(one), _as_pair(other)
            made = type(one) if isinstance(one, Pair) else type(b)
            return made(_either(test, a.number, b.number), _either(test, a.unit, b.unit))
        return type_coerce(_either(test, one, other), sql_type(self.types[node].kind))

    def _call(self, node: ast.Call, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        name: str = node.func.id  # type: ignore[attr-defined]
        function = self.functions[name]
        if function.rows:
            return self._rows(name, node, scope, holders)
        if function.context:
            return bound(function.python(self.evaluation))
        if name in _PARTS:
            return self._part(name, node, scope, holders)
        if all(isinstance(argument, ast.Constant) for argument in node.args):
            return self._folded(node)
        if function.sql is None:
            raise fault(node, N_("“{name}” cannot be used in a filter"), name=name)
        values = [self.build(argument, scope, holders) for argument in node.args]
        if name == "coalesce" and any(isinstance(value, Pair) for value in values):
            return _first_pair(values)
        parts = [value.number if isinstance(value, Pair) else value for value in values]
        made = function.sql(*parts)
        return type_coerce(made, sql_type(self.types[node].kind))

    def _folded(self, node: ast.Call) -> SqlValue:
        """A function of constants is worked out here and now."""
        function = self.functions[node.func.id]  # type: ignore[attr-defined]
        values = [argument.value for argument in node.args]  # type: ignore[attr-defined]
        if not function.takes_empty and None in values:
            return null()
        result = function.python(*values)
        return bound(Decimal(result) if _whole(result) else result)

    def _part(self, name: str, node: ast.Call, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        value = self.build(node.args[0], scope, holders)
        if name in ("quantity", "money"):
            unit = self.plain(node.args[1], scope, holders)
            assert not isinstance(value, Pair)
            known = unit.is_not(None)
            made = MoneyPair if name == "money" else Pair
            return made(case((known, value)), case((value.is_not(None), unit)))
        pair = _as_pair(value)
        return pair.unit if name == "unit_of" else pair.number

    def _rows(self, name: str, node: ast.Call, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        lines_node = node.args[0]
        form = self.types[lines_node].form
        assert form is not None
        holder = holders[-1]
        if isinstance(lines_node, ast.Attribute):
            holder = self._followed(lines_node.value, scope, holders)
        field = lines_node.attr if isinstance(lines_node, ast.Attribute) else lines_node.id  # type: ignore[attr-defined]
        rows = holder.rows(field)
        inner: SqlValue = true()
        if len(node.args) == 2:
            inner = self.build(
                node.args[1], scope.within(form), [*holders[:-1], holder, rows.record]
            )
        return _aggregate(name, inner, rows)


_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "dg_add",
    ast.Sub: "dg_sub",
    ast.Mult: "dg_mul",
    ast.Div: "dg_div",
    ast.Mod: "dg_mod",
}
_PARTS = ("value_of", "unit_of", "amount_of", "quantity", "money")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _either(test: Column, one: Column, other: Column) -> Column:
    return case((test, one), else_=other)


def _as_pair(value: SqlValue) -> Pair:
    return value if isinstance(value, Pair) else Pair(value, null())


def _first_pair(values: list[SqlValue]) -> Pair:
    pairs = [_as_pair(value) for value in values]
    number = func.coalesce(*(p.number for p in pairs), type_=DecimalType())
    return type(pairs[0])(number, case(*((p.number.is_not(None), p.unit) for p in pairs)))


def _measured(operation: str, left: SqlValue, right: SqlValue) -> SqlValue:
    """Arithmetic in which a quantity or money takes part."""
    function = getattr(func, operation)
    if isinstance(left, Pair) and isinstance(right, Pair):
        made = function(left.number, right.number, type_=DecimalType())
        if operation == "dg_mul":
            money = left if isinstance(left, MoneyPair) else right
            return MoneyPair(made, case((made.is_not(None), money.unit)))
        same = type_coerce(case((left.unit == right.unit, made)), DecimalType())
        unit = case((same.is_not(None), left.unit))
        return same if operation == "dg_div" else type(left)(same, unit)
    pair, number = (left, right) if isinstance(left, Pair) else (right, left)
    assert isinstance(pair, Pair) and not isinstance(number, Pair)
    first, second = (pair.number, number) if isinstance(left, Pair) else (number, pair.number)
    made = function(first, second, type_=DecimalType())
    return type(pair)(made, case((made.is_not(None), pair.unit)))


def _same(left: SqlValue, right: SqlValue) -> Column:
    """Total equality."""
    if isinstance(left, Pair) and isinstance(right, Pair):
        numbers = left.number.is_not_distinct_from(right.number)
        units = or_(left.number.is_(None), left.unit.is_not_distinct_from(right.unit))
        return and_(numbers, units)
    a = left.number if isinstance(left, Pair) else left
    b = right.number if isinstance(right, Pair) else right
    return a.is_not_distinct_from(b)


def _compared(operator: ast.cmpop, left: SqlValue, right: SqlValue) -> Column:
    if isinstance(operator, ast.Eq):
        return _same(left, right)
    if isinstance(operator, ast.NotEq):
        return not_(_same(left, right))
    a = left.number if isinstance(left, Pair) else left
    b = right.number if isinstance(right, Pair) else right
    order = {ast.Lt: a < b, ast.LtE: a <= b, ast.Gt: a > b, ast.GtE: a >= b}[type(operator)]
    if isinstance(left, Pair) and isinstance(right, Pair):
        return type_coerce(case((left.unit == right.unit, order)), Boolean())
    return order


def _aggregate(name: str, inner: SqlValue, rows: Any) -> SqlValue:
    """One of the functions over line items as a correlated subquery."""
    if name in ("any", "all"):
        return _quantified(name, inner, rows)
    number = inner.number if isinstance(inner, Pair) else inner

    def over(expression: Column) -> Column:
        return select(expression).select_from(rows.table).where(rows.where).scalar_subquery()

    if name == "count":
        counted = func.count(case((number, 1)))
        return type_coerce(over(func.dg_int(counted)), DecimalType())
    if name in ("lowest", "highest"):
        pick = func.min(number) if name == "lowest" else func.max(number)
        return type_coerce(over(pick), number.type)
    total = func.dg_fit(func.sum(number), type_=DecimalType())
    if name == "avg":
        mean = func.dg_div(total, func.dg_int(func.count(number)), type_=DecimalType())
        return type_coerce(over(mean), DecimalType())
    if not isinstance(inner, Pair):
        return type_coerce(over(total), DecimalType())
    unit = case((inner.number.is_not(None), inner.unit))
    one_unit = func.count(unit.distinct()) <= 1
    made = type_coerce(over(case((one_unit, total))), DecimalType())
    return type(inner)(made, over(case((one_unit, func.min(unit)))))


def _quantified(name: str, inner: SqlValue, rows: Any) -> Column:
    condition = inner.number if isinstance(inner, Pair) else inner
    wanted = condition if name == "any" else not_(condition)

    def some(where: Column) -> Column:
        return exists(select(literal(1)).select_from(rows.table).where(rows.where, where))

    decided, otherwise = (true(), false()) if name == "any" else (false(), true())
    return type_coerce(
        case((some(wanted), decided), (some(condition.is_(None)), null()), else_=otherwise),
        Boolean(),
    )
