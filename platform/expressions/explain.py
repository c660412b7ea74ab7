"""Evaluation that remembers every sub-expression, on simpleeval with our own operators."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from simpleeval import SimpleEval

from dougong.platform.expressions import semantics
from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import functions_by_name
from dougong.platform.expressions.parse import WORDS, place
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.trace import Trace

Values = Mapping[str, object]


def explain(source: str, scope: Scope, values: Values, evaluation: Evaluation) -> Trace:
    """The value of `source` with the trace of every sub-expression.

    Raises ExpressionError as `check` does; the evaluation itself cannot fail.
    """
    checked = check(source, scope)
    explainer = _Explainer(checked, values, evaluation)
    explainer.trace(checked.parsed.tree)
    return explainer.root


class _Explainer(SimpleEval):  # type: ignore[misc]
    """simpleeval walks the tree; names, operators and functions are those of the language."""

    def __init__(self, checked: Checked, values: Values, evaluation: Evaluation) -> None:
        super().__init__(operators={}, functions={}, names={})
        self.checked, self.values, self.evaluation = checked, values, evaluation
        self.root = Trace("", 0, 0)
        self.open = [self.root]
        self.library = functions_by_name()
        self.nodes.update(
            {
                ast.Constant: lambda node: node.value,
                ast.Name: self._name,
                ast.Attribute: self._attribute,
                ast.UnaryOp: self._unary,
                ast.BinOp: self._binary,
                ast.BoolOp: self._bool,
                ast.Compare: self._compared,
                ast.IfExp: self._if,
                ast.Call: self._called,
            }
        )

    def trace(self, tree: ast.expr) -> None:
        self.root.value = self._eval(tree)
        self.root = self.root.children[0]

    def _eval(self, node: ast.expr) -> Any:
        start, length = place(node)
        entry = Trace(self.checked.parsed.source[start : start + length], start, length)
        self.open[-1].children.append(entry)
        self.open.append(entry)
        entry.value = self.nodes[type(node)](node)
        self.open.pop()
        return entry.value

    def _name(self, node: ast.Name) -> object:
        scope_names = self.values
        if node.id in scope_names:
            return scope_names[node.id]
        record = scope_names.get("record")
        if isinstance(record, Mapping) and self.checked.types.get(node) is not None:
            if node.id in record:
                return record[node.id]
        if node.id == "me":
            return self.evaluation.me
        return WORDS.get(node.id)

    def _attribute(self, node: ast.Attribute) -> object:
        holder = self._eval(node.value)
        return holder.get(node.attr) if isinstance(holder, Mapping) else None

    def _unary(self, node: ast.UnaryOp) -> object:
        operand = self._eval(node.operand)
        return (
            semantics.opposite(operand)
            if isinstance(node.op, ast.Not)
            else semantics.negative(operand)
        )

    def _binary(self, node: ast.BinOp) -> object:
        left, right = self._eval(node.left), self._eval(node.right)
        return _BINARY[type(node.op)](left, right)

    def _bool(self, node: ast.BoolOp) -> object:
        is_and = isinstance(node.op, ast.And)
        join = semantics.both if is_and else semantics.either
        result: object = is_and
        for value in node.values:
            result = join(result, self._eval(value))
            if result is (not is_and):
                self.open[-1].children[-1].decided = True
                break
        else:
            self._undecided(result)
        return result

    def _undecided(self, result: object) -> None:
        """An unknown result is the doing of the first part that is not known."""
        if result is None:
            unknown = next(c for c in self.open[-1].children if c.value is None)
            unknown.decided = True

    def _compared(self, node: ast.Compare) -> object:
        left = self._eval(node.left)
        result: object = True
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn):
                found = any(semantics.equal(left, e.value) for e in right_node.elts)  # type: ignore[attr-defined]
                result = semantics.both(result, found is isinstance(operator, ast.In))
                continue
            right = self._eval(right_node)
            result = semantics.both(result, _COMPARE[type(operator)](left, right))
            left = right
        return result

    def _if(self, node: ast.IfExp) -> object:
        return self._eval(node.body if self._eval(node.test) is True else node.orelse)

    def _called(self, node: ast.Call) -> object:
        function = self.library[node.func.id]  # type: ignore[attr-defined]
        if function.rows:
            return function.python(self._row_values(node))
        values = [semantics.plain(v) if _whole(v) else v for v in map(self._eval, node.args)]
        if not function.takes_empty and any(value is None for value in values):
            return None
        return function.python(*([self.evaluation] if function.context else []), *values)

    def _row_values(self, node: ast.Call) -> list[object]:
        rows = self._eval(node.args[0]) or []
        if len(node.args) == 1:
            return [True for _ in rows]
        first = node.args[0]
        outer = self.values
        holder = (
            _quietly(self, first.value) if isinstance(first, ast.Attribute) else outer["record"]
        )
        found = []
        for row in rows:
            self.values = {**outer, "record": row, "parent": holder}
            found.append(self._eval(node.args[1]))
        self.values = outer
        return found


def _quietly(explainer: _Explainer, node: ast.expr) -> object:
    """A value already traced, read again without a second entry."""
    value = explainer._eval(node)
    explainer.open[-1].children.pop()
    return value


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_BINARY: dict[type[ast.operator], Any] = {
    ast.Add: semantics.add,
    ast.Sub: semantics.subtract,
    ast.Mult: semantics.multiply,
    ast.Div: semantics.divide,
    ast.Mod: semantics.remainder,
}

_COMPARE: dict[type[ast.cmpop], Any] = {
    ast.Eq: semantics.equal,
    ast.NotEq: lambda a, b: not semantics.equal(a, b),
    ast.Lt: semantics.less,
    ast.LtE: semantics.less_equal,
    ast.Gt: lambda a, b: semantics.less(b, a),
    ast.GtE: lambda a, b: semantics.less_equal(b, a),
}
