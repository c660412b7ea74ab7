"""Conditions that are known whatever the values."""

from __future__ import annotations

import ast


def is_sure(node: ast.expr) -> bool:
    """Whether a condition is true or false whatever the values: drafts leave even required
    fields empty, so only the form of the expression counts.
    """
    if isinstance(node, ast.Compare):
        return all(isinstance(o, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for o in node.ops)
    if isinstance(node, ast.BoolOp):
        return all(map(is_sure, node.values))
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not) and is_sure(node.operand)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "is_empty"
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)
