"""Functions of this floor for the expression language, one room per trade."""

from dougong.runtime.functions.quality import FUNCTIONS

__all__ = ["FUNCTIONS"]
