"""The nodes of a checked expression as Python source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.expressions import decimals, semantics
from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.compiling.certainty import is_sure
from dougong.platform.expressions.compiling.comparisons import comparison, member
from dougong.platform.expressions.compiling.pieces import Pieces
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.parse import WORDS
from dougong.platform.expressions.scope import Scope

Values = Mapping[str, object]
Run = Callable[[Values, Evaluation], Any]


@dataclass(frozen=True)
class _Frame:
    """Where a node stands: `record`, `parent` and `outer` are the Python names of the record at hand
    and, inside a row expression, of the record that holds the rows and of that of the expression
    around it.
    """

    scope: Scope
    record: str
    parent: str | None = None
    outer: str | None = None


_NUMBERS: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: decimals.plus,
    ast.Sub: decimals.minus,
    ast.Mult: decimals.times,
    ast.Div: decimals.over,
    ast.Mod: decimals.remainder,
}
_BINARY: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: semantics.add,
    ast.Sub: semantics.subtract,
    ast.Mult: semantics.multiply,
    ast.Div: semantics.divide,
    ast.Mod: decimals.remainder,
}


class Compiler:
    """Writes each node as Python source."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.functions = functions_by_name()
        self.pieces = Pieces()
        self.reads_record = False

    def function(self) -> Run:
        """The whole expression as a Python function."""
        body = self.emit(self.checked.parsed.tree, _Frame(self.checked.scope, "r"))
        source = f"lambda v, at: {body}"
        if self.reads_record:
            source = f"lambda v, at: ((r := v.get('record') or nothing), {body})[1]"
        made: Run = eval(compile(source, "<expression>", "eval"), self.pieces.names)
        return made

    def emit(self, node: ast.expr, frame: _Frame) -> str:
        """The source of a node."""
        method = getattr(self, f"_{type(node).__name__.lower()}")
        made: str = method(node, frame)
        return made

    def _kind(self, node: ast.AST) -> str:
        return self.checked.types[node].kind

    def _at_hand(self, frame: _Frame) -> str:
        self.reads_record = self.reads_record or frame.record == "r"
        return frame.record

    def _constant(self, node: ast.Constant, frame: _Frame) -> str:
        value: object = node.value
        return repr(value) if value is None or isinstance(value, bool) else self.pieces.keep(value)

    def _name(self, node: ast.Name, frame: _Frame) -> str:
        if node.id == "parent" and frame.parent:
            return frame.parent
        if node.id == "outer" and frame.outer:
            return frame.outer
        if node.id in frame.scope.names:
            return f"v.get({node.id!r})"
        if node.id == "record" and frame.scope.record:
            return frame.record if frame.parent else "v.get('record')"
        if frame.scope.find(node.id) is not None:
            return f"{self._at_hand(frame)}.get({node.id!r})"
        return "at.me" if node.id == "me" else repr(WORDS[node.id])

    def _attribute(self, node: ast.Attribute, frame: _Frame) -> str:
        if isinstance(node.value, ast.Name) and node.value.id == "record" and frame.scope.record:
            return f"{self._at_hand(frame)}.get({node.attr!r})"
        holder, name = self.emit(node.value, frame), self.pieces.fresh()
        return f"(None if ({name} := {holder}) is None else {name}.get({node.attr!r}))"

    def _boolop(self, node: ast.BoolOp, frame: _Frame) -> str:
        pieces = [self.emit(value, frame) for value in node.values]
        is_and = isinstance(node.op, ast.And)
        if all(map(is_sure, node.values)):
            return "(" + (" and " if is_and else " or ").join(pieces) + ")"
        return self.pieces.kleene(pieces, is_and)

    def _unaryop(self, node: ast.UnaryOp, frame: _Frame) -> str:
        operand = self.emit(node.operand, frame)
        if isinstance(node.op, ast.USub):
            return f"{self.pieces.use(semantics.negative)}({operand})"
        if is_sure(node.operand):
            return f"(not {operand})"
        name = self.pieces.fresh()
        return f"(None if ({name} := {operand}) is None else not {name})"

    def _binop(self, node: ast.BinOp, frame: _Frame) -> str:
        left, right = self.emit(node.left, frame), self.emit(node.right, frame)
        numbers = {self._kind(node.left), self._kind(node.right)} <= {"integer", "decimal"}
        operation = (_NUMBERS if numbers else _BINARY)[type(node.op)]
        return f"{self.pieces.use(operation)}({left}, {right})"

    def _compare(self, node: ast.Compare, frame: _Frame) -> str:
        left = self.emit(node.left, frame)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            return member(self.pieces, node, self._kind(node.left), left)
        nodes = [node.left, *node.comparators]
        sides = [left, *(self.emit(one, frame) for one in node.comparators)]
        if len(sides) == 2:
            return self._comparison(node.ops[0], nodes, sides)
        names = [self.pieces.fresh() for _ in sides]  # the middle ones are compared twice
        given = "".join(f"({n} := {p}), " for n, p in zip(names, sides, strict=True))
        tests = [
            self._comparison(operator, nodes[i : i + 2], names[i : i + 2])
            for i, operator in enumerate(node.ops)
        ]
        return f"({given}{self.pieces.kleene(tests, True)})[-1]"

    def _comparison(self, operator: ast.cmpop, nodes: list[ast.expr], sides: list[str]) -> str:
        kinds = {self._kind(node) for node in nodes}
        return comparison(self.pieces, operator, kinds, sides, nodes[1])

    def _ifexp(self, node: ast.IfExp, frame: _Frame) -> str:
        test, body = self.emit(node.test, frame), self.emit(node.body, frame)
        sure = "" if is_sure(node.test) else " is True"
        return f"({body} if {test}{sure} else {self.emit(node.orelse, frame)})"

    def _call(self, node: ast.Call, frame: _Frame) -> str:
        assert isinstance(node.func, ast.Name)
        function = self.functions[node.func.id]
        called = self.pieces.keep(function.python)
        if function.rows:
            return self._rows(node, called, frame)
        pieces = [self._number(argument, frame) for argument in node.args]
        return _applied(function, called, pieces, [self.pieces.fresh() for _ in pieces])

    def _number(self, node: ast.expr, frame: _Frame) -> str:
        """Functions get numbers as Decimal, whether the field holds whole numbers or not."""
        piece = self.emit(node, frame)
        whole = self._kind(node) == "integer" and not isinstance(node, ast.Constant)
        return f"{self.pieces.use(decimals.plain)}({piece})" if whole else piece

    def _rows(self, node: ast.Call, called: str, frame: _Frame) -> str:
        if len(node.args) == 1:
            rows, row = self.pieces.fresh(), self.pieces.fresh()
            given = f"({rows} := {self.emit(node.args[0], frame)} or ())"
            return f"({given}, {called}([True for {row} in {rows}]))[-1]"
        rows, row, holder = self.pieces.fresh(), self.pieces.fresh(), self.pieces.fresh()
        first = node.args[0]
        given = f"({rows} := {self.emit(first, frame)} or ())"
        form = self.checked.types[first].form
        assert form is not None
        outer = self._at_hand(frame) if frame.scope.record else None
        inner = _Frame(frame.scope.within(form), row, holder, outer)
        each = self._number(node.args[1], inner)
        at_hand = self._at_hand(frame)
        if isinstance(first, ast.Attribute):
            at_hand = self.emit(first.value, frame)
        return f"({given}, ({holder} := {at_hand}), {called}([{each} for {row} in {rows}]))[-1]"


def _applied(function: Function, called: str, pieces: list[str], names: list[str]) -> str:
    context = ["at"] if function.context else []
    if function.takes_empty or not pieces:
        return f"{called}({', '.join([*context, *pieces])})"
    tests = " or ".join(f"({n} := {p}) is None" for n, p in zip(names, pieces, strict=True))
    return f"(None if {tests} else {called}({', '.join([*context, *names])}))"
