"""Types of calls."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from dougong.platform.expressions.checked import fault
from dougong.platform.expressions.functions import Function
from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import N_

# Of functions that take any number of values.
MAX_VALUES = 20


def function_called(node: ast.Call, functions: Mapping[str, Function]) -> Function:
    """The function a call names, given as many values as it takes; raises ExpressionError."""
    assert isinstance(node.func, ast.Name)
    function = functions.get(node.func.id)
    if function is None:
        words = N_("There is no function “{name}”")
        raise fault(node, words, "unknown_function", name=node.func.id)
    most = len(function.parameters)
    given, fewest = len(node.args), most - function.optional
    if function.repeats:
        most = MAX_VALUES
    if not fewest <= given <= most:
        raise fault(node, N_("Write it as {signature}"), "arity", signature=function.signature())
    return function


def call_type(node: ast.Call, function: Function, types: Sequence[Type]) -> Type:
    """The type of a call with values of `types`; raises ExpressionError where they do not fit."""
    for index, (found, argument) in enumerate(zip(types, node.args, strict=True)):
        _check_parameter(function, index, found, argument)
    result = _result(node, function, types)
    if not function.takes_empty and any(one.optional for one in types):
        return result.maybe()
    return result


def countable(node: ast.Call, function: Function, found: Type) -> bool:
    """Whether the call counts files: they have no rows a second value could be worked out for."""
    return found.kind == "files" and len(node.args) == 1 and "files" in function.parameter(0)


def rows_form(node: ast.expr, lines: Type) -> str:
    """The form of the line items a row function runs over; raises ExpressionError."""
    if lines.kind != "lines" or lines.form is None:
        raise fault(node, N_("Line items are needed here"))
    return lines.form


def rows_type(node: ast.Call, function: Function, types: Sequence[Type]) -> Type:
    """The type of a call of a row function: `types` of the line items and of its row expression."""
    if len(types) > 1:
        _check_parameter(function, 1, types[1], node.args[1])
    return _result(node, function, types)


def _result(node: ast.Call, function: Function, types: Sequence[Type]) -> Type:
    result = function.result(types)
    if result is None:
        raise fault(node, N_("The values must be of one kind"))
    return result


def _check_parameter(function: Function, index: int, found: Type, node: ast.expr) -> None:
    wanted = set(function.parameter(index).split("|"))
    if "number" in wanted:
        wanted |= {"integer", "decimal"}
    if "text" in wanted:
        wanted.add("choice")
    anything = "any" in wanted and found.kind not in ("lines", "struct")
    if not anything and found.kind not in wanted | {"empty"}:
        raise fault(node, N_("Write it as {signature}"), signature=function.signature())
