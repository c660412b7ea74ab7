"""All functions by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module

from dougong.platform.expressions.functions.function import Function

FAMILIES = (
    "dougong.platform.expressions.functions.texts",
    "dougong.platform.expressions.functions.numbers",
    "dougong.platform.expressions.functions.dates",
    "dougong.platform.expressions.functions.emptiness",
    "dougong.platform.expressions.functions.units",
    "dougong.platform.expressions.functions.line_items",
    "dougong.platform.expressions.functions.readings",
)

_added: dict[str, Function] = {}


@cache
def _shipped() -> Mapping[str, Function]:
    found: dict[str, Function] = {}
    for family in FAMILIES:
        functions: Iterable[Function] = import_module(family).FUNCTIONS
        found.update({function.name: function for function in functions})
    return found


def register(functions: Iterable[Function]) -> None:
    """Add functions of an upper floor; ValueError when a name is taken by another function."""
    for function in functions:
        present = functions_by_name().get(function.name)
        if present is not None and present != function:
            raise ValueError(f"function {function.name} exists already")
        _added[function.name] = function


def functions_by_name() -> Mapping[str, Function]:
    """Every function of the language."""
    return {**_shipped(), **_added}
