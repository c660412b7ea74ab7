"""Words for every node of a formula."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal

from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.parse import elements, place
from dougong.platform.expressions.wording.naming import Naming
from dougong.platform.expressions.wording.worded import Worded
from dougong.platform.texts import N_, translate

_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷", ast.Mod: "mod", ast.Eq: "=",
    ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥",
}  # fmt: skip
_ATOM = 9
_BINDS: Mapping[type[ast.AST], int] = {
    ast.IfExp: 1, ast.Or: 2, ast.And: 3, ast.Not: 4, ast.Compare: 5, ast.Add: 6, ast.Sub: 6,
    ast.Mult: 7, ast.Div: 7, ast.Mod: 7, ast.USub: 8,
}  # fmt: skip
_WORDS = {"true": N_("yes"), "false": N_("no"), "empty": N_("empty"), "me": N_("the current user")}
_IN, _NOT_IN = N_("{value} is one of {options}"), N_("{value} is none of {options}")
_FILLED, _EMPTY = N_("{value} is filled in"), N_("{value} is empty")


class Teller:
    """Walks the tree of a checked formula; `worded` is what it has told."""

    def __init__(self, checked: Checked, naming: Naming, language: str) -> None:
        self.checked, self.naming, self.language = checked, naming, language
        self.worded = Worded()

    def tell(self, node: ast.expr, form: str | None) -> str:
        """Words for a node that stands where a record of `form` is at hand."""
        words = self._words(node, form)
        self.worded.words[place(node)] = words
        return words

    def _words(self, node: ast.expr, form: str | None) -> str:
        if isinstance(node, ast.Name):
            return self._name(node, form)
        if isinstance(node, ast.Attribute):
            return self._path(node, form)
        if isinstance(node, ast.Constant):
            return self._constant(node.value)
        if isinstance(node, ast.Call):
            return self._call(node, form)
        if isinstance(node, ast.Compare):
            return self._compared(node, form)
        if isinstance(node, ast.IfExp):
            parts = {"test": node.test, "then": node.body, "other": node.orelse}
            told = {key: self._inside(node, one, form) for key, one in parts.items()}
            return self._t(N_("{then} if {test}, otherwise {other}"), **told)
        return self._joined(node, form)

    def _joined(self, node: ast.expr, form: str | None) -> str:
        if isinstance(node, ast.BoolOp):
            word = (
                N_("{one} and {other}") if isinstance(node.op, ast.And) else N_("{one} or {other}")
            )
            first, *rest = [self._inside(node.op, one, form) for one in node.values]
            for one in rest:
                first = self._t(word, one=first, other=one)
            return first
        if isinstance(node, ast.UnaryOp):
            inner = self._inside(node.op, node.operand, form)
            return (
                self._t(N_("not {part}"), part=inner)
                if isinstance(node.op, ast.Not)
                else f"−{inner}"
            )
        assert isinstance(node, ast.BinOp)
        left = self._inside(node.op, node.left, form)
        right = self._inside(node.op, node.right, form, again=True)
        return f"{left} {_SIGNS[type(node.op)]} {right}"

    def _name(self, node: ast.Name, form: str | None) -> str:
        if node.id in _WORDS and node.id != "me":
            return self._t(_WORDS[node.id])
        of_scope = node.id == "me" or node.id in self.checked.scope.names
        self.worded.paths[place(node)] = ((None if of_scope else form, node.id),)
        if node.id == "me":
            return self._t(_WORDS["me"])
        return self.naming.field(None if of_scope else form, node.id)

    def _path(self, node: ast.Attribute, form: str | None) -> str:
        holder = self.checked.types[node.value].form
        last = self.naming.field(holder, node.attr)
        if isinstance(node.value, ast.Name) and node.value.id in ("record", "parent", "outer"):
            self.worded.paths[place(node)] = ((holder, node.attr),)
            return last
        before = self.tell(node.value, form)
        path = self.worded.paths.get(place(node.value), ())
        self.worded.paths[place(node)] = (*path, (holder, node.attr))
        return f"{before} › {last}"

    def _constant(self, value: object) -> str:
        if isinstance(value, Decimal):
            return self.naming.number(value)
        return self.naming.option(None, "", str(value))

    def _call(self, node: ast.Call, form: str | None) -> str:
        assert isinstance(node.func, ast.Name)
        first = self.checked.types[node.args[0]] if node.args else None
        rows = first.form if first is not None and first.kind == "lines" else form
        told = [self.tell(one, rows if at else form) for at, one in enumerate(node.args)]
        return f"{node.func.id}({', '.join(told)})"

    def _compared(self, node: ast.Compare, form: str | None) -> str:
        left = self._inside(node, node.left, form)
        operator, right = node.ops[0], node.comparators[0]
        if isinstance(operator, ast.In | ast.NotIn):
            options = ", ".join(self._option(node.left, one, form) for one in elements(right))
            msgid = _IN if isinstance(operator, ast.In) else _NOT_IN
            return self._t(msgid, value=left, options=options)
        if isinstance(right, ast.Name) and right.id == "empty" and len(node.ops) == 1:
            self.worded.words[place(right)] = self._t(_WORDS["empty"])
            return self._t(_EMPTY if isinstance(operator, ast.Eq) else _FILLED, value=left)
        for operator, right in zip(node.ops, node.comparators, strict=True):
            left = f"{left} {_SIGNS[type(operator)]} {self._side(node, right, form)}"
        return left

    def _side(self, node: ast.Compare, side: ast.expr, form: str | None) -> str:
        if isinstance(side, ast.Constant) and isinstance(side.value, str):
            self.worded.words[place(side)] = self._option(node.left, side.value, form)
            return self.worded.words[place(side)]
        return self._inside(node, side, form)

    def _option(self, field: ast.expr, value: object, form: str | None) -> str:
        """A value a field is compared with, as the field's options call it."""
        if isinstance(value, str) and isinstance(field, ast.Attribute):
            return self.naming.option(self.checked.types[field.value].form, field.attr, value)
        if isinstance(value, str) and isinstance(field, ast.Name):
            return self.naming.option(form, field.id, value)
        return self._constant(value)

    def _inside(self, outer: ast.AST, node: ast.expr, form: str | None, again: bool = False) -> str:
        """A part, in brackets where it would be read differently without; `again`: also when it
        binds as strongly (the right side of a difference)."""
        words, inner = self.tell(node, form), _binding(node)
        loose = inner < _BINDS[type(outer)] or (again and inner == _BINDS[type(outer)])
        return f"({words})" if loose else words

    def _t(self, msgid: str, **params: object) -> str:
        return translate(msgid, self.language, **params)


def _binding(node: ast.expr) -> int:
    key = node.op if isinstance(node, ast.BinOp | ast.BoolOp | ast.UnaryOp) else node
    return _BINDS.get(type(key), _ATOM)
