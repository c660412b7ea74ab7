"""Functions on text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from string import ascii_lowercase, ascii_uppercase

from sqlalchemy import func

from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.value_type import BOOLEAN, INTEGER, TEXT, Type


def _integer(_: Sequence[Type]) -> Type:
    return INTEGER


def _truth(_: Sequence[Type]) -> Type:
    return BOOLEAN


def _text(_: Sequence[Type]) -> Type:
    return TEXT


_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_LARGE = str.maketrans(ascii_lowercase, ascii_uppercase)


def lower(text: str) -> str:
    """`text` with A–Z small; other letters stay, for databases do not agree about them."""
    return text.translate(_SMALL)


def upper(text: str) -> str:
    """`text` with a–z large."""
    return text.translate(_LARGE)


def written(number: Decimal) -> str:
    """`number` as people write it, without a unit, exponent or zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


FUNCTIONS = (
    Function("len", ("text",), _integer, len, func.dg_length,
             {"zh": "文本的字数", "en": "Number of characters"}, (("len('斗拱')", 2),)),
    Function("contains", ("text", "text"), _truth, lambda a, b: b in a, func.dg_contains,
             {"zh": "第一段文本是否包含第二段", "en": "Whether the first text contains the second"},
             (("contains('M4×12', '×')", True),)),
    Function("starts_with", ("text", "text"), _truth, lambda a, b: a.startswith(b),
             lambda a, b: func.dg_contains(func.substr(a, 1, func.length(b)), b),
             {"zh": "文本是否以此开头", "en": "Whether the text starts with the other"},
             (("starts_with('F-141', 'F')", True),)),
    Function("lower", ("text",), _text, lower, func.dg_lower,
             {"zh": "英文字母改为小写(仅 A–Z)", "en": "With small letters (A–Z only)"},
             (("lower('M4-A')", "m4-a"),)),
    Function("upper", ("text",), _text, upper, func.dg_upper,
             {"zh": "英文字母改为大写(仅 a–z)", "en": "With capital letters (a–z only)"},
             (("upper('m4-a')", "M4-A"),)),
    Function("trim", ("text",), _text, lambda a: a.strip(" "), lambda a: func.trim(a),
             {"zh": "去掉两端空格", "en": "Without spaces at both ends"}, (("trim(' a ')", "a"),)),
    Function("text_of", ("number",), _text, written, None,
             {"zh": "数字写成文本", "en": "A number written as text"},
             (("text_of(200)", "200"), ("'AQL ' + text_of(0.650)", "AQL 0.65"))),
)  # fmt: skip
