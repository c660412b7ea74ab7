"""Types of expressions, worked out without any value."""

from __future__ import annotations

import ast

from dougong.platform.expressions.checked import Checked, Path, fault, fits, kind_name
from dougong.platform.expressions.expression_error import ExpressionError
from dougong.platform.expressions.functions import Function, functions_by_name
from dougong.platform.expressions.operators import arithmetic_type, comparable, merged, sure_result
from dougong.platform.expressions.parse import WORDS, parse
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import BOOLEAN, DECIMAL, EMPTY, INTEGER, PERSON, Type
from dougong.platform.texts import N_

# Rows of rows cost the product of their numbers; two levels compare each row with every other.
MAX_ROWS_WITHIN_ROWS = 2
# Of functions that take any number of values.
MAX_VALUES = 20


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


class Checker:
    """Walks the tree; `at` is the path of the line items a row expression runs over.

    With `found`, errors are collected there and what is wrong counts as empty from then on.
    """

    def __init__(self, checked: Checked, found: list[ExpressionError] | None = None) -> None:
        self.checked, self.found = checked, found
        self.functions = functions_by_name()
        self.within_rows = 0

    def visit(self, node: ast.expr, scope: Scope, at: Path) -> Type:
        method = getattr(self, f"_{type(node).__name__.lower()}")
        try:
            type_: Type = method(node, scope, at)
        except ExpressionError as error:
            if self.found is None:
                raise
            self.found.append(error)
            type_ = EMPTY
        self.checked.types[node] = type_
        return type_

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
            self.checked.reads.add(("me",))
            return PERSON
        raise fault(
            node, N_("There is no field or value named “{name}” here"), "unknown_name", name=node.id
        )

    def _read(self, path: Path, name: str, scope: Scope) -> None:
        self.checked.reads.add(path)
        if name not in scope.names and name != "record" and scope.record:
            self.checked.fields.add((scope.record, name))

    def _attribute(self, node: ast.Attribute, scope: Scope, at: Path) -> Type:
        holder = self.visit(node.value, scope, at)
        if holder == EMPTY and self.found:
            return EMPTY
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
        if name == "parent" and "." in holder.form:
            return Type("link", holder.form.rsplit(".", 1)[0], optional=False)
        return self.checked.scope.schema.fields(holder.form).get(name)

    def _path(self, node: ast.expr, scope: Scope, at: Path) -> Path:
        if isinstance(node, ast.Attribute):
            return (*self._path(node.value, scope, at), node.attr)
        if not isinstance(node, ast.Name):
            raise fault(node, N_("A dot can only follow a field"))
        if node.id == "parent" and at:
            return at[:-1]  # inside a row expression: whoever holds the rows
        if node.id == "record":
            return at or ("record",)
        if node.id in scope.names or scope.find(node.id) is None:
            return (node.id,)
        return (*(at or ("record",)), node.id)

    def _boolop(self, node: ast.BoolOp, scope: Scope, at: Path) -> Type:
        found = [self._condition(value, scope, at) for value in node.values]
        return BOOLEAN.maybe() if any(t.optional for t in found) else BOOLEAN.sure()

    def _condition(self, node: ast.expr, scope: Scope, at: Path) -> Type:
        found = self.visit(node, scope, at)
        if found.kind not in ("boolean", "empty"):
            raise fault(
                node, N_("A condition is needed here, this is {found}"), found=kind_name(found)
            )
        return BOOLEAN.maybe(found.optional) if found.optional else found

    def _unaryop(self, node: ast.UnaryOp, scope: Scope, at: Path) -> Type:
        if isinstance(node.op, ast.Not):
            return self._condition(node.operand, scope, at)
        found = self.visit(node.operand, scope, at)
        if not found.numeric and found.kind not in ("quantity", "money", "empty"):
            raise fault(node, N_("Only numbers can be negative"))
        return found if found.kind != "empty" else DECIMAL

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
        return result.sure() if sure_result(node.op, left, right) else result.maybe()

    def _compare(self, node: ast.Compare, scope: Scope, at: Path) -> Type:
        if any(isinstance(operator, ast.In | ast.NotIn) for operator in node.ops):
            return self._listed(node, scope, at)
        left_node, left, optional = node.left, self.visit(node.left, scope, at), False
        for operator, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.visit(right_node, scope, at)
            self._comparable(operator, left, right, right_node)
            self._options(left, right_node)
            self._options(right, left_node)
            if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
                self._not_empty(left_node, right_node)
                units = left.kind == right.kind and left.kind in ("quantity", "money")
                optional = optional or left.optional or right.optional or units
            left_node, left = right_node, right
        return BOOLEAN.maybe() if optional else BOOLEAN.sure()

    def _listed(self, node: ast.Compare, scope: Scope, at: Path) -> Type:
        if len(node.ops) > 1:
            raise fault(node, N_("Join comparisons with “in” by and"))
        listed = node.comparators[0]
        assert isinstance(listed, ast.Tuple | ast.List)
        left = self.visit(node.left, scope, at)
        if not listed.elts:
            raise fault(listed, N_("The list is empty"))
        for element in listed.elts:
            found = self.visit(element, scope, at)
            self._comparable(ast.Eq(), left, found, element)
            self._options(left, element)
        return BOOLEAN.sure()

    @staticmethod
    def _comparable(operator: ast.cmpop, left: Type, right: Type, node: ast.expr) -> None:
        if not comparable(operator, left, right):
            raise fault(
                node,
                N_("{left} cannot be compared with {right}"),
                left=kind_name(left),
                right=kind_name(right),
            )

    @staticmethod
    def _not_empty(*nodes: ast.expr) -> None:
        for node in nodes:
            empty = isinstance(node, ast.Name) and node.id == "empty"
            if empty or (isinstance(node, ast.Constant) and node.value is None):
                raise fault(node, N_("Only == and != can compare with empty"))

    @staticmethod
    def _options(left: Type, node: ast.expr) -> None:
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
        assert isinstance(node.func, ast.Name)
        name = node.func.id
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
        if result is None:
            raise fault(node, N_("The values must be of one kind"))
        if not function.takes_empty and any(t.optional for t in types):
            return result.maybe()
        return result

    @staticmethod
    def _arity(node: ast.Call, function: Function) -> None:
        most = len(function.parameters)
        given, fewest = len(node.args), most - function.optional
        if function.repeats:
            most = MAX_VALUES
        if not fewest <= given <= most:
            raise fault(
                node, N_("Write it as {signature}"), "arity", signature=function.signature()
            )

    @staticmethod
    def _parameter(function: Function, index: int, found: Type, node: ast.expr) -> None:
        wanted = set(function.parameter(index).split("|"))
        if "number" in wanted:
            wanted |= {"integer", "decimal"}
        if "text" in wanted:
            wanted.add("choice")
        anything = "any" in wanted and found.kind not in ("lines", "struct")
        if not anything and found.kind not in wanted | {"empty"}:
            raise fault(node, N_("Write it as {signature}"), signature=function.signature())

    def _rows(self, node: ast.Call, function: Function, scope: Scope, at: Path) -> Type:
        lines = self.visit(node.args[0], scope, at)
        if lines.kind != "lines" or lines.form is None:
            raise fault(node.args[0], N_("Line items are needed here"))
        types = [lines]
        if len(node.args) > 1:
            path = self._path(node.args[0], scope, at)
            types.append(self._row(node, scope.within(lines.form), path))
            self._parameter(function, 1, types[1], node.args[1])
        result = function.result(types)
        if result is None:
            raise fault(node, N_("The values must be of one kind"))
        return result

    def _row(self, node: ast.Call, scope: Scope, at: Path) -> Type:
        self.within_rows += 1
        if self.within_rows > MAX_ROWS_WITHIN_ROWS:
            raise fault(node, N_("The formula is too complicated: split it"), "too_complicated")
        found = self.visit(node.args[1], scope, at)
        self.within_rows -= 1
        return found

    def _tuple(self, node: ast.Tuple, scope: Scope, at: Path) -> Type:
        raise fault(node, N_("A list can only stand after “in”"))

    _list = _tuple
