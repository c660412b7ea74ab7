"""Types of expressions, worked out without any value."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.operators import arithmetic_type, comparable, merged
from dougong.platform.expressions.parse import WORDS, Parsed, parse, place
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import (
    BOOLEAN,
    DECIMAL,
    EMPTY,
    INTEGER,
    PERSON,
    Type,
)
from dougong.platform.texts import N_, Message

Path = tuple[str, ...]


@dataclass
class Checked:
    """`type` of the whole; `reads`: dotted paths it reads, rows included (`lines.material.code`);
    `calls`: functions it uses; `types`: the type of every node; `fields`: (form, field) pairs read.
    """

    parsed: Parsed
    scope: Scope
    type: Type = EMPTY
    reads: set[Path] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    types: dict[ast.AST, Type] = field(default_factory=dict)

    @property
    def may_be_unknown(self) -> bool:
        """Whether some record makes the result empty."""
        return self.type.optional


def check(source: str, scope: Scope, expects: Type | None = None) -> Checked:
    """Check `source` in `scope`; `expects` is the type it must give.

    Raises ExpressionError with its position for the first thing that is wrong.
    """
    parsed = parse(source)
    checked = Checked(parsed, scope)
    checked.type = _Checker(checked).visit(parsed.tree, scope, ())
    if checked.type.kind in ("lines", "struct") and expects is None:
        raise fault(parsed.tree, N_("A single value is needed here"))
    if expects is not None and not fits(checked.type, expects):
        raise fault(
            parsed.tree,
            N_("{expected} is needed here, this is {found}"),
            expected=kind_name(expects),
            found=kind_name(checked.type),
        )
    return checked


def fits(found: Type, expected: Type) -> bool:
    """Whether a value of type `found` can stand where `expected` is needed."""
    if found.kind == "empty" or expected.kind == "empty":
        return True
    if expected.kind in ("decimal", "integer"):
        return found.numeric
    if expected.kind == "link":
        return found.kind == "link" and found.form == expected.form
    if expected.kind == "choice":
        options = expected.options
        known = found.options is None or options is None or found.options <= options
        return found.kind in ("choice", "text") and known
    if expected.kind == "text":
        return found.kind in ("text", "choice")
    if expected.kind == "lines":
        return found.kind == "lines"
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
    "lines": N_("line items"),
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


class _Checker:
    """Walks the tree; `at` is the path of the line items a row expression runs over."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.functions = functions_by_name()

    def visit(self, node: ast.expr, scope: Scope, at: Path) -> Type:
        method = getattr(self, f"_{type(node).__name__.lower()}")
        found: Type = method(node, scope, at)
        self.checked.types[node] = found
        return found

    def _constant(self, node: ast.Constant, scope: Scope, at: Path) -> Type:
        value: object = node.value
        if value is None:
            return EMPTY
        if isinstance(value, bool):
            return BOOLEAN.sure()
        if isinstance(value, str):
            return Type("text", options=frozenset({value}), optional=False)
        return (INTEGER if value == int(value) else DECIMAL).sure()  # type: ignore[call-overload]

    def _name(self, node: ast.Name, scope: Scope, at: Path) -> Type:
        found = scope.find(node.id)
        if found is not None:
            self._read(self._path(node, scope, at), node.id, scope)
            return found
        if node.id in WORDS:
            return EMPTY if WORDS[node.id] is None else BOOLEAN.sure()
        if node.id == "me":
            return PERSON
        raise fault(
            node, N_("There is no field or value named “{name}” here"), "unknown_name", name=node.id
        )

    @staticmethod
    def _base(name: str, scope: Scope, at: Path) -> Path:
        """Where a bare name is read from: a name of the scope, the row or the record at hand."""
        if name in scope.names or name == "record":
            return ()
        return at or ("record",)

    def _read(self, path: Path, name: str, scope: Scope) -> None:
        self.checked.reads.add(path)
        if name not in scope.names and name != "record" and scope.record:
            self.checked.fields.add((scope.record, name))

    def _attribute(self, node: ast.Attribute, scope: Scope, at: Path) -> Type:
        holder = self.visit(node.value, scope, at)
        member = self._member(holder, node.attr)
        if member is None:
            raise fault(
                node,
                N_("{holder} has no field “{name}”"),
                "unknown_name",
                holder=kind_name(holder),
                name=node.attr,
            )
        if holder.kind == "link" and holder.form:
            self.checked.fields.add((holder.form, node.attr))
        path = self._path(node, scope, at)
        self.checked.reads.discard(path[:-1])
        self.checked.reads.add(path)
        return member.maybe(holder.optional)

    def _member(self, holder: Type, name: str) -> Type | None:
        if holder.kind == "struct":
            return holder.members.get(name)
        if holder.kind != "link" or holder.form is None:
            return None
        fields = self.checked.scope.schema.fields(holder.form)
        if name == "parent" and "." in holder.form:
            return Type("link", holder.form.rsplit(".", 1)[0], optional=False)
        return fields.get(name)

    def _path(self, node: ast.expr, scope: Scope, at: Path) -> Path:
        if isinstance(node, ast.Attribute):
            return (*self._path(node.value, scope, at), node.attr)
        if isinstance(node, ast.Name):
            if node.id == "parent" and at:
                return at[:-1]  # inside a row expression: whoever holds the rows
            return (*self._base(node.id, scope, at), node.id)
        raise fault(node, N_("A dot can only follow a field"))

    def _boolop(self, node: ast.BoolOp, scope: Scope, at: Path) -> Type:
        found = [self._condition(value, scope, at) for value in node.values]
        return BOOLEAN.maybe() if any(t.optional for t in found) else BOOLEAN.sure()

    def _condition(self, node: ast.expr, scope: Scope, at: Path) -> Type:
        found = self.visit(node, scope, at)
        if found.kind not in ("boolean", "empty"):
            raise fault(
                node, N_("A condition is needed here, this is {found}"), found=kind_name(found)
            )
        return found

    def _unaryop(self, node: ast.UnaryOp, scope: Scope, at: Path) -> Type:
        if isinstance(node.op, ast.Not):
            return self._condition(node.operand, scope, at)
        found = self.visit(node.operand, scope, at)
        if not found.numeric and found.kind not in ("quantity", "money", "empty"):
            raise fault(node, N_("Only numbers can be negative"))
        return found

    def _binop(self, node: ast.BinOp, scope: Scope, at: Path) -> Type:
        left, right = self.visit(node.left, scope, at), self.visit(node.right, scope, at)
        result = arithmetic_type(node.op, left, right)
        if result is None:
            raise fault(
                node,
                N_("{left} and {right} cannot be calculated with each other this way"),
                left=kind_name(left),
                right=kind_name(right),
            )
        sure = not (left.optional or right.optional) and result.kind in ("decimal", "text")
        divides = isinstance(node.op, ast.Div | ast.Mod)
        return result.sure() if sure and not divides else result.maybe()

    def _compare(self, node: ast.Compare, scope: Scope, at: Path) -> Type:
        left_node, left, optional = node.left, self.visit(node.left, scope, at), False
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self._compared(operator, left, right_node, scope, at)
            if not comparable(operator, left, right):
                raise fault(
                    right_node,
                    N_("{left} cannot be compared with {right}"),
                    left=kind_name(left),
                    right=kind_name(right),
                )
            self._options(left, right, right_node)
            self._options(right, left, left_node)
            if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
                units = "quantity" in (left.kind, right.kind) and left.kind == right.kind
                optional = optional or left.optional or right.optional or units
            left_node, left = right_node, right
        return BOOLEAN.maybe() if optional else BOOLEAN.sure()

    def _compared(
        self, operator: ast.cmpop, left: Type, node: ast.expr, scope: Scope, at: Path
    ) -> Type:
        if not isinstance(operator, ast.In | ast.NotIn):
            return self.visit(node, scope, at)
        elements: list[ast.expr] = node.elts  # type: ignore[attr-defined]
        if not elements:
            raise fault(node, N_("The list is empty"))
        for element in elements:
            found = self.visit(element, scope, at)
            if not comparable(ast.Eq(), left, found):
                raise fault(
                    element,
                    N_("{left} cannot be compared with {right}"),
                    left=kind_name(left),
                    right=kind_name(found),
                )
            self._options(left, found, element)
        return left

    @staticmethod
    def _options(left: Type, right: Type, node: ast.expr) -> None:
        """A choice compared with a code it does not have is a slip of the pen."""
        if left.kind != "choice" or left.options is None or not isinstance(node, ast.Constant):
            return
        if isinstance(node.value, str) and node.value not in left.options:
            known = ", ".join(sorted(left.options)[:12])
            raise fault(
                node,
                N_("“{value}” is not one of the options ({known})"),
                "unknown_option",
                value=node.value,
                known=known,
            )

    def _ifexp(self, node: ast.IfExp, scope: Scope, at: Path) -> Type:
        self._condition(node.test, scope, at)
        one, other = self.visit(node.body, scope, at), self.visit(node.orelse, scope, at)
        result = merged(one, other)
        if result is None:
            raise fault(node, N_("Both outcomes must be of one kind"))
        return result

    def _call(self, node: ast.Call, scope: Scope, at: Path) -> Type:
        name = node.func.id  # type: ignore[attr-defined]
        function = self.functions.get(name)
        if function is None:
            raise fault(node, N_("There is no function “{name}”"), "unknown_function", name=name)
        self._arity(node, function)
        self.checked.calls.add(name)
        if function.rows:
            return self._rows(node, function, scope, at)
        types = [self.visit(argument, scope, at) for argument in node.args]
        for index, (found, argument) in enumerate(zip(types, node.args, strict=True)):
            self._parameter(function, index, found, argument)
        result = function.result(types)
        if not function.takes_empty and any(t.optional for t in types):
            return result.maybe()
        return result

    @staticmethod
    def _arity(node: ast.Call, function: Function) -> None:
        most = len(function.parameters)
        given, fewest = len(node.args), most - function.optional
        if given < fewest or (given > most and not function.repeats):
            raise fault(
                node, N_("Write it as {signature}"), "arity", signature=function.signature()
            )

    @staticmethod
    def _parameter(function: Function, index: int, found: Type, node: ast.expr) -> None:
        wanted = function.parameters[min(index, len(function.parameters) - 1)].split("|")
        kinds = {"integer", "decimal"} if "number" in wanted else set()
        if "any" in wanted or found.kind == "empty" or found.kind in kinds.union(wanted):
            return
        if found.kind == "choice" and "text" in wanted:
            return
        raise fault(node, N_("Write it as {signature}"), signature=function.signature())

    def _rows(self, node: ast.Call, function: Function, scope: Scope, at: Path) -> Type:
        lines = self.visit(node.args[0], scope, at)
        if lines.kind != "lines" or lines.form is None:
            raise fault(node.args[0], N_("Line items are needed here"))
        path = self._path(node.args[0], scope, at)
        if len(node.args) == 1:
            return function.result([lines])
        row = self.visit(node.args[1], scope.within(lines.form), path)
        self._parameter(function, 1, row, node.args[1])
        return function.result([lines, row])

    def _tuple(self, node: ast.Tuple, scope: Scope, at: Path) -> Type:
        raise fault(node, N_("A list can only stand after “in”"))

    _list = _tuple
