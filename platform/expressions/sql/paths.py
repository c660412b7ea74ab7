"""The records a path leads through."""

from __future__ import annotations

import ast

from dougong.platform.expressions.sql.records import SqlRecord


def record_of(node: ast.expr, holders: list[SqlRecord]) -> SqlRecord | None:
    """The record a name alone stands for, when it is not a field."""
    if isinstance(node, ast.Name) and node.id == "record":
        return holders[-1]
    if isinstance(node, ast.Name) and node.id == "parent" and len(holders) > 1:
        return holders[-2]
    return None


def followed(node: ast.expr, holders: list[SqlRecord]) -> SqlRecord:
    """The record a path stands for."""
    record = record_of(node, holders)
    if record is not None:
        return record
    if isinstance(node, ast.Name):
        return holders[-1].link(node.id)
    assert isinstance(node, ast.Attribute)
    return followed(node.value, holders).link(node.attr)
