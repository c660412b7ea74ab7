"""Source text to an allow-listed tree."""

from __future__ import annotations

import ast
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.texts import N_, Message

MAX_LENGTH = 2_000
MAX_NODES = 200
MAX_DEPTH = 30
MAX_DIGITS = 18

WORDS: dict[str, object] = {"true": True, "false": False, "empty": None}

_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Mod, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE,
    ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.IfExp, ast.Call, ast.Name, ast.Attribute, ast.Constant,
    ast.Tuple, ast.List, ast.Load,
)  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """A tree in which only allowed nodes stand; number literals are Decimal."""

    source: str
    tree: ast.expr


@lru_cache(maxsize=4096)
def parse(source: str) -> Parsed:
    """Parse `source`.

    Raises ExpressionError with its position for anything outside the language or its bounds.
    """
    text = source if isinstance(source, str) else ""
    _plain(text)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        at = max((error.offset or 1) - 1, 0)
        raise _error(N_("This cannot be read as a formula"), at) from None
    except (ValueError, RecursionError, MemoryError):
        raise _error(N_("This cannot be read as a formula"), 0) from None
    stripped = text.strip()
    _walk(tree, stripped)
    return Parsed(stripped, tree)


def _plain(text: str) -> None:
    if not text.strip():
        raise _error(N_("The formula is empty"), 0)
    if len(text) > MAX_LENGTH:
        raise _error(
            N_("The formula is longer than {limit} characters"), MAX_LENGTH, limit=MAX_LENGTH
        )
    for index, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t":
            raise _error(N_("The formula holds a character that is not allowed"), index)


def _walk(tree: ast.expr, source: str) -> None:
    stack: list[tuple[ast.AST, int]] = [(tree, 1)]
    count = 0
    while stack:
        node, depth = stack.pop()
        count += 1
        if count > 4 * MAX_NODES or depth > MAX_DEPTH:
            raise _at(node, N_("The formula is too complicated: split it"))
        _allowed(node, source)
        children = (
            node.elts if isinstance(node, ast.Tuple | ast.List) else ast.iter_child_nodes(node)
        )
        stack.extend((child, depth + 1) for child in children)


def _allowed(node: ast.AST, source: str) -> None:
    if not isinstance(node, _ALLOWED):
        raise _at(node, N_("This is not part of the formula language"))
    if isinstance(node, ast.Name):
        _name(node, node.id, source)
    elif isinstance(node, ast.Attribute):
        _name(node, node.attr, source)
    elif isinstance(node, ast.Constant):
        node.value = _literal(node, source)  # type: ignore[assignment]  # Decimal for numbers
    elif isinstance(node, ast.Call):
        _call(node)
    elif isinstance(node, ast.Compare):
        _compare(node)


def _name(node: ast.expr, name: str, source: str) -> None:
    # Python folds look-alike letters (NFKC) in names: what is written must be what is meant.
    written = source.encode()[node.col_offset : node.end_col_offset].decode()
    if name.startswith("_") or not name.isascii() or name not in written:
        raise _at(node, N_("“{name}” is not a name that may be used here"), name=name[:40])


def _literal(node: ast.Constant, source: str) -> object:
    value: object = node.value
    if value is None or isinstance(value, bool | str | Decimal):
        return value
    if isinstance(value, int | float):
        written = ast.get_source_segment(source, node) or ""
        try:
            number = Decimal(written.replace("_", ""))
        except InvalidOperation:
            raise _at(node, N_("Write numbers in decimal digits")) from None
        digits, exponent = number.as_tuple().digits, number.as_tuple().exponent
        if (
            len(written) > MAX_DIGITS + 2
            or len(digits) > MAX_DIGITS
            or not isinstance(exponent, int)
        ):
            raise _at(node, N_("This number has too many digits"))
        if "e" in written.lower() or exponent < -6 or number.adjusted() >= 12:
            raise _at(node, N_("Numbers have at most 12 digits before and 6 after the point"))
        return number
    raise _at(node, N_("This is not part of the formula language"))


def _call(node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name):
        raise _at(node, N_("Only functions of the list can be called"))
    if node.keywords:
        raise _at(node, N_("Write the function's values one after another, without names"))
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            raise _at(node, N_("This is not part of the formula language"))


def _compare(node: ast.Compare) -> None:
    for operator, right in zip(node.ops, node.comparators, strict=True):
        if isinstance(operator, ast.In | ast.NotIn):
            listed = isinstance(right, ast.Tuple | ast.List)
            if not listed or not all(isinstance(e, ast.Constant) for e in right.elts):  # type: ignore[attr-defined]
                raise _at(right, N_("After “in” stands a list of fixed values: (1, 2, 3)"))


def place(node: ast.AST) -> tuple[int, int]:
    """Position and length of a node in its source."""
    start = getattr(node, "col_offset", 0)
    end = getattr(node, "end_col_offset", None) or start
    return start, end - start


def _at(node: ast.AST, msgid: str, **params: object) -> ExpressionError:
    position, length = place(node)
    return ExpressionError(Message(msgid, params), position, length)


def _error(msgid: str, position: int, **params: object) -> ExpressionError:
    return ExpressionError(Message(msgid, params), position)
