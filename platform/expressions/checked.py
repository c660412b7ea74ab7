"""What the checker finds out about an expression."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.parse import Parsed, place
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import EMPTY, Type
from dougong.platform.texts import N_, Message

Path = tuple[str, ...]


@dataclass
class Checked:
    """`type` of the whole; `reads`: dotted paths it reads, rows included, each from its root
    (`record.lines.material.code`, `plan.record.state`, `me.site`); `fields`: (form, field) pairs
    read; `calls`: functions it uses; `types`: the type of every node of the tree.
    """

    parsed: Parsed
    scope: Scope
    type: Type = EMPTY
    reads: set[Path] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    types: dict[ast.AST, Type] = field(default_factory=dict)


def fits(found: Type, expected: Type) -> bool:
    """Whether a value of type `found` can stand where `expected` is needed."""
    if found.kind == "empty" or expected.kind == "empty":
        return True
    if expected.numeric:
        return found.numeric
    if expected.kind in ("link", "lines"):
        return found.kind == expected.kind and expected.form in (None, found.form)
    if expected.kind == "choice":
        options = expected.options
        known = found.options is None or options is None or found.options <= options
        return found.kind in ("choice", "text") and known
    if expected.kind == "text":
        return found.kind in ("text", "choice")
    return found.kind == expected.kind


_NAMES = {
    "text": N_("a text"),
    "integer": N_("a whole number"),
    "decimal": N_("a number"),
    "quantity": N_("a quantity"),
    "money": N_("an amount of money"),
    "boolean": N_("yes or no"),
    "date": N_("a date"),
    "datetime": N_("a date and time"),
    "choice": N_("one of the options"),
    "link": N_("a record"),
    "readings": N_("readings"),
    "lines": N_("line items"),
    "files": N_("files"),
    "struct": N_("a node's results"),
    "empty": N_("nothing"),
}


def kind_name(type_: Type) -> Message:
    """What people call values of this type."""
    if type_.kind == "link" and type_.form:
        return Message(N_("a record of {form}"), {"form": type_.form})
    return Message(_NAMES[type_.kind])


def fault(node: ast.AST, msgid: str, code: str = "type", **params: object) -> ExpressionError:
    """An error at a node."""
    position, length = place(node)
    return ExpressionError(Message(msgid, params), position, length, code)
