"""The walk that gives every node of an expression its type."""

from __future__ import annotations

import ast
from functools import partial

from dougong.platform.expressions.calls import (
    call_type,
    countable,
    function_called,
    rows_form,
    rows_type,
)
from dougong.platform.expressions.checked import Checked, Path, fault, kind_name
from dougong.platform.expressions.comparisons import comparison_type
from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.operators import calculation_type, merged
from dougong.platform.expressions.parse import WORDS
from dougong.platform.expressions.paths import member_of, path_of
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import (
    BOOLEAN,
    DECIMAL,
    EMPTY,
    PERSON,
    Type,
    constant_type,
)
from dougong.platform.texts import N_

# Rows of rows cost the product of their numbers; two levels compare each row with every other.
MAX_ROWS_WITHIN_ROWS = 2


class Checker:
    """Walks the tree; `at` is the path of the line items a row expression runs over.

    With `found`, errors are collected there and what is wrong counts as empty from then on.
    """

    def __init__(self, checked: Checked, found: list[ExpressionError] | None = None) -> None:
        self.checked, self.found = checked, found
        self.functions = functions_by_name()
        self.within_rows = 0

    def visit(self, node: ast.expr, scope: Scope, at: Path) -> Type:
        method = getattr(self, f"_{type(node).__name__.lower()}")
        try:
            type_: Type = method(node, scope, at)
        except ExpressionError as error:
            if self.found is None:
                raise
            self.found.append(error)
            type_ = EMPTY
        self.checked.types[node] = type_
        return type_

    def _constant(self, node: ast.Constant, scope: Scope, at: Path) -> Type:
        return constant_type(node.value)

    def _name(self, node: ast.Name, scope: Scope, at: Path) -> Type:
        found = scope.find(node.id)
        if found is not None:
            self._read(path_of(node, scope, at), node.id, scope)
            return found
        if node.id in WORDS:
            return EMPTY if WORDS[node.id] is None else BOOLEAN.sure()
        if node.id == "me":
            self.checked.reads.add(("me",))
            return PERSON
        words = N_("There is no field or value named “{name}” here")
        raise fault(node, words, "unknown_name", name=node.id)

    def _read(self, path: Path, name: str, scope: Scope) -> None:
        self.checked.reads.add(path)
        if name not in scope.names and name != "record" and scope.record:
            self.checked.fields.add((scope.record, name))

    def _attribute(self, node: ast.Attribute, scope: Scope, at: Path) -> Type:
        holder = self.visit(node.value, scope, at)
        if holder == EMPTY and self.found:
            return EMPTY
        member = member_of(holder, node.attr, self.checked.scope.schema)
        if member is None:
            words, shown = N_("{holder} has no field “{name}”"), kind_name(holder)
            raise fault(node, words, "unknown_name", holder=shown, name=node.attr)
        if holder.kind == "link" and holder.form:
            self.checked.fields.add((holder.form, node.attr))
        path = path_of(node, scope, at)
        self.checked.reads.discard(path[:-1])
        self.checked.reads.add(path)
        return member.maybe(holder.optional)

    def _boolop(self, node: ast.BoolOp, scope: Scope, at: Path) -> Type:
        found = [self._condition(value, scope, at) for value in node.values]
        return BOOLEAN.maybe() if any(t.optional for t in found) else BOOLEAN.sure()

    def _condition(self, node: ast.expr, scope: Scope, at: Path) -> Type:
        found = self.visit(node, scope, at)
        if found.kind not in ("boolean", "empty"):
            raise fault(
                node, N_("A condition is needed here, this is {found}"), found=kind_name(found)
            )
        return BOOLEAN.maybe(found.optional) if found.optional else found

    def _unaryop(self, node: ast.UnaryOp, scope: Scope, at: Path) -> Type:
        if isinstance(node.op, ast.Not):
            return self._condition(node.operand, scope, at)
        found = self.visit(node.operand, scope, at)
        if not found.numeric and found.kind not in ("quantity", "money", "empty"):
            raise fault(node, N_("Only numbers can be negative"))
        return found if found.kind != "empty" else DECIMAL

    def _binop(self, node: ast.BinOp, scope: Scope, at: Path) -> Type:
        left, right = self.visit(node.left, scope, at), self.visit(node.right, scope, at)
        return calculation_type(node, left, right)

    def _compare(self, node: ast.Compare, scope: Scope, at: Path) -> Type:
        return comparison_type(node, partial(self.visit, scope=scope, at=at))

    def _ifexp(self, node: ast.IfExp, scope: Scope, at: Path) -> Type:
        self._condition(node.test, scope, at)
        one, other = self.visit(node.body, scope, at), self.visit(node.orelse, scope, at)
        result = merged(one, other)
        if result is None:
            raise fault(node, N_("Both outcomes must be of one kind"))
        return result

    def _call(self, node: ast.Call, scope: Scope, at: Path) -> Type:
        function = function_called(node, self.functions)
        self.checked.calls.add(function.name)
        if function.rows:
            return rows_type(node, function, self._row_types(node, function, scope, at))
        return call_type(node, function, [self.visit(one, scope, at) for one in node.args])

    def _row_types(self, node: ast.Call, function: Function, scope: Scope, at: Path) -> list[Type]:
        lines = self.visit(node.args[0], scope, at)
        if countable(node, function, lines):
            return [lines]
        form = rows_form(node.args[0], lines)
        if len(node.args) == 1:
            return [lines]
        path = path_of(node.args[0], scope, at)
        return [lines, self._row(node, scope.within(form, at), path)]

    def _row(self, node: ast.Call, scope: Scope, at: Path) -> Type:
        self.within_rows += 1
        if self.within_rows > MAX_ROWS_WITHIN_ROWS:
            raise fault(node, N_("The formula is too complicated: split it"), "too_complicated")
        found = self.visit(node.args[1], scope, at)
        self.within_rows -= 1
        return found

    def _tuple(self, node: ast.Tuple, scope: Scope, at: Path) -> Type:
        raise fault(node, N_("A list can only stand after “in”"))

    _list = _tuple
