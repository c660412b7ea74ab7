"""Checked expressions as Python functions: the hot path.

Each node becomes a piece of Python source over a fixed set of operations, put together once per
revision; nothing a user wrote reaches the compiler except through the allow-listed tree.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dougong.platform.expressions import semantics
from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.functions import functions_by_name
from dougong.platform.expressions.parse import WORDS
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import Type

Values = Mapping[str, object]


@dataclass(frozen=True)
class Compiled:
    """Call it with values (`{"record": {...}, name: …}`) and an Evaluation; gives a plain value."""

    checked: Checked
    run: Callable[[Values, Evaluation], object]

    def __call__(self, values: Values, evaluation: Evaluation) -> object:
        return self.run(values, evaluation)


def compile_expression(source: str, scope: Scope, expects: Type | None = None) -> Compiled:
    """Check and compile `source`; raises ExpressionError as `check` does."""
    checked = check(source, scope, expects)
    return Compiled(checked, _Compiler(checked).function())


_OPERATIONS: dict[str, object] = {
    "add": semantics.add,
    "subtract": semantics.subtract,
    "multiply": semantics.multiply,
    "divide": semantics.divide,
    "remainder": semantics.remainder,
    "negative": semantics.negative,
    "equal": semantics.equal,
    "less": semantics.less,
    "less_equal": semantics.less_equal,
    "both": semantics.both,
    "either": semantics.either,
    "opposite": semantics.opposite,
}

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Mod: "remainder",
}

# What Python's own operators do right as soon as no side is empty.
_DIRECT = ("date", "datetime", "text", "choice", "decimal", "integer")
_EQUAL_AS_IS = ("text", "choice", "date", "datetime", "boolean", "decimal", "integer")
_SIGNS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class _Compiler:
    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.names: dict[str, object] = dict(_OPERATIONS)
        self.functions = functions_by_name()
        self.counter = 0

    def function(self) -> Callable[[Values, Evaluation], object]:
        body = self.emit(self.checked.parsed.tree, self.checked.scope)
        code = compile(f"lambda v, at: {body}", "<expression>", "eval")
        made: Callable[[Values, Evaluation], object] = eval(
            code, {"__builtins__": {}, **self.names}
        )
        return made

    def emit(self, node: ast.expr, scope: Scope) -> str:
        method = getattr(self, f"_{type(node).__name__.lower()}")
        made: str = method(node, scope)
        return made

    def _type(self, node: ast.AST) -> Type:
        return self.checked.types[node]

    def _fresh(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def _keep(self, value: object) -> str:
        name = self._fresh("k")
        self.names[name] = value
        return name

    def _constant(self, node: ast.Constant, scope: Scope) -> str:
        value: object = node.value
        return repr(value) if value is None or isinstance(value, bool) else self._keep(value)

    def _name(self, node: ast.Name, scope: Scope) -> str:
        if node.id in scope.names or node.id == "record":
            return f"v.get({node.id!r})"
        if scope.find(node.id) is not None:
            return f"v['record'].get({node.id!r})"
        return "at.me" if node.id == "me" else repr(WORDS[node.id])

    def _attribute(self, node: ast.Attribute, scope: Scope) -> str:
        holder = self.emit(node.value, scope)
        if holder == "v.get('record')":
            return f"v['record'].get({node.attr!r})"
        name = self._fresh("t")
        return f"(None if ({name} := {holder}) is None else {name}.get({node.attr!r}))"

    def _boolop(self, node: ast.BoolOp, scope: Scope) -> str:
        pieces = [self.emit(value, scope) for value in node.values]
        is_and = isinstance(node.op, ast.And)
        if not any(self._type(value).optional for value in node.values):
            return "(" + (" and " if is_and else " or ").join(pieces) + ")"
        decided = "False" if is_and else "True"
        joined = pieces[0]
        for piece in pieces[1:]:
            name = self._fresh("t")
            call = "both" if is_and else "either"
            joined = (
                f"({decided} if ({name} := {joined}) is {decided} else {call}({name}, {piece}))"
            )
        return joined

    def _unaryop(self, node: ast.UnaryOp, scope: Scope) -> str:
        operand = self.emit(node.operand, scope)
        if isinstance(node.op, ast.USub):
            return f"negative({operand})"
        sure = not self._type(node.operand).optional
        return f"(not {operand})" if sure else f"opposite({operand})"

    def _binop(self, node: ast.BinOp, scope: Scope) -> str:
        left, right = self.emit(node.left, scope), self.emit(node.right, scope)
        return f"{_BINARY[type(node.op)]}({left}, {right})"

    def _compare(self, node: ast.Compare, scope: Scope) -> str:
        pieces: list[str] = []
        left_node = node.left
        left = self.emit(left_node, scope)
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn):
                pieces.append(self._member(operator, left, right_node))
                continue
            right = self.emit(right_node, scope)
            pieces.append(self._comparison(operator, left_node, left, right_node, right))
            left_node, left = right_node, right
        joined = pieces[0]
        for piece in pieces[1:]:
            joined = f"both({joined}, {piece})"
        return joined

    def _member(self, operator: ast.cmpop, left: str, listed: ast.expr) -> str:
        values = [element.value for element in listed.elts]  # type: ignore[attr-defined]
        tests = f"equal({left}, %s)"
        if all(isinstance(value, str) for value in values):
            made = f"({left} in {self._keep(frozenset(values))})"
        else:
            made = "(" + " or ".join(tests % self._keep(value) for value in values) + ")"
        return f"(not {made})" if isinstance(operator, ast.NotIn) else made

    def _comparison(
        self, operator: ast.cmpop, left_node: ast.expr, left: str, right_node: ast.expr, right: str
    ) -> str:
        kinds = {self._type(left_node).kind, self._type(right_node).kind}
        if isinstance(operator, ast.Eq | ast.NotEq):
            made = (
                f"({left} == {right})" if kinds <= set(_EQUAL_AS_IS) else f"equal({left}, {right})"
            )
            if "None" in (left, right):
                made = f"({left} is {right})" if left != "None" else f"({right} is {left})"
            return made if isinstance(operator, ast.Eq) else f"(not {made})"
        if not kinds <= set(_DIRECT):
            call = "less" if isinstance(operator, ast.Lt | ast.Gt) else "less_equal"
            swap = isinstance(operator, ast.Gt | ast.GtE)
            return f"{call}({right}, {left})" if swap else f"{call}({left}, {right})"
        one, other = self._fresh("t"), self._fresh("t")
        return (
            f"(None if ({one} := {left}) is None or ({other} := {right}) is None "
            f"else {one} {_SIGNS[type(operator)]} {other})"
        )

    def _ifexp(self, node: ast.IfExp, scope: Scope) -> str:
        test, body = self.emit(node.test, scope), self.emit(node.body, scope)
        return f"({body} if {test} is True else {self.emit(node.orelse, scope)})"

    def _call(self, node: ast.Call, scope: Scope) -> str:
        function = self.functions[node.func.id]  # type: ignore[attr-defined]
        called = self._keep(function.python)
        if function.rows:
            return self._rows(node, called, scope)
        pieces = [self.emit(argument, scope) for argument in node.args]
        if function.context:
            return f"{called}({', '.join(['at', *pieces])})"
        numeric = [self._number(p, a) for p, a in zip(pieces, node.args, strict=True)]
        if function.takes_empty or not numeric:
            return f"{called}({', '.join(numeric)})"
        names = [self._fresh("t") for _ in numeric]
        tests = " or ".join(f"({n} := {p}) is None" for n, p in zip(names, numeric, strict=True))
        return f"(None if {tests} else {called}({', '.join(names)}))"

    def _number(self, piece: str, node: ast.expr) -> str:
        """Functions get numbers as Decimal, whether the field holds whole numbers or not."""
        if self._type(node).kind != "integer":
            return piece
        self.names["plain"] = semantics.plain
        return f"plain({piece})"

    def _rows(self, node: ast.Call, called: str, scope: Scope) -> str:
        lines = self._type(node.args[0])
        rows = self.emit(node.args[0], scope)
        if len(node.args) == 1:
            each = "True"
        else:
            assert lines.form is not None
            each = self.emit(node.args[1], scope.within(lines.form))
        self.names["each_row"] = _each_row
        holder = self._holder(node.args[0], scope)
        return f"{called}(each_row(v, {rows}, {holder}, lambda v: {each}))"

    def _holder(self, node: ast.expr, scope: Scope) -> str:
        return self.emit(node.value, scope) if isinstance(node, ast.Attribute) else "v['record']"


def _each_row(
    values: Values, rows: object, holder: object, run: Callable[[Values], object]
) -> object:
    """The row expression's value for each row."""
    frames = ({**values, "record": row, "parent": holder} for row in rows or ())  # type: ignore[attr-defined]
    return [run(frame) for frame in frames]
