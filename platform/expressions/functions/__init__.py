"""The functions of the expression language, one file per family."""

from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.functions.registry import functions_by_name, register

__all__ = ["Function", "functions_by_name", "register"]
