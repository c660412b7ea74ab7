"""Checked expressions as SQL, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    String,
    and_,
    case,
    func,
    not_,
    or_,
    true,
    type_coerce,
)
from sqlalchemy.sql.elements import ColumnClause

from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import Checked, fault
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.parse import WORDS, elements
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.sql.aggregates import aggregated
from dougong.platform.expressions.sql.constants import bound, empty_of, is_empty, is_fixed, sql_type
from dougong.platform.expressions.sql.decimal_type import DecimalType
from dougong.platform.expressions.sql.dialects import known, text_order, whole
from dougong.platform.expressions.sql.measures import (
    as_pair,
    calculated,
    chosen,
    first_of,
    negated,
    number_of,
    ordered,
    same,
    unit_of,
)
from dougong.platform.expressions.sql.records import MoneyPair, Pair, SqlRecord, SqlValue
from dougong.platform.expressions.sql.weight import too_heavy
from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import N_

Column = ColumnElement[Any]
Values = Mapping[str, object]


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
    builder = _Builder(checked, evaluation, values or {})
    made = builder.build(checked.parsed.tree, scope, [record])
    if too_heavy(made):
        raise fault(
            checked.parsed.tree,
            N_("The formula is too complicated: split it"),
            "too_complicated",
        )
    return made


class _Builder:
    """`holders`: the record at hand, innermost last; `parent` in a row is the one before."""

    def __init__(self, checked: Checked, evaluation: Evaluation, values: Values) -> None:
        self.types, self.evaluation, self.values = checked.types, evaluation, values
        self.functions = functions_by_name()

    def build(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        if self._kind(node) == "empty":
            return bound(None)
        method = getattr(self, f"_{type(node).__name__.lower()}")
        made: SqlValue = method(node, scope, holders)
        return made

    def plain(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> Column:
        """A value of one part; of a quantity or money, its number."""
        return number_of(self.build(node, scope, holders))

    def _kind(self, node: ast.AST) -> str:
        return self.types[node].kind

    def _constant(self, node: ast.Constant, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        return bound(node.value)

    def _name(self, node: ast.Name, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        outside, value = self._outside(node, scope, holders)
        if outside:
            return bound(value)
        if scope.find(node.id) is None:
            return bound(WORDS[node.id])
        record = self._record(node, scope, holders)
        return record.field("id") if record is not None else self._field(node, node.id, holders[-1])

    def _attribute(self, node: ast.Attribute, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        outside, value = self._outside(node, scope, holders)
        if outside:
            return bound(value)
        return self._field(node, node.attr, self._followed(node.value, scope, holders))

    def _outside(
        self, node: ast.expr, scope: Scope, holders: list[SqlRecord]
    ) -> tuple[bool, object]:
        """Whether a name or path starts at a value known already, and that value."""
        if isinstance(node, ast.Attribute):
            outside, value = self._outside(node.value, scope, holders)
            return outside, value.get(node.attr) if isinstance(value, Mapping) else None
        assert isinstance(node, ast.Name)
        if node.id == "me" and scope.find("me") is None:
            return True, self.evaluation.me
        if node.id not in scope.names or (node.id == "parent" and node.id not in self.values):
            return False, None
        if node.id not in self.values:
            raise fault(node, N_("“{name}” cannot be used in a filter"), name=node.id)
        return not (node.id == "parent" and len(holders) > 1), self.values[node.id]

    def _field(self, node: ast.expr, name: str, record: SqlRecord) -> SqlValue:
        value = record.field(name)
        whole_number = self._kind(node) == "integer" and not isinstance(value, Pair)
        return whole(value) if whole_number else value

    def _record(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlRecord | None:
        """The record a name alone stands for, when it is not a field."""
        if isinstance(node, ast.Name) and node.id == "record":
            return holders[-1]
        if isinstance(node, ast.Name) and node.id == "parent" and len(holders) > 1:
            return holders[-2]
        return None

    def _followed(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlRecord:
        """The record a path stands for."""
        record = self._record(node, scope, holders)
        if record is not None:
            return record
        if isinstance(node, ast.Name):
            return holders[-1].link(node.id)
        assert isinstance(node, ast.Attribute)
        return self._followed(node.value, scope, holders).link(node.attr)

    def _boolop(self, node: ast.BoolOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        parts = [self.plain(value, scope, holders) for value in node.values]
        return and_(*parts) if isinstance(node.op, ast.And) else or_(*parts)

    def _unaryop(self, node: ast.UnaryOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        value = self.build(node.operand, scope, holders)
        if isinstance(node.op, ast.Not):
            return not_(known(number_of(value)))
        return negated(self._typed(value, "number"))

    def _binop(self, node: ast.BinOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        left, right = self.build(node.left, scope, holders), self.build(node.right, scope, holders)
        if self._kind(node) == "text":
            return func.dg_join(
                self._typed(left, "text"), self._typed(right, "text"), type_=String()
            )
        left, right = self._typed(left, "number"), self._typed(right, "number")
        operation = _ARITHMETIC[type(node.op)]
        if isinstance(left, Pair) or isinstance(right, Pair):
            return calculated(operation, left, right)
        made: Column = getattr(func, operation)(left, right, type_=DecimalType())
        return made

    @staticmethod
    def _typed(value: SqlValue, kind: str) -> Any:
        """The fixed empty value needs a type where it is calculated with."""
        if isinstance(value, Pair) or not is_empty(value) or kind == "any":
            return value
        return empty_of(kind.split("|")[0])

    def _compare(self, node: ast.Compare, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        left = self.build(node.left, scope, holders)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            found = _member(left, elements(node.comparators[0]))
            return not_(found) if isinstance(node.ops[0], ast.NotIn) else found
        texts = self._kind(node.left) in ("text", "choice")
        parts: list[Column] = []
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.build(right_node, scope, holders)
            parts.append(_compared(operator, left, right, texts))
            left = right
        return and_(*parts)

    def _ifexp(self, node: ast.IfExp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        test = self.plain(node.test, scope, holders)
        one, other = self.build(node.body, scope, holders), self.build(node.orelse, scope, holders)
        if isinstance(one, Pair) or isinstance(other, Pair):
            return chosen(test, one, other)
        made = case((test, one), else_=other)
        return type_coerce(made, sql_type(self._kind(node)))

    def _call(self, node: ast.Call, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        assert isinstance(node.func, ast.Name)
        function = self.functions[node.func.id]
        if function.rows:
            return self._rows(function, node, scope, holders)
        if function.context and not node.args:
            return bound(function.python(self.evaluation))
        values = [self.build(argument, scope, holders) for argument in node.args]
        if function.sql_built:
            return _part(function.name, values)
        if function.name == "coalesce" and any(isinstance(value, Pair) for value in values):
            return first_of(values)
        if function.sql is None:
            return self._folded(function, node)
        parts = [
            self._typed(number_of(value), function.parameter(index))
            for index, value in enumerate(values)
        ]
        context = [self.evaluation] if function.context else []
        return type_coerce(function.sql(*context, *parts), sql_type(self._kind(node)))

    def _folded(self, function: Function, node: ast.Call) -> SqlValue:
        """A function that has no SQL, of constants: worked out here and now."""
        if not all(isinstance(argument, ast.Constant) for argument in node.args):
            raise fault(node, N_("“{name}” cannot be used in a filter"), name=function.name)
        values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if not function.takes_empty and None in values:
            return bound(None)
        return bound(function.python(*values))

    def _rows(
        self, function: Function, node: ast.Call, scope: Scope, holders: list[SqlRecord]
    ) -> SqlValue:
        lines = node.args[0]
        form = self.types[lines].form
        assert form is not None and isinstance(lines, ast.Attribute | ast.Name)
        if not function.sql_built or self._outside(lines, scope, holders)[0]:
            raise fault(node, N_("“{name}” cannot be used in a filter"), name=function.name)
        holder = holders[-1]
        if isinstance(lines, ast.Attribute):
            holder = self._followed(lines.value, scope, holders)
        rows = holder.rows(lines.attr if isinstance(lines, ast.Attribute) else lines.id)
        inner: SqlValue = true()
        if len(node.args) == 2:
            inside = [*holders[:-1], holder, rows.record]
            inner = self.build(node.args[1], scope.within(form), inside)
        return aggregated(function.name, inner, rows)


_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "dg_add",
    ast.Sub: "dg_sub",
    ast.Mult: "dg_mul",
    ast.Div: "dg_div",
    ast.Mod: "dg_mod",
}


def _part(name: str, values: list[SqlValue]) -> SqlValue:
    """The two parts of a pair, and pairs of two parts."""
    if name in ("quantity", "money"):
        number, unit = number_of(values[0]), number_of(values[1])
        made: Column = type_coerce(case((unit.is_not(None), number)), DecimalType())
        return MoneyPair(made, unit) if name == "money" else Pair(made, unit)
    pair = as_pair(values[0])
    return pair.number if name in ("value_of", "amount_of") else unit_of(pair)


def _member(left: SqlValue, listed: list[object]) -> Column:
    if isinstance(left, Pair) or not isinstance(left, ColumnClause):
        return or_(*(same(left, bound(value)) for value in listed))
    fixed = [bound(value) for value in listed if value is not None]
    found: Column = and_(left.is_not(None), left.in_(fixed)) if fixed else left.is_(None)
    return or_(found, left.is_(None)) if None in listed and fixed else found


def _compared(operator: ast.cmpop, left: SqlValue, right: SqlValue, texts: bool) -> Column:
    if isinstance(operator, ast.Eq | ast.NotEq):
        equal = same(_value(left), _value(right))
        return equal if isinstance(operator, ast.Eq) else not_(equal)
    if texts:
        left, right = text_order(number_of(left)), text_order(number_of(right))
    return ordered(operator, left, right)


def _value(value: SqlValue) -> SqlValue:
    """A condition compared with another needs parentheses of its own."""
    if isinstance(value, Pair) or not isinstance(value.type, Boolean):
        return value
    return value if is_fixed(value) or isinstance(value, ColumnClause) else known(value)
