"""The characters and words a formula may be written with: the outer wall before Python's parser.

Python's own lexer knows far more (prefixes, escapes, hexadecimal, continuation lines, look-alike
letters); what is not matched here never reaches it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.texts import N_, Message

MAX_LENGTH = 2_000
MAX_PARENTHESES = 60

_SPACES = " \t\r\n\u00a0\u3000"
_TOKEN = re.compile(
    rf"""
    (?P<space>[{_SPACES}]+)
  | (?P<text>'(?:[^'\\\r\n]|\\['"\\nt])*' | "(?:[^"\\\r\n]|\\['"\\nt])*")
  | (?P<number>[0-9]+(?:\.[0-9]+)?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<sign>==|!=|<=|>=|[-+*/%<>().,\[\]])
    """,
    re.VERBOSE,
)
_MEANT = {"“": "'", "”": "'", "‘": "'", "’": "'", "=": "==", "&": "and", "|": "or", "!": "not"}
# These two side by side mean something else in Python than anybody would guess here.
_APART = {
    ("number", "name"): N_("Write numbers in decimal digits"),
    ("number", "number"): N_("Write numbers in decimal digits"),
    ("name", "text"): N_("A text cannot follow a word without a space"),
    ("text", "text"): N_("Two texts follow one another: write + between them"),
}


def cleaned(source: str) -> str:
    """`source`, every white space a blank, each character at its place.

    Raises ExpressionError at the first character outside the language.
    """
    if not isinstance(source, str) or not source.strip(_SPACES):
        raise ExpressionError(Message(N_("The formula is empty")), 0, 0, "empty")
    if len(source) > MAX_LENGTH:
        message = Message(
            N_("The formula is longer than {limit} characters"), {"limit": MAX_LENGTH}
        )
        raise ExpressionError(message, MAX_LENGTH, len(source) - MAX_LENGTH, "too_long")
    _without_invisible(source)
    return "".join(_pieces(source))


def _without_invisible(source: str) -> None:
    for index, character in enumerate(source):
        if character not in _SPACES and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co"):
            message = Message(N_("The formula holds a character that is not allowed"))
            raise ExpressionError(message, index, 1, "character")


def _pieces(source: str) -> Iterator[str]:
    position, depth, before, touching = 0, 0, "", False
    while position < len(source):
        found = _TOKEN.match(source, position)
        if found is None:
            raise _unknown(source, position)
        kind, piece = str(found.lastgroup), found.group()
        if kind == "space":
            yield " " * len(piece)
            touching = False
        else:
            _apart(before, kind, touching, position, len(piece))
            depth = _nested(piece, depth, position)
            yield piece
            before, touching = kind, True
        position = found.end()


def _apart(before: str, kind: str, touching: bool, position: int, length: int) -> None:
    msgid = _APART.get((before, kind))
    if msgid is not None and (touching or kind == before == "text"):
        raise ExpressionError(Message(msgid), position, length, "syntax")


def _nested(piece: str, depth: int, position: int) -> int:
    depth += (piece in ("(", "[")) - (piece in (")", "]"))
    if depth > MAX_PARENTHESES:
        message = Message(N_("The formula is too complicated: split it"))
        raise ExpressionError(message, position, 1, "too_complicated")
    return depth


def _unknown(source: str, position: int) -> ExpressionError:
    character = source[position]
    half_width = unicodedata.normalize("NFKC", character)
    meant = _MEANT.get(character)
    if meant is None and half_width != character and len(half_width) == 1:
        meant = half_width if half_width.isascii() and not half_width.isalpha() else None
    if character in "'\"":
        message = Message(N_("This text has no end, or holds a line break or an unknown \\ sign"))
    elif meant is not None:
        params = {"found": character, "meant": meant}
        message = Message(N_("“{found}” cannot stand here: write {meant}"), params)
    else:
        message = Message(N_("“{found}” is not part of the formula language"), {"found": character})
    return ExpressionError(message, position, 1, "character")
