"""Checked expressions as Python functions: the hot path.

Each node becomes a piece of Python source over a fixed set of operations, put together once per
revision; nothing a user wrote reaches Python's compiler: names become quoted keys, constants become
names of ours, and only nodes of the allow-listed tree are translated.
"""

from dougong.platform.expressions.compiling.compiled import Compiled, compile_expression

__all__ = ["Compiled", "compile_expression"]
