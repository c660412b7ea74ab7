"""Evaluation that remembers every sub-expression, on simpleeval with our own operators."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simpleeval import SimpleEval

from dougong.platform.expressions import decimals, semantics, truth
from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.expression_error import unfit
from dougong.platform.expressions.functions import functions_by_name
from dougong.platform.expressions.parse import WORDS, elements, place
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.trace import Trace

Values = Mapping[str, object]
# Rows beyond these are worked out, but their parts are not kept unless they decide.
TRACED_ROWS = 50


def explain(source: str, scope: Scope, values: Values, evaluation: Evaluation) -> Trace:
    """The value of `source` with the trace of every sub-expression.

    Raises ExpressionError as `check` does, and when the values are not of the types of `scope`.
    """
    checked = check(source, scope)
    explainer = _Explainer(checked, values, evaluation)
    try:
        explainer.eval(source, previously_parsed=checked.parsed.tree)
    except Exception as error:
        raise unfit(source, error) from error
    return explainer.root.children[0]


@dataclass(frozen=True)
class _Frame:
    """The record at hand, in a row expression the row; `parent` is then what holds the rows and
    `outer` the record at hand around it."""

    scope: Scope
    record: object
    parent: object = None
    outer: object = None
    in_rows: bool = False


class _Explainer(SimpleEval):  # type: ignore[misc]
    """simpleeval walks the tree; names, operators and functions are those of the language."""

    def __init__(self, checked: Checked, values: Values, evaluation: Evaluation) -> None:
        super().__init__(operators={}, functions={}, names={})
        self.checked, self.values, self.evaluation = checked, values, evaluation
        self.root = Trace("", 0, 0)
        self.open = [self.root]
        self.frame = _Frame(checked.scope, values.get("record"))
        self.library = functions_by_name()
        self.nodes = {
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

    def _entry(self, node: ast.expr, evaluated: bool = True) -> Trace:
        start, length = place(node)
        source = self.checked.parsed.source[start : start + length]
        entry = Trace(source, start, length, evaluated=evaluated)
        self.open[-1].children.append(entry)
        return entry

    def _eval(self, node: ast.expr) -> Any:
        entry = self._entry(node)
        self.open.append(entry)
        entry.value = super()._eval(node)
        self.open.pop()
        return entry.value

    def _name(self, node: ast.Name) -> object:
        frame = self.frame
        if node.id == "parent" and frame.in_rows:
            return frame.parent
        if node.id == "outer" and frame.in_rows and frame.scope.outer is not None:
            return frame.outer
        if node.id in frame.scope.names:
            return self.values.get(node.id)
        if node.id == "record" and frame.scope.record:
            return frame.record
        if frame.scope.find(node.id) is not None:
            return frame.record.get(node.id) if isinstance(frame.record, Mapping) else None
        return self.evaluation.me if node.id == "me" else WORDS[node.id]

    def _attribute(self, node: ast.Attribute) -> object:
        holder = self._eval(node.value)
        return None if holder is None else holder.get(node.attr)

    def _unary(self, node: ast.UnaryOp) -> object:
        operand = self._eval(node.operand)
        if isinstance(node.op, ast.USub):
            return semantics.negative(operand)
        return truth.opposite(operand)

    def _binary(self, node: ast.BinOp) -> object:
        left, right = self._eval(node.left), self._eval(node.right)
        return _BINARY[type(node.op)](left, right)

    def _bool(self, node: ast.BoolOp) -> object:
        is_and = isinstance(node.op, ast.And)
        join = truth.both if is_and else truth.either
        result: object = is_and
        for index, value in enumerate(node.values):
            result = join(result, self._eval(value))
            if result is (not is_and):
                self.open[-1].children[-1].decided = True
                for rest in node.values[index + 1 :]:
                    self._entry(rest, evaluated=False)
                return result
        if result is None:  # the doing of the first part that is not known
            next(c for c in self.open[-1].children if c.value is None).decided = True
        return result

    def _compared(self, node: ast.Compare) -> object:
        left = self._eval(node.left)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            found = semantics.member(left, elements(node.comparators[0]))
            return found is isinstance(node.ops[0], ast.In)
        result: bool | None = True
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self._eval(right_node)
            result = truth.both(result, _COMPARE[type(operator)](left, right))
            left = right
        return result

    def _if(self, node: ast.IfExp) -> object:
        holds = self._eval(node.test) is True
        taken, other = (node.body, node.orelse) if holds else (node.orelse, node.body)
        value = self._eval(taken)
        self.open[-1].children[-1].decided = True
        self._entry(other, evaluated=False)
        return value

    def _called(self, node: ast.Call) -> object:
        assert isinstance(node.func, ast.Name)
        function = self.library[node.func.id]
        if function.rows:
            return function.python(self._row_values(node))
        values = [_decimal(self._eval(argument)) for argument in node.args]
        if not function.takes_empty and any(value is None for value in values):
            return None
        return function.python(*([self.evaluation] if function.context else []), *values)

    def _row_values(self, node: ast.Call) -> list[object]:
        rows: Any = self._eval(node.args[0]) or ()
        if len(node.args) == 1:
            return [True for _ in rows]
        assert isinstance(node.func, ast.Name)
        deciding = {"any": True, "all": False}.get(node.func.id)
        form = self.checked.types[node.args[0]].form
        assert form is not None
        before = self.frame
        holder = self._holder(node.args[0])
        found = []
        for index, row in enumerate(rows):
            self.frame = _Frame(before.scope.within(form), row, holder, before.record, True)
            found.append(_decimal(self._eval(node.args[1])))
            self._keep_row(index, deciding)
        self.frame = before
        return found

    def _keep_row(self, index: int, deciding: bool | None) -> None:
        entry = self.open[-1].children[-1]
        entry.row = index
        entry.decided = deciding is not None and entry.value is deciding
        if index >= TRACED_ROWS and not entry.decided:
            self.open[-1].children.pop()

    def _holder(self, lines: ast.expr) -> object:
        """What holds the rows: the record at hand, or the link they were reached through."""
        if not isinstance(lines, ast.Attribute):
            return self.frame.record
        value = self._eval(lines.value)
        self.open[-1].children.pop()  # it stands in the trace already
        return value


def _decimal(value: object) -> object:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return decimals.plain(value) if whole else value


_BINARY: dict[type[ast.operator], Any] = {
    ast.Add: semantics.add,
    ast.Sub: semantics.subtract,
    ast.Mult: semantics.multiply,
    ast.Div: semantics.divide,
    ast.Mod: lambda a, b: decimals.remainder(decimals.plain(a), decimals.plain(b)),
}

_COMPARE: dict[type[ast.cmpop], Any] = {
    ast.Eq: semantics.equal,
    ast.NotEq: lambda a, b: not semantics.equal(a, b),
    ast.Lt: semantics.less,
    ast.LtE: semantics.less_equal,
    ast.Gt: lambda a, b: semantics.less(b, a),
    ast.GtE: lambda a, b: semantics.less_equal(b, a),
}
