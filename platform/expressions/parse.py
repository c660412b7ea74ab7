"""Source text to an allow-listed tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.tokens import cleaned
from dougong.platform.texts import N_, Message

MAX_NODES = 200
MAX_DEPTH = 30
MAX_DIGITS = 12
MAX_PLACES = 6

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
WORDS: dict[str, object] = {"true": True, "false": False, "empty": None}

_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add, ast.Sub,
    ast.Mult, ast.Div, ast.Mod, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
    ast.In, ast.NotIn, ast.IfExp, ast.Call, ast.Name, ast.Attribute, ast.Constant, ast.Tuple,
    ast.List, ast.Load,
)  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """A tree in which only allowed nodes stand; number literals are Decimal.

    Nodes' `col_offset` and `end_col_offset` count characters of `source`.
    """

    source: str
    tree: ast.expr


@lru_cache(maxsize=4096)
def parse(source: str) -> Parsed:
    """Parse `source`.

    Raises ExpressionError with its position for anything outside the language or its bounds.
    """
    text = cleaned(source)
    lead = len(text) - len(text.lstrip())
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        end = len(text.rstrip())  # where Python names no place, something is missing at the end
        at = min(lead + error.offset - 1, end) if error.offset else end
        raise _error(N_("This cannot be read as a formula"), at, "syntax") from None
    except (ValueError, RecursionError, MemoryError):
        raise _error(N_("The formula is too complicated: split it"), lead) from None
    _walk(tree, text, _characters(text.strip(), lead))
    return Parsed(source, tree)


def _characters(text: str, lead: int) -> Callable[[int], int]:
    """From Python's byte offsets to places in the source as it was given."""
    if text.isascii():
        return lambda offset: offset + lead
    places: list[int] = []
    for index, character in enumerate(text):
        places.extend([index + lead] * len(character.encode()))
    places.append(len(text) + lead)
    return places.__getitem__


def _walk(tree: ast.expr, source: str, character: Callable[[int], int]) -> None:
    stack: list[tuple[ast.AST, ast.AST, int]] = [(tree, tree, 1)]
    count = 0
    while stack:
        node, holder, depth = stack.pop()
        if isinstance(node, ast.expr | ast.keyword):
            node.col_offset = character(node.col_offset)
            node.end_col_offset = character(node.end_col_offset or 0)
            count += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise _at(node, N_("The formula is too complicated: split it"), "too_complicated")
        if not isinstance(node, _ALLOWED):  # an operator has no place of its own
            where = node if isinstance(node, ast.expr) else holder
            raise _at(where, N_("This is not part of the formula language"))
        _allowed(node, source)
        stack.extend((child, node, depth + 1) for child in ast.iter_child_nodes(node))


def _allowed(node: ast.AST, source: str) -> None:
    if isinstance(node, ast.Name):
        _name(node, node.id)
    elif isinstance(node, ast.Attribute):
        _name(node, node.attr)
    elif isinstance(node, ast.Constant):
        node.value = _literal(node, source)  # type: ignore[assignment]  # a Decimal: ours from here on
    elif isinstance(node, ast.Call):
        _call(node)
    elif isinstance(node, ast.Compare):
        _compare(node)


def _name(node: ast.expr, name: str) -> None:
    if name.startswith("_"):
        raise _at(node, N_("“{name}” is not a name that may be used here"), "name", name=name[:40])


def _literal(node: ast.Constant, source: str) -> object:
    value: object = node.value
    if value is None or isinstance(value, bool | str | Decimal):
        return value
    if not isinstance(value, int | float):
        raise _at(node, N_("This is not part of the formula language"))
    start, length = place(node)
    text = source[start : start + length]
    if not _NUMBER.fullmatch(text):  # 1. and .5, and 1.e99999 above all
        raise _at(node, N_("Write numbers in decimal digits"), "number")
    whole, _, fraction = text.partition(".")
    if len(whole) > MAX_DIGITS or len(fraction) > MAX_PLACES:
        raise _at(node, N_("Numbers have at most 12 digits before and 6 after the point"), "number")
    return Decimal(text)


def _call(node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name):
        raise _at(node, N_("Only functions of the list can be called"), "call")
    if node.keywords:
        raise _at(node, N_("Write the function's values one after another, without names"), "call")


def _compare(node: ast.Compare) -> None:
    for operator, right in zip(node.ops, node.comparators, strict=True):
        if isinstance(operator, ast.In | ast.NotIn) and not _fixed(right):
            message = N_("After “in” stands a list of fixed values: (1, 2, 3)")
            raise _at(right, message, "list")


def _fixed(node: ast.expr) -> bool:
    return isinstance(node, ast.Tuple | ast.List) and all(map(_constant, node.elts))


def _constant(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = node.operand
        return isinstance(inner, ast.Constant) and isinstance(inner.value, int | float)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id in WORDS)


def elements(node: ast.expr) -> list[object]:
    """The values of the list that stands after “in”."""
    assert isinstance(node, ast.Tuple | ast.List)
    return [_element(one) for one in node.elts]


def _element(node: ast.expr) -> object:
    if isinstance(node, ast.Name):
        return WORDS[node.id]
    if isinstance(node, ast.UnaryOp):
        assert isinstance(node.operand, ast.Constant)
        number: object = node.operand.value
        assert isinstance(number, Decimal)
        return -number
    assert isinstance(node, ast.Constant)
    return node.value


def place(node: ast.AST) -> tuple[int, int]:
    """Position and length of a node in its source, in characters."""
    start = getattr(node, "col_offset", 0)
    end = getattr(node, "end_col_offset", None) or start
    return start, end - start


def _at(node: ast.AST, msgid: str, code: str = "not_allowed", **params: object) -> ExpressionError:
    position, length = place(node)
    return ExpressionError(Message(msgid, params), position, length, code)


def _error(msgid: str, position: int, code: str = "too_complicated") -> ExpressionError:
    return ExpressionError(Message(msgid), position, 0, code)
