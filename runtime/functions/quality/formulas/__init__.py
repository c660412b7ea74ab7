"""The functions definitions may use, with their texts and examples."""

from dougong.runtime.functions.quality.formulas import plans, series

FUNCTIONS = (*plans.FUNCTIONS, *series.FUNCTIONS)

__all__ = ["FUNCTIONS"]
