"""Conditions of branches as people say them: `Verdict = Accepted` for `plan.record.verdict == 'accepted'`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import Field, Form
from dougong.platform.expressions import Type
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate

_SIGNS: Mapping[type, str] = {
    ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥",
}  # fmt: skip


class _Unsaid(Exception):
    """No words for this part: the source is shown instead."""


def in_words(tx: Transaction, source: str, form: str | None, types: Mapping[str, Type]) -> str:
    """The condition in words, where it only compares fields with values; else as it is written.

    `form` is that of the record at hand, `types` the names it sees besides.
    """
    try:
        return _Speaker(tx, form, types).say(ast.parse(source, mode="eval").body)
    except (_Unsaid, SyntaxError, KeyError):
        return source


class _Speaker:
    def __init__(self, tx: Transaction, form: str | None, types: Mapping[str, Type]) -> None:
        self.tx, self.form, self.types = tx, form, types
        self.language = tx.actor.language

    def say(self, node: ast.expr) -> str:
        if isinstance(node, ast.BoolOp):
            both = isinstance(node.op, ast.And)
            word = N_("{first} and {second}") if both else N_("{first} or {second}")
            said = self.say(node.values[0])
            for one in node.values[1:]:
                said = translate(word, self.language, first=said, second=self.say(one))
            return said
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._compared(node.left, _SIGNS[type(node.ops[0])], node.comparators[0])
        raise _Unsaid

    def _compared(self, left: ast.expr, sign: str, right: ast.expr) -> str:
        form, name = self._field(_path(left))
        return f"{self._title(form, name)} {sign} {self._value(form, name, right)}"

    def _field(self, path: list[str]) -> tuple[Form, str]:
        """The form and the field at the end of a dotted path."""
        first, *rest = path
        at = self.types.get(first)
        if at is None:
            at, rest = Type("link", self.form), path if first != "record" else rest
        for step in rest[:-1]:
            at = at.members[step] if at.kind == "struct" else self._linked(at, step)
        if not rest or at.kind != "link" or not at.form:
            raise _Unsaid
        return self.tx.library.form(at.form), rest[-1]

    def _linked(self, at: Type, step: str) -> Type:
        if at.kind != "link" or not at.form:
            raise _Unsaid
        return self.tx.library.schema.fields(at.form)[step]

    def _title(self, form: Form, name: str) -> str:
        if name == "state":
            return translate(N_("State"), self.language)
        if name in self.tx.actor.rights.of(form.id.split(".")[0]).hidden:
            raise _Unsaid
        return pick(form.fields[name].title, self.language)

    def _value(self, form: Form, name: str, node: ast.expr) -> str:
        if isinstance(node, ast.Name) and node.id == "empty":
            return translate(N_("empty"), self.language)
        if not isinstance(node, ast.Constant):
            other, field = self._field(_path(node))
            return self._title(other, field)
        if name == "state":
            return pick(form.states[str(node.value)].title, self.language)
        return self._option(form.fields[name], node.value)

    def _option(self, field: Field, value: Any) -> str:
        if field.type != "choice":
            return str(value)
        item = self.tx.library.codes(str(field.body["options"]))[value]
        return pick(item["title"], self.language)


def _path(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*_path(node.value), node.attr]
    raise _Unsaid
