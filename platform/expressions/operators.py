"""Which types operators take and give."""

from __future__ import annotations

import ast

from dougong.platform.expressions.checked import fault, kind_name
from dougong.platform.expressions.value_type import DECIMAL, INTEGER, TEXT, Type
from dougong.platform.texts import N_

_MEASURES = ("quantity", "money")
_TEXTS = ("text", "choice")


def calculation_type(node: ast.BinOp, left: Type, right: Type) -> Type:
    """The type of a calculation; raises ExpressionError where it means nothing."""
    result = _arithmetic(node.op, left, right)
    if result is None:
        raise fault(
            node,
            N_("{left} and {right} cannot be calculated with each other this way"),
            left=kind_name(left),
            right=kind_name(right),
        )
    return result.sure() if _sure(node.op, left, right) else result.maybe()


def _arithmetic(operator: ast.operator, left: Type, right: Type) -> Type | None:
    """Type of `left operator right`; None where it means nothing."""
    if "empty" in (left.kind, right.kind):
        return _with_empty(operator, left if right.kind == "empty" else right)
    if left.kind in _TEXTS or right.kind in _TEXTS:
        joins = isinstance(operator, ast.Add) and {left.kind, right.kind} <= set(_TEXTS)
        return TEXT if joins else None
    if left.numeric and right.numeric:
        whole = left.kind == right.kind == "integer" and not isinstance(operator, ast.Div)
        return INTEGER if whole else DECIMAL
    if isinstance(operator, ast.Add | ast.Sub):
        return left if left.kind == right.kind and left.kind in _MEASURES else None
    if isinstance(operator, ast.Mult):
        return _product(left, right)
    return _quotient(left, right) if isinstance(operator, ast.Div) else None


def _with_empty(operator: ast.operator, known: Type) -> Type | None:
    """Calculating with a fixed empty value gives empty, of the kind the other side suggests."""
    if known.kind == "empty":
        return DECIMAL
    if known.kind in _TEXTS:
        return TEXT if isinstance(operator, ast.Add) else None
    if known.kind in _MEASURES:
        return None if isinstance(operator, ast.Mod) else known
    return known if known.numeric else None


def _sure(operator: ast.operator, left: Type, right: Type) -> bool:
    """Whether two values that are there always give one (results too large to store aside)."""
    if left.optional or right.optional or isinstance(operator, ast.Div | ast.Mod):
        return False  # a divisor may be zero
    units = left.kind == right.kind and left.kind in _MEASURES
    return not units


def _product(left: Type, right: Type) -> Type | None:
    if left.kind in _MEASURES and right.numeric:
        return left
    if right.kind in _MEASURES and left.numeric:
        return right
    return Type("money") if {left.kind, right.kind} == set(_MEASURES) else None


def _quotient(left: Type, right: Type) -> Type | None:
    if left.kind not in _MEASURES:
        return None
    if right.numeric:
        return left
    return DECIMAL if left.kind == right.kind else None


def comparable(operator: ast.cmpop, left: Type, right: Type) -> bool:
    """Whether the two can be compared by `operator`."""
    if {"lines", "struct"} & {left.kind, right.kind}:
        return False
    if "empty" in (left.kind, right.kind):
        return True
    if "readings" in (left.kind, right.kind):
        return False
    if "files" in (left.kind, right.kind):
        return False  # whether there are any is all that is asked of files, besides how many
    if isinstance(operator, ast.Eq | ast.NotEq):
        return _same_sort(left, right) or _link_and_id(left, right)
    return _same_sort(left, right) and left.kind not in ("boolean", "link")


def _same_sort(left: Type, right: Type) -> bool:
    if left.kind == "link" and right.kind == "link":
        return left.form == right.form
    if left.numeric and (right.numeric or right.kind in _MEASURES):
        return True
    if right.numeric and left.kind in _MEASURES:
        return True
    if left.kind in _TEXTS and right.kind in _TEXTS:
        return True
    return left.kind == right.kind


def _link_and_id(left: Type, right: Type) -> bool:
    return {left.kind, right.kind} == {"link", "text"}


def merged(one: Type, other: Type) -> Type | None:
    """The type of “one or the other”; None where they do not fit together."""
    optional = one.optional or other.optional
    if one.kind == "empty":
        return other.maybe()
    if other.kind == "empty":
        return one.maybe()
    if one.numeric and other.numeric:
        return Type(one.kind if one.kind == other.kind else "decimal", optional=optional)
    if one.kind in _TEXTS and other.kind in _TEXTS:
        options = one.options | other.options if one.options and other.options else None
        return Type("text", options=options, optional=optional)
    same = one.kind == other.kind and one.form == other.form and one.kind not in ("lines", "struct")
    return one.maybe(optional) if same else None
