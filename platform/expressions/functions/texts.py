"""Functions on text."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func

from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.value_type import BOOLEAN, INTEGER, TEXT, Type


def _integer(_: Sequence[Type]) -> Type:
    return INTEGER


def _truth(_: Sequence[Type]) -> Type:
    return BOOLEAN


def _text(_: Sequence[Type]) -> Type:
    return TEXT


FUNCTIONS = (
    Function("len", ("text",), _integer, len, lambda a: func.dg_int(func.length(a)),
             {"zh": "文本的字数", "en": "Number of characters"}, (("len('斗拱')", 2),)),
    Function("contains", ("text", "text"), _truth, lambda a, b: b in a, func.dg_contains,
             {"zh": "第一段文本是否包含第二段", "en": "Whether the first text contains the second"},
             (("contains('M4×12', '×')", True),)),
    Function("starts_with", ("text", "text"), _truth, lambda a, b: a.startswith(b),
             lambda a, b: func.dg_contains(func.substr(a, 1, func.length(b)), b),
             {"zh": "文本是否以此开头", "en": "Whether the text starts with the other"},
             (("starts_with('F-141', 'F')", True),)),
    Function("trim", ("text",), _text, lambda a: a.strip(" "), lambda a: func.trim(a),
             {"zh": "去掉两端空格", "en": "Without spaces at both ends"}, (("trim(' a ')", "a"),)),
)  # fmt: skip
