"""What never gets past the parser: attacks and what is no formula."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from dougong.platform.expressions import ExpressionError, check, parse, problems
from tests.unit.platform.expressions.world import SCOPE

ATTACKS = [
    # methods and attributes of Python's own
    "().__class__", "note.__class__", "''.__class__.__mro__", "note.upper()", "'a'.ljust(1000000000)",
    "record.clear()", "record.update({'state': 'done'})", "note.format(record)", "part.__init__",
    "_note", "part._code", "__import__('os')", "getattr(note, 'upper')", "globals()", "vars()",
    "open('/etc/passwd')", "eval('1')", "exec('1')", "print(1)", "type(note)", "dir()",
    "(lambda: 1)()", "lambda: 1", "lambda x: x", "len.__self__", "max.__module__",
    # big things
    "9**9**9", "2 ** 10", "'a' * 1000000000", "'a' * 2", "note * n", "n * note", "1 << 100",
    "1 >> 1", "10 // 3", "1000000000000 + 0", "1e999", "1e5", "9" * 400, "0.1234567", "1_000",
    "0x10", "0b1", "1j", "1.", ".5", "1.e5", "((((" * 16 + "1" + "))))" * 16, "-" * 40 + "1",
    "not " * 40 + "flag", "1" + " + 1" * 250, "a if flag else " * 40 + "a", "'" + "a" * 2001 + "'",
    "a < 1 in (true, false)", "1.e99999 > a", "1.e5 == a", "1.E5", "note == '" + "x" * 1995 + "'",
    # other Python
    "a = 5", "a := 5", "(a := 5)", "1; record.clear()", "a; b", "import os", "del a", "[x for x in lines]",
    "{x for x in lines}", "(x for x in lines)", "{'a': 1}", "{1, 2}", "[1, 2]", "(1, 2)", "()", "[]",
    "lines[0]", "note[0]", "record['note']", "note[:2]", "f'{note}'", "r'x'", "b'x'", "u'x'",
    "'%s' % note", "'a' % 2", "*lines", "**record", "max(*lines)", "max(a=1)", "round(a, places=2)",
    "a if flag", "await a", "yield a", "yield", "return a", "assert a", "a is b", "a is not b",
    "a in note", "'x' in note", "a in lines", "a in (b, 1)", "a in (1, (2, 3))", "a & b", "a | b",
    "a ^ b", "~a", "+a", "a and", "and a", "a b", "1 2", "'a' 'b'", "a 'b'", "1a", "a..b", "a.1",
    "...", "a...b", "Ellipsis", "a, b", "a,", "(a", "a)", "a]", "'a", "a'", '"a', "@a", "a @ b",
    "$a", "a?", "a ? b : c", "!a", "a != = b", "a <> b", "a == = b", "a && b", "a || b", "`a`", "#a",
    "a # comment", "a\\\nb", "'a\nb'", "'\\x41'", "'\\u0041'", "'\\N{DASH}'", "'\\0'", "\\", "''' a '''",
    # characters that look like others
    "ａ", "ⅹ == 1", "a\u200bb", "a\u202eb", "\ufeffa", "a\x00", "a\x0b+ 1", "\ud800", "“a”", "a＞1",
    "（a）", "a，b", "ﬁ", "𝚗", "𝚕𝚎𝚗(note)", "x\u0301",
    # nothing
    "", " ", "\n", "\u3000",
]  # fmt: skip


@pytest.mark.parametrize("source", ATTACKS, ids=range(len(ATTACKS)))
def test_it_is_refused_with_its_place(source: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        check(source, SCOPE)
    error = refused.value
    assert 0 <= error.position <= max(len(source), 0)
    assert 0 <= error.length <= len(source) - error.position
    assert error.code and error.message.render("zh") and error.message.render("en")
    assert problems(source, SCOPE)


@pytest.mark.parametrize("source", [None, 5, b"a", ["a"]])
def test_what_is_no_text_is_refused(source: object) -> None:
    with pytest.raises((ExpressionError, TypeError)):
        parse(source)


def test_refusing_is_cheap() -> None:
    tracemalloc.start()
    begun = time.process_time()
    for source in ATTACKS:
        problems(source, SCOPE)
    seconds, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 5 and peak < 20_000_000


@pytest.mark.parametrize(
    ("source", "position", "length", "code"),
    [
        ("nope > 1", 0, 4, "unknown_name"),
        ("a + nope", 4, 4, "unknown_name"),
        ("斗 > 1", 0, 1, "character"),
        ("note == '斗拱' and nope == 1", 17, 4, "unknown_name"),
        ("  a + nope", 6, 4, "unknown_name"),
        ("part.nope == 1", 0, 9, "unknown_name"),
        ("a + note", 0, 8, "type"),
        ("note.upper()", 0, 12, "call"),
        ("sqrt(a)", 0, 7, "unknown_function"),
        ("round()", 0, 7, "arity"),
        ("state == 'gone'", 9, 6, "unknown_option"),
        ("a == 1234567890123", 5, 13, "number"),
        ("a +", 3, 0, "syntax"),
        ("_a", 0, 2, "name"),
        ("a in (b, 1)", 5, 6, "list"),
    ],
)
def test_an_error_marks_what_is_wrong(source: str, position: int, length: int, code: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        check(source, SCOPE)
    error = refused.value
    assert (error.position, error.length, error.code) == (position, length, code)


def test_everything_that_is_wrong_is_told_in_order() -> None:
    found = problems("nope > 1 and note + 1 == a and gone == 2", SCOPE)
    assert [error.code for error in found] == ["unknown_name", "type", "unknown_name"]
    assert [error.position for error in found] == sorted(error.position for error in found)
    assert problems("a > 1", SCOPE) == []


@pytest.mark.parametrize(
    "source",
    [
        "a", "a+b*2", "-a", "(a)", " a ", "\ta\n", "a\u3000+\u00a0b", "1.5", "999999999999.999999",
        '"say \'a\'"', "'\\n\\t\\\\\\''", "a if flag else b", "a in (1, -2, empty)",
        "note in ['a', 'b']", "not flag and other or true", "1 < a <= 2", "record.part.maker.code",
        "step.record.name", "sum(lines, count * weight)", "me == empty", "count(lines)", "a % 2",
        "(" * 14 + "a" + ")" * 14,
    ],
)  # fmt: skip
def test_what_business_needs_is_read(source: str) -> None:
    assert check(source, SCOPE).parsed.source == source
