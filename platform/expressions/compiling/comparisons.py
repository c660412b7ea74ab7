"""Comparisons as Python source."""

from __future__ import annotations

import ast
from decimal import Decimal

from dougong.platform.expressions import semantics
from dougong.platform.expressions.compiling.pieces import Pieces
from dougong.platform.expressions.parse import elements

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


def member(pieces: Pieces, node: ast.Compare, kind: str, left: str) -> str:
    """`left`, of `kind`, in the list of fixed values `node` names; or not in it."""
    values = elements(node.comparators[0])
    sign = "not in" if isinstance(node.ops[0], ast.NotIn) else "in"
    if kind in _PLAIN:
        return f"({left} {sign} {pieces.keep(frozenset(values))})"
    call = f"{pieces.use(semantics.member)}({left}, {pieces.keep(tuple(values))})"
    return f"(not {call})" if sign == "not in" else call


def comparison(
    pieces: Pieces, operator: ast.cmpop, kinds: set[str], sides: list[str], node: ast.expr
) -> str:
    """Two `sides` of `kinds` compared; `node` is the right one."""
    left, right = sides
    sign = _SIGNS[type(operator)]
    if sign in ("==", "!="):
        return _equality(pieces, sign, kinds, left, right)
    if not kinds <= _PLAIN:
        call = pieces.use(semantics.less if len(sign) == 1 else semantics.less_equal)
        return f"{call}({right}, {left})" if sign[0] == ">" else f"{call}({left}, {right})"
    one, other = pieces.fresh(), pieces.fresh()
    if isinstance(node, ast.Constant):
        fixed = _fixed(pieces, kinds, node, right)
        return f"(None if ({one} := {left}) is None else {one} {sign} {fixed})"
    return (
        f"(None if ({one} := {left}) is None or ({other} := {right}) is None "
        f"else {one} {sign} {other})"
    )


def _fixed(pieces: Pieces, kinds: set[str], node: ast.Constant, piece: str) -> str:
    """A whole number that whole numbers are compared with stays one: that is faster."""
    value: object = node.value
    if kinds == {"integer"} and isinstance(value, Decimal):
        return pieces.keep(int(value))
    return piece


def _equality(pieces: Pieces, sign: str, kinds: set[str], left: str, right: str) -> str:
    if "None" in (left, right):
        other = right if left == "None" else left
        return f"({other} {'is' if sign == '==' else 'is not'} None)"
    if kinds <= _PLAIN:
        return f"({left} {sign} {right})"
    call = f"{pieces.use(semantics.equal)}({left}, {right})"
    return call if sign == "==" else f"(not {call})"
