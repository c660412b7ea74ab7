"""Checked expressions as Python functions: the hot path.

Each node becomes a piece of Python source over a fixed set of operations, put together once per
revision; nothing a user wrote reaches Python's compiler: names become quoted keys, constants become
names of ours, and only nodes of the allow-listed tree are translated.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dougong.platform.expressions import semantics
from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.expression_error import unfit
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.parse import WORDS, elements
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import Type

Values = Mapping[str, object]
Run = Callable[[Values, Evaluation], Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Call it with values (`{"record": {...}, name: …}`) and an Evaluation; gives a plain value.

    A value that is not there is empty. Raises ExpressionError only when the values are not of the
    types the scope declared.
    """

    checked: Checked
    run: Run

    def __call__(self, values: Values, evaluation: Evaluation) -> Any:
        try:
            return self.run(values, evaluation)
        except Exception as error:
            raise unfit(self.checked.parsed.source, error) from error


def compile_expression(source: str, scope: Scope, expects: Type | None = None) -> Compiled:
    """Check and compile `source`; raises ExpressionError as `check` does."""
    checked = check(source, scope, expects)
    return Compiled(checked, _Compiler(checked).function())


@dataclass(frozen=True)
class _Frame:
    """Where a node stands: `record` and `parent` are the Python names of the record at hand and,
    inside a row expression, of the record that holds the rows.
    """

    scope: Scope
    record: str
    parent: str | None = None


_NUMBERS: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: semantics.plus,
    ast.Sub: semantics.minus,
    ast.Mult: semantics.times,
    ast.Div: semantics.over,
    ast.Mod: semantics.remainder,
}
_BINARY: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: semantics.add,
    ast.Sub: semantics.subtract,
    ast.Mult: semantics.multiply,
    ast.Div: semantics.divide,
    ast.Mod: semantics.remainder,
}
# Kinds for which Python's own operators do right as soon as no side is empty.
_PLAIN = frozenset({"date", "datetime", "text", "choice", "decimal", "integer", "boolean"})
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


class _Compiler:
    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.functions = functions_by_name()
        self.names: dict[str, object] = {"__builtins__": {}, "nothing": {}}
        self.counter = 0
        self.reads_record = False

    def function(self) -> Run:
        body = self.emit(self.checked.parsed.tree, _Frame(self.checked.scope, "r"))
        source = f"lambda v, at: {body}"
        if self.reads_record:
            source = f"lambda v, at: ((r := v.get('record') or nothing), {body})[1]"
        made: Run = eval(compile(source, "<expression>", "eval"), self.names)
        return made

    def emit(self, node: ast.expr, frame: _Frame) -> str:
        method = getattr(self, f"_{type(node).__name__.lower()}")
        made: str = method(node, frame)
        return made

    def _kind(self, node: ast.AST) -> str:
        return self.checked.types[node].kind

    def _fresh(self) -> str:
        self.counter += 1
        return f"t{self.counter}"

    def _keep(self, value: object) -> str:
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def _use(self, function: Callable[..., object]) -> str:
        self.names[function.__name__] = function
        return function.__name__

    def _at_hand(self, frame: _Frame) -> str:
        self.reads_record = self.reads_record or frame.record == "r"
        return frame.record

    def _constant(self, node: ast.Constant, frame: _Frame) -> str:
        value: object = node.value
        return repr(value) if value is None or isinstance(value, bool) else self._keep(value)

    def _name(self, node: ast.Name, frame: _Frame) -> str:
        if node.id == "parent" and frame.parent:
            return frame.parent
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
        holder, name = self.emit(node.value, frame), self._fresh()
        return f"(None if ({name} := {holder}) is None else {name}.get({node.attr!r}))"

    def _boolop(self, node: ast.BoolOp, frame: _Frame) -> str:
        pieces = [self.emit(value, frame) for value in node.values]
        is_and = isinstance(node.op, ast.And)
        if all(map(self._sure, node.values)):
            return "(" + (" and " if is_and else " or ").join(pieces) + ")"
        return self._kleene(pieces, is_and)

    def _kleene(self, pieces: list[str], is_and: bool) -> str:
        names = [self._fresh() for _ in pieces]
        tests = "".join(
            f"{not is_and} if ({name} := {piece}) is {not is_and} else "
            for name, piece in zip(names, pieces, strict=True)
        )
        unknown = " or ".join(f"{name} is None" for name in names)
        return f"({tests}None if {unknown} else {is_and})"

    def _sure(self, node: ast.expr) -> bool:
        """Whether a condition is true or false whatever the values: drafts leave even required
        fields empty, so only the form of the expression counts.
        """
        if isinstance(node, ast.Compare):
            return all(isinstance(o, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for o in node.ops)
        if isinstance(node, ast.BoolOp):
            return all(map(self._sure, node.values))
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, ast.Not) and self._sure(node.operand)
        if isinstance(node, ast.Call):
            return isinstance(node.func, ast.Name) and node.func.id == "is_empty"
        return isinstance(node, ast.Constant) and isinstance(node.value, bool)

    def _unaryop(self, node: ast.UnaryOp, frame: _Frame) -> str:
        operand = self.emit(node.operand, frame)
        if isinstance(node.op, ast.USub):
            return f"{self._use(semantics.negative)}({operand})"
        if self._sure(node.operand):
            return f"(not {operand})"
        name = self._fresh()
        return f"(None if ({name} := {operand}) is None else not {name})"

    def _binop(self, node: ast.BinOp, frame: _Frame) -> str:
        left, right = self.emit(node.left, frame), self.emit(node.right, frame)
        numbers = {self._kind(node.left), self._kind(node.right)} <= {"integer", "decimal"}
        operation = (_NUMBERS if numbers else _BINARY)[type(node.op)]
        return f"{self._use(operation)}({left}, {right})"

    def _compare(self, node: ast.Compare, frame: _Frame) -> str:
        left = self.emit(node.left, frame)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            return self._member(node, left)
        nodes = [node.left, *node.comparators]
        pieces = [left, *(self.emit(one, frame) for one in node.comparators)]
        if len(pieces) == 2:
            return self._comparison(node.ops[0], nodes, pieces)
        names = [self._fresh() for _ in pieces]  # the middle ones are compared twice
        given = "".join(f"({n} := {p}), " for n, p in zip(names, pieces, strict=True))
        tests = [
            self._comparison(operator, nodes[i : i + 2], names[i : i + 2])
            for i, operator in enumerate(node.ops)
        ]
        return f"({given}{self._kleene(tests, True)})[-1]"

    def _member(self, node: ast.Compare, left: str) -> str:
        values = elements(node.comparators[0])
        sign = "not in" if isinstance(node.ops[0], ast.NotIn) else "in"
        if self._kind(node.left) in _PLAIN:
            return f"({left} {sign} {self._keep(frozenset(values))})"
        call = f"{self._use(semantics.member)}({left}, {self._keep(tuple(values))})"
        return f"(not {call})" if sign == "not in" else call

    def _comparison(self, operator: ast.cmpop, nodes: list[ast.expr], pieces: list[str]) -> str:
        left, right = pieces
        kinds = {self._kind(node) for node in nodes}
        sign = _SIGNS[type(operator)]
        if sign in ("==", "!="):
            return self._equality(sign, kinds, left, right)
        if not kinds <= _PLAIN:
            call = self._use(semantics.less if len(sign) == 1 else semantics.less_equal)
            return f"{call}({right}, {left})" if sign[0] == ">" else f"{call}({left}, {right})"
        one, other = self._fresh(), self._fresh()
        if isinstance(nodes[1], ast.Constant):
            fixed = self._fixed(nodes, right)
            return f"(None if ({one} := {left}) is None else {one} {sign} {fixed})"
        return (
            f"(None if ({one} := {left}) is None or ({other} := {right}) is None "
            f"else {one} {sign} {other})"
        )

    def _fixed(self, nodes: list[ast.expr], piece: str) -> str:
        """A whole number that whole numbers are compared with stays one: that is faster."""
        value = getattr(nodes[1], "value", None)
        whole = {self._kind(node) for node in nodes} == {"integer"}
        return self._keep(int(value)) if whole and isinstance(value, Decimal) else piece

    def _equality(self, sign: str, kinds: set[str], left: str, right: str) -> str:
        if "None" in (left, right):
            other = right if left == "None" else left
            return f"({other} {'is' if sign == '==' else 'is not'} None)"
        if kinds <= _PLAIN:
            return f"({left} {sign} {right})"
        call = f"{self._use(semantics.equal)}({left}, {right})"
        return call if sign == "==" else f"(not {call})"

    def _ifexp(self, node: ast.IfExp, frame: _Frame) -> str:
        test, body = self.emit(node.test, frame), self.emit(node.body, frame)
        sure = "" if self._sure(node.test) else " is True"
        return f"({body} if {test}{sure} else {self.emit(node.orelse, frame)})"

    def _call(self, node: ast.Call, frame: _Frame) -> str:
        assert isinstance(node.func, ast.Name)
        function = self.functions[node.func.id]
        called = self._keep(function.python)
        if function.rows:
            return self._rows(node, called, frame)
        pieces = [self._number(argument, frame) for argument in node.args]
        return _applied(function, called, pieces, [self._fresh() for _ in pieces])

    def _number(self, node: ast.expr, frame: _Frame) -> str:
        """Functions get numbers as Decimal, whether the field holds whole numbers or not."""
        piece = self.emit(node, frame)
        whole = self._kind(node) == "integer" and not isinstance(node, ast.Constant)
        return f"{self._use(semantics.plain)}({piece})" if whole else piece

    def _rows(self, node: ast.Call, called: str, frame: _Frame) -> str:
        rows, row, holder = self._fresh(), self._fresh(), self._fresh()
        first = node.args[0]
        given = f"({rows} := {self.emit(first, frame)} or ())"
        form = self.checked.types[first].form
        assert form is not None
        each = "True"
        if len(node.args) > 1:
            inner = _Frame(frame.scope.within(form), row, holder)
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
