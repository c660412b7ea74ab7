"""The nodes of a checked expression as SQL."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_, true, type_coerce

from dougong.platform.expressions.checked import Checked, fault
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.parse import WORDS, elements
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.sql.aggregates import aggregated
from dougong.platform.expressions.sql.arithmetic import combined, joined, typed
from dougong.platform.expressions.sql.calls import called
from dougong.platform.expressions.sql.comparisons import compared, member
from dougong.platform.expressions.sql.constants import bound, sql_type
from dougong.platform.expressions.sql.dialects import known, whole
from dougong.platform.expressions.sql.measures import chosen, negated, number_of
from dougong.platform.expressions.sql.paths import followed, record_of
from dougong.platform.expressions.sql.records import Pair, SqlRecord, SqlValue
from dougong.platform.texts import N_

Column = ColumnElement[Any]
Values = Mapping[str, object]


class Builder:
    """`holders`: the record at hand, innermost last; `parent` in a row is the one before."""

    def __init__(self, checked: Checked, evaluation: Evaluation, values: Values) -> None:
        self.types, self.evaluation, self.values = checked.types, evaluation, values
        self.functions = functions_by_name()

    def build(self, node: ast.expr, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        """The SQL of a node."""
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
        record = record_of(node, holders)
        return record.field("id") if record is not None else self._field(node, node.id, holders[-1])

    def _attribute(self, node: ast.Attribute, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        outside, value = self._outside(node, scope, holders)
        if outside:
            return bound(value)
        return self._field(node, node.attr, followed(node.value, holders))

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
        whole_number = self._kind(node) in ("integer", "files") and not isinstance(value, Pair)
        return whole(value) if whole_number else value

    def _boolop(self, node: ast.BoolOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        parts = [self.plain(value, scope, holders) for value in node.values]
        return and_(*parts) if isinstance(node.op, ast.And) else or_(*parts)

    def _unaryop(self, node: ast.UnaryOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        value = self.build(node.operand, scope, holders)
        if isinstance(node.op, ast.Not):
            return not_(known(number_of(value)))
        return negated(typed(value, "number"))

    def _binop(self, node: ast.BinOp, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        left, right = self.build(node.left, scope, holders), self.build(node.right, scope, holders)
        if self._kind(node) == "text":
            return joined(left, right)
        return combined(node.op, left, right)

    def _compare(self, node: ast.Compare, scope: Scope, holders: list[SqlRecord]) -> SqlValue:
        left = self.build(node.left, scope, holders)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            found = member(left, elements(node.comparators[0]))
            return not_(found) if isinstance(node.ops[0], ast.NotIn) else found
        texts = self._kind(node.left) in ("text", "choice")
        parts: list[Column] = []
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.build(right_node, scope, holders)
            parts.append(compared(operator, left, right, texts))
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
        values = [self.build(argument, scope, holders) for argument in node.args]
        return called(function, node, values, self._kind(node), self.evaluation)

    def _rows(
        self, function: Function, node: ast.Call, scope: Scope, holders: list[SqlRecord]
    ) -> SqlValue:
        lines = node.args[0]
        if self._kind(lines) == "files":
            assert isinstance(lines, ast.Attribute | ast.Name)
            outside, known_files = self._outside(lines, scope, holders)
            if outside:
                return bound(Decimal(len(known_files) if isinstance(known_files, tuple) else 0))
            return func.coalesce(self.plain(lines, scope, holders), whole(literal(0)))
        form = self.types[lines].form
        assert form is not None and isinstance(lines, ast.Attribute | ast.Name)
        if not function.sql_built or self._outside(lines, scope, holders)[0]:
            raise fault(node, N_("“{name}” cannot be used in a filter"), name=function.name)
        holder = holders[-1]
        if isinstance(lines, ast.Attribute):
            holder = followed(lines.value, holders)
        rows = holder.rows(lines.attr if isinstance(lines, ast.Attribute) else lines.id)
        inner: SqlValue = true()
        if len(node.args) == 2:
            inside = [*holders[:-1], holder, rows.record]
            inner = self.build(node.args[1], scope.within(form), inside)
        return aggregated(function.name, inner, rows)
