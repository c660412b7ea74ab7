"""Whether a condition may be unknown, knowing what was asked before: `due != empty and due < x`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from dougong.platform.expressions.checked import Checked, Path
from dougong.platform.expressions.checker import Checker
from dougong.platform.expressions.paths import path_of
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import BOOLEAN, Type


def may_be_unknown(checked: Checked) -> bool:
    """Whether some record makes the condition neither true nor false (overflow aside)."""
    again = Checked(checked.parsed, checked.scope)
    return _Narrowing(again).visit(checked.parsed.tree, checked.scope, ()).optional


class _Narrowing(Checker):
    """The types once more; a path that was asked for emptiness is sure where that decided."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(checked)
        self.sure: set[Path] = set()

    @contextmanager
    def _knowing(self, paths: set[Path]) -> Iterator[None]:
        before, self.sure = self.sure, self.sure | paths
        yield
        self.sure = before

    def _name(self, node: ast.Name, scope: Scope, at: Path) -> Type:
        return self._narrowed(super()._name(node, scope, at), node, scope, at)

    def _attribute(self, node: ast.Attribute, scope: Scope, at: Path) -> Type:
        return self._narrowed(super()._attribute(node, scope, at), node, scope, at)

    def _narrowed(self, type_: Type, node: ast.expr, scope: Scope, at: Path) -> Type:
        return type_.sure() if self.sure and path_of(node, scope, at) in self.sure else type_

    def _boolop(self, node: ast.BoolOp, scope: Scope, at: Path) -> Type:
        found = []
        known: set[Path] = set()
        for value in node.values:
            with self._knowing(known):
                found.append(self._condition(value, scope, at))
            known |= self._filled(value, isinstance(node.op, ast.And), scope, at)
        return BOOLEAN.maybe() if any(t.optional for t in found) else BOOLEAN.sure()

    def _ifexp(self, node: ast.IfExp, scope: Scope, at: Path) -> Type:
        self._condition(node.test, scope, at)
        with self._knowing(self._filled(node.test, True, scope, at)):
            one = self.visit(node.body, scope, at)
        with self._knowing(self._filled(node.test, False, scope, at)):
            other = self.visit(node.orelse, scope, at)
        return one.maybe(other.optional)

    def _filled(self, node: ast.expr, holds: bool, scope: Scope, at: Path) -> set[Path]:
        """Paths that are filled where `node` is true (`holds`) or is not true."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return (
                self._filled(node.operand, not holds, scope, at) if _total(node.operand) else set()
            )
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) is holds:
            parts = [self._filled(value, holds, scope, at) for value in node.values]
            return set().union(*parts)
        asked = _asked(node, not holds)
        return {path_of(asked, scope, at)} if asked is not None else set()


def _total(node: ast.expr) -> bool:
    """A question about emptiness is never unknown itself, so its opposite can be relied on."""
    return _asked(node, True) is not None or _asked(node, False) is not None


def _asked(node: ast.expr, empty: bool) -> ast.expr | None:
    """The path `node` asks to be empty (or filled); None for any other question."""
    subject: ast.expr | None = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "is_empty" and len(node.args) == 1 and empty:
            subject = node.args[0]
    elif isinstance(node, ast.Compare) and _with_empty(node, ast.Eq if empty else ast.NotEq):
        subject = node.left
    return subject if isinstance(subject, ast.Name | ast.Attribute) and _plain(subject) else None


def _with_empty(node: ast.Compare, operator: type[ast.cmpop]) -> bool:
    right = node.comparators[0]
    empty = isinstance(right, ast.Name) and right.id == "empty"
    return len(node.ops) == 1 and empty and isinstance(node.ops[0], operator)


def _plain(node: ast.expr) -> bool:
    """A name with dots only: calls have no path."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)
