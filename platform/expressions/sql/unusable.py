"""What of a checked expression no database can work out."""

from __future__ import annotations

import ast

from dougong.platform.expressions.checked import Checked, fault
from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.texts import N_


def unusable(checked: Checked) -> ExpressionError | None:
    """Why it cannot stand where records are looked for; None where it can.

    Known without a database: functions there is no SQL for, unless they are of constants.
    """
    functions = functions_by_name()
    for node in ast.walk(checked.parsed.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if not _has_sql(functions[node.func.id], node):
            return fault(node, N_("“{name}” cannot be used in a filter"), name=node.func.id)
    return None


def _has_sql(function: Function, node: ast.Call) -> bool:
    if function.sql_built or function.sql is not None or function.name == "coalesce":
        return True
    if function.rows:
        return False
    return all(isinstance(argument, ast.Constant) for argument in node.args)
