"""Types of expressions, worked out without any value."""

from __future__ import annotations

from dougong.platform.expressions.checked import Checked, fault, fits, kind_name
from dougong.platform.expressions.checker import Checker
from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.parse import parse
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import Type
from dougong.platform.texts import N_


def check(source: str, scope: Scope, expects: Type | None = None) -> Checked:
    """Check `source` in `scope`; `expects` is the type it must give.

    Raises ExpressionError with its position for the first thing that is wrong.
    """
    checked = Checked(parse(source), scope)
    _check(checked, Checker(checked), expects)
    return checked


def problems(source: str, scope: Scope, expects: Type | None = None) -> list[ExpressionError]:
    """Everything wrong with `source`, in the order it stands there; nothing when it is right."""
    found: list[ExpressionError] = []
    try:
        checked = Checked(parse(source), scope)
        _check(checked, Checker(checked, found), expects)
    except ExpressionError as error:
        found.append(error)
    return sorted(found, key=lambda error: error.position)


def _check(checked: Checked, checker: Checker, expects: Type | None) -> None:
    tree = checked.parsed.tree
    checked.type = checker.visit(tree, checked.scope, ())
    if expects is not None and expects.kind == "any":
        return  # line items too: what takes them says so elsewhere
    if checked.type.kind in ("lines", "struct") and expects is None:
        raise fault(tree, N_("A single value is needed here"))
    if expects is not None and not fits(checked.type, expects):
        raise fault(
            tree,
            N_("{expected} is needed here, this is {found}"),
            expected=kind_name(expects),
            found=kind_name(checked.type),
        )
