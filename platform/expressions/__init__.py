"""The expression language: parse, check, compile, explain (and `expressions.sql`: to SQL)."""

from dougong.platform.expressions.check import check, problems
from dougong.platform.expressions.checked import Checked, fits, kind_name
from dougong.platform.expressions.compiling import Compiled, compile_expression
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.explain import explain
from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.functions import Function, functions_by_name, register
from dougong.platform.expressions.money import Money
from dougong.platform.expressions.narrowing import may_be_unknown
from dougong.platform.expressions.parse import parse
from dougong.platform.expressions.quantity import Quantity
from dougong.platform.expressions.scope import Schema, Scope
from dougong.platform.expressions.trace import Trace
from dougong.platform.expressions.truth import holds
from dougong.platform.expressions.value_type import Type

__all__ = [
    "Checked",
    "Compiled",
    "Evaluation",
    "ExpressionError",
    "Function",
    "Money",
    "Quantity",
    "Schema",
    "Scope",
    "Trace",
    "Type",
    "check",
    "compile_expression",
    "explain",
    "fits",
    "functions_by_name",
    "holds",
    "kind_name",
    "may_be_unknown",
    "parse",
    "problems",
    "register",
]
