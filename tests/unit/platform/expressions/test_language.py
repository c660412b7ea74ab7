"""Types, values, reads, traces; every function's own examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dougong.platform.expressions import (
    Evaluation,
    ExpressionError,
    Function,
    Money,
    Quantity,
    Scope,
    Type,
    check,
    compile_expression,
    explain,
    fits,
    functions_by_name,
    register,
)
from dougong.platform.expressions.functions.documentation import table
from tests.unit.platform.expressions.world import AT, NOW, SCOPE, VALUES, Forms, value


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("n", "integer"), ("n + 1", "integer"), ("n / 2", "decimal"), ("n * 1.5", "decimal"),
        ("q", "quantity"), ("q * 2", "quantity"), ("2 * q", "quantity"), ("q / q", "decimal"),
        ("q * price", "money"), ("price / 2", "money"), ("note + 'x'", "text"), ("kind", "choice"),
        ("a > 1", "boolean"), ("due", "date"), ("now()", "datetime"), ("part", "link"),
        ("part.maker", "link"), ("1 if flag else 1.5", "decimal"), ("b if flag else empty", "decimal"),
        ("sum(lines, count)", "integer"), ("avg(lines, count)", "decimal"), ("empty", "empty"),
        ("kind if flag else 'made'", "choice"),
    ],
)  # fmt: skip
def test_types(source: str, kind: str) -> None:
    assert check(source, SCOPE).type.kind in {kind, "text" if kind == "choice" else kind}


@pytest.mark.parametrize(
    "source",
    [
        "a + note", "note - 'x'", "flag + 1", "due + 1", "due - due", "q + 1", "q + price", "q * q",
        "price * price", "a / q", "note and flag", "not a", "1 if a else 2", "'a' if flag else 1",
        "a == note", "a == due", "q == price", "note < 1", "flag < flag", "part < part", "part == a",
        "due == at", "len(a)", "sum(a, 1)", "sum(lines, note)", "sum(lines)", "any(lines, count)",
        "round(note)", "lines", "step", "lines == empty", "coalesce(a, note)", "year(at)",
        "state == note + 1", "part.code.x", "a.b", "lines.count", "sum(lines, sum(lines, sum(lines, 1)))",
        "max(1)", "max(" + ", ".join("1" * 21) + ")", "kind == 'open'", "kind in ('bought', 'stolen')",
        "min(lines, count)", "-note", "-flag", "-due", "a < 1 in (true, false)",
    ],
)  # fmt: skip
def test_what_does_not_go_together(source: str) -> None:
    with pytest.raises(ExpressionError):
        check(source, SCOPE)


def test_the_expected_type_is_held() -> None:
    check("a > 1", SCOPE, Type("boolean"))
    check("n", SCOPE, Type("decimal"))
    check("empty", SCOPE, Type("text"))
    check("lines", SCOPE, Type("lines", "order.lines"))
    for source, kind in (("a", "boolean"), ("a", "text"), ("note", "decimal"), ("part", "text")):
        with pytest.raises(ExpressionError):
            check(source, SCOPE, Type(kind))
    with pytest.raises(ExpressionError):
        check("part", SCOPE, Type("link", "order"))


def test_what_fits_where() -> None:
    some, all_ = frozenset({"a"}), frozenset({"a", "b"})
    assert fits(Type("choice", options=some), Type("choice", options=all_))
    assert not fits(Type("choice", options=all_), Type("choice", options=some))
    assert fits(Type("choice", options=all_), Type("text"))
    assert not fits(Type("lines", "order.lines"), Type("lines", "part.lines"))


def test_whether_it_may_be_empty() -> None:
    for source, optional in (("sure", False), ("a", True), ("sure + 1", False), ("sure + a", True),
                             ("part.code", True), ("step.record.code", False), ("a == 1", False),
                             ("coalesce(a, 1)", False), ("count(lines)", False)):  # fmt: skip
        assert check(source, SCOPE).type.optional is optional, source


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("a + record.b", {"record.a", "record.b"}),
        ("part.maker.code == 'x'", {"record.part.maker.code"}),
        ("step.record.name", {"step.record.name"}),
        ("sum(lines, weight * factor)", {"record.lines", "record.lines.weight", "factor"}),
        ("any(lines, note == parent.note)",
         {"record.lines", "record.lines.note", "record.note"}),
        ("me == empty", {"me"}),
        ("1 + 1", set()),
    ],
)  # fmt: skip
def test_what_it_reads(source: str, reads: set[str]) -> None:
    assert {".".join(path) for path in check(source, SCOPE).reads} == reads


def test_the_fields_it_reads_are_told_by_form() -> None:
    found = check("part.maker.code == note and any(lines, count > 0)", SCOPE)
    assert found.fields == {
        ("order", "part"), ("part", "maker"), ("part", "code"), ("order", "note"),
        ("order", "lines"), ("order.lines", "count"),
    }  # fmt: skip
    assert found.calls == {"any"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 / 3", Decimal("0.333333")), ("2 / 3", Decimal("0.666667")),
        ("0.000005 / 2", Decimal("0.000002")),  # half to even
        ("0.000015 / 2", Decimal("0.000008")), ("-7 % 3", Decimal(-1)), ("7 % -3", Decimal(1)),
        ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("10 - 3 - 2", 5), ("12 / 3 / 2", 2),
        ("0.1 + 0.2 == 0.3", True), ("1 < 2 < 3", True), ("3 > 2 > 2", False), ("n == 3.0", True),
        ("q * price", Money(Decimal(4), "CNY")), ("q / 4", Quantity(Decimal("2.5"), "pcs")),
        ("q == 10", True), ("q == quantity(10, 'kg')", False), ("q > 9", True),
        ("note + '!'", "斗拱!"), ("note == '斗拱'", True), ("'a' < 'B'", False), ("'é' > 'z'", True),
        ("due > date('2026-11-30')", True), ("today()", date(2026, 11, 24)),
        ("days_between(today(), due)", 7), ("now() == at", True), ("part.name", "Bolt"),
        ("part == part", True), ("part.maker == part", False), ("step.record == part", True),
        ("sum(lines, count * factor)", 12),
        ("count(lines, count < outer.a)", 1), ("any(lines, any(parent.lines, count < outer.count))", True),
        ("all(lines, any(parent.lines, count > outer.count))", False), ("count(lines, parent.n == 3)", 2),
        ("any(lines, count > parent.n)", False), ("n if flag else 0", 3), ("true and not false", True),
        ("a in (1, 1.5)", True), ("note not in ('a', '斗拱')", False), ("-(-a)", Decimal("1.5")),
        ("date('2026-02-30') == empty", True), ("add_days(date('9999-12-31'), 1) == empty", True),
        ("'" + "x" * 1000 + "' == note", False),
    ],
)  # fmt: skip
def test_values(source: str, expected: Any) -> None:
    assert value(source) == expected


EXAMPLES = [
    (source, expected)
    for function in functions_by_name().values()
    for source, expected in function.examples
]


@pytest.mark.parametrize(("source", "expected"), EXAMPLES)
def test_the_documented_examples_are_true(source: str, expected: object) -> None:
    assert value(source) == expected


@pytest.mark.parametrize("function", functions_by_name().values(), ids=lambda one: one.name)
def test_a_function_is_documented_in_both_languages(function: Function) -> None:
    assert function.docs["zh"] and function.docs["en"]
    assert function.examples or function.rows or function.context, "show how it is used"
    for language in ("zh", "en"):
        assert f"`{function.signature()}`" in table(functions_by_name(), language)


def test_no_function_may_take_the_name_of_another() -> None:
    present = functions_by_name()["abs"]
    register([present])  # the same again is no other
    other = Function("abs", (), present.result, abs, None, {"zh": "x", "en": "x"})
    with pytest.raises(ValueError, match="abs"):
        register([other])


def test_evaluating_changes_nothing_and_keeps_nothing() -> None:
    before = repr(VALUES)
    compiled = compile_expression("sum(lines, count) + n", SCOPE)
    assert compiled(VALUES, AT) == compiled(VALUES, AT) == 6
    assert repr(VALUES) == before


def test_values_of_other_types_than_promised_are_told_as_one_error() -> None:
    wrong = {"record": {"a": "text", "note": 5, "due": "x", "part": 7}}
    for source in ("a > 1", "len(note) > 1", "year(due) > 1", "part.code == 'x'"):
        with pytest.raises(ExpressionError) as refused:
            compile_expression(source, SCOPE)(wrong, AT)
        assert refused.value.code == "values"
        with pytest.raises(ExpressionError):
            explain(source, SCOPE, wrong, AT)


def test_one_instant_and_the_sites_date() -> None:
    assert AT.today == date(2026, 11, 24)  # 20:00 UTC is the next day in Shanghai
    assert Evaluation(NOW).today == date(2026, 11, 23)
    assert Evaluation.at(NOW).me is None


def test_a_trace_names_every_part_with_its_value() -> None:
    trace = explain("a > 1 and part.code == 'X' and flag", SCOPE, VALUES, AT)
    assert trace.value is False
    parts = [(one.source, one.value, one.decided, one.evaluated) for one in trace.children]
    assert parts == [
        ("a > 1", True, False, True),
        ("part.code == 'X'", False, True, True),
        ("flag", None, False, False),
    ]
    failure = trace.first_failure()
    assert failure is not None and failure.source == "part.code == 'X'"
    assert (failure.position, failure.length) == (10, 16)
    assert [one.value for one in failure.walk()][:3] == [False, "P-1", VALUES["record"]["part"]]


def test_a_trace_of_what_holds_has_no_failure() -> None:
    assert explain("a > 1", SCOPE, VALUES, AT).first_failure() is None


def test_a_trace_names_the_first_that_was_unknown() -> None:
    trace = explain("flag and b > 1 and a > 1", SCOPE, VALUES, AT)
    failure = trace.first_failure()
    assert trace.value is None and failure is not None and failure.source == "b > 1"


def test_a_trace_names_the_row_that_decided() -> None:
    trace = explain("any(lines, count == 2)", SCOPE, VALUES, AT)
    rows = [(one.row, one.value, one.decided) for one in trace.children if one.row is not None]
    assert rows == [(0, False, False), (1, True, True)]
    many = [{"id": str(n), "count": n, "weight": None, "note": None} for n in range(300)]
    values = {**VALUES, "record": {**VALUES["record"], "lines": many}}
    trace = explain("all(lines, count < 250)", SCOPE, values, AT)
    assert trace.value is False
    assert 50 <= len(trace.children) < 120
    assert next(one.row for one in trace.children if one.decided) == 250


def test_names_shadow_fields_and_rows_shadow_names() -> None:
    scope = Scope(Forms(), "order", {"count": Type("text"), "note": Type("decimal")})
    assert check("count + 'x'", scope).type.kind == "text"
    assert check("note + 1", scope).type.kind == "decimal"
    assert check("record.note + 'x'", scope).type.kind == "text"
    assert check("sum(lines, count)", scope).type.kind == "integer"
    assert check("any(lines, note == 'x')", scope).type.kind == "boolean"


def test_without_a_record_there_are_only_names() -> None:
    scope = Scope(Forms(), None, {"factor": Type("decimal")})
    assert compile_expression("factor * 2", scope)({"factor": Decimal(4)}, AT) == 8
    for source in ("record", "a", "record.a", "parent"):
        with pytest.raises(ExpressionError):
            check(source, scope)
