"""Types of comparisons."""

from __future__ import annotations

import ast
from collections.abc import Callable

from dougong.platform.expressions.checked import fault, kind_name
from dougong.platform.expressions.operators import comparable
from dougong.platform.expressions.value_type import BOOLEAN, Type
from dougong.platform.texts import N_

Visit = Callable[[ast.expr], Type]


def comparison_type(node: ast.Compare, visit: Visit) -> Type:
    """The type of a comparison; `visit` gives the types of what is compared.

    Raises ExpressionError for what cannot be compared.
    """
    if any(isinstance(operator, ast.In | ast.NotIn) for operator in node.ops):
        return _listed(node, visit)
    left_node, left, optional = node.left, visit(node.left), False
    for operator, right_node in zip(node.ops, node.comparators, strict=True):
        right = visit(right_node)
        _check_comparable(operator, left, right, right_node)
        _check_option(left, right_node)
        _check_option(right, left_node)
        if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            _check_filled(left_node, right_node)
            units = left.kind == right.kind and left.kind in ("quantity", "money")
            optional = optional or left.optional or right.optional or units
        left_node, left = right_node, right
    return BOOLEAN.maybe() if optional else BOOLEAN.sure()


def _listed(node: ast.Compare, visit: Visit) -> Type:
    if len(node.ops) > 1:
        raise fault(node, N_("Join comparisons with “in” by and"))
    listed = node.comparators[0]
    assert isinstance(listed, ast.Tuple | ast.List)
    left = visit(node.left)
    if not listed.elts:
        raise fault(listed, N_("The list is empty"))
    for element in listed.elts:
        found = visit(element)
        _check_comparable(ast.Eq(), left, found, element)
        _check_option(left, element)
    return BOOLEAN.sure()


def _check_comparable(operator: ast.cmpop, left: Type, right: Type, node: ast.expr) -> None:
    if not comparable(operator, left, right):
        raise fault(
            node,
            N_("{left} cannot be compared with {right}"),
            left=kind_name(left),
            right=kind_name(right),
        )


def _check_filled(*nodes: ast.expr) -> None:
    for node in nodes:
        empty = isinstance(node, ast.Name) and node.id == "empty"
        if empty or (isinstance(node, ast.Constant) and node.value is None):
            raise fault(node, N_("Only == and != can compare with empty"))


def _check_option(left: Type, node: ast.expr) -> None:
    """A choice compared with a code it does not have is a slip of the pen."""
    if left.kind != "choice" or left.options is None or not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, str) and node.value not in left.options:
        known = ", ".join(sorted(left.options)[:12])
        raise fault(
            node,
            N_("“{value}” is not one of the options ({known})"),
            "unknown_option",
            value=node.value,
            known=known,
        )
