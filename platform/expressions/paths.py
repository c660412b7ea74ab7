"""Dotted paths: what stands behind a dot, and where a path begins."""

from __future__ import annotations

import ast

from dougong.platform.expressions.checked import Path, fault
from dougong.platform.expressions.scope import Schema, Scope
from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import N_


def path_of(node: ast.expr, scope: Scope, at: Path) -> Path:
    """The path of a name with dots; `at` is that of the line items a row expression runs over.

    Raises ExpressionError where a dot follows anything but a field.
    """
    if isinstance(node, ast.Attribute):
        return (*path_of(node.value, scope, at), node.attr)
    if not isinstance(node, ast.Name):
        raise fault(node, N_("A dot can only follow a field"))
    if node.id == "parent" and at:
        return at[:-1]  # inside a row expression: whoever holds the rows
    if node.id == "outer" and scope.outer is not None:
        return scope.outer
    if node.id == "record":
        return at or ("record",)
    if node.id in scope.names or scope.find(node.id) is None:
        return (node.id,)
    return (*(at or ("record",)), node.id)


def member_of(holder: Type, name: str, schema: Schema) -> Type | None:
    """The type of `name` behind a dot; None when `holder` has nothing of that name."""
    if holder.kind == "struct":
        return holder.members.get(name)
    if holder.kind != "link" or holder.form is None:
        return None
    if name == "parent" and "." in holder.form:
        return Type("link", holder.form.rsplit(".", 1)[0], optional=False)
    return schema.fields(holder.form).get(name)
