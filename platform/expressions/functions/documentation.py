"""The functions as a table for people, in either language."""

from __future__ import annotations

from collections.abc import Mapping

from dougong.platform.expressions.functions.function import Function

_HEADS = {
    "zh": ("函数", "含义", "例", "可用于筛选"),
    "en": ("function", "meaning", "example", "in filters"),
}


def table(functions: Mapping[str, Function], language: str) -> str:
    """A Markdown table of `functions`, in the order they are registered."""
    head = _HEADS[language]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [_line(function, language) for function in functions.values()]
    return "\n".join(lines) + "\n"


def _line(function: Function, language: str) -> str:
    example = function.examples[0] if function.examples else None
    shown = f"`{example[0]}` → `{_written(example[1])}`" if example else ""
    usable = function.sql is not None or function.sql_built or function.context
    cells = (f"`{function.signature()}`", function.docs[language], shown, "✓" if usable else "")
    return f"| {' | '.join(cells)} |"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else str(value)
