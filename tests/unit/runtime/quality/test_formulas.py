"""The functions as formulas have them: examples, empty values, what is refused."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from dougong.platform.definitions import Library, catalogue
from dougong.platform.expressions import (
    Evaluation,
    ExpressionError,
    Function,
    Scope,
    compile_expression,
    explain,
    functions_by_name,
)
from dougong.runtime.functions import FUNCTIONS

AT = Evaluation(datetime(2026, 11, 25, tzinfo=UTC))
SCOPE = Scope(Library().schema)


def value(source: str) -> object:
    """The value of a formula, compiled and explained."""
    catalogue()
    made = compile_expression(source, SCOPE)({}, AT)
    told = explain(source, SCOPE, {}, AT).value
    assert told == made
    return made


def test_they_are_there_once_the_catalogue_is() -> None:
    catalogue()
    assert {one.name for one in FUNCTIONS} <= set(functions_by_name())
    assert len({one.name for one in FUNCTIONS}) == len(FUNCTIONS) == 14


def test_wiring_brings_them_to_a_process_that_checks_nothing() -> None:
    asked = (
        "from dougong.runtime.wiring import wire; wire();"
        "from dougong.platform.expressions import functions_by_name;"
        "raise SystemExit('sampling_size' not in functions_by_name())"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, timeout=60)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.name)
def test_examples_are_true_and_every_text_is_there(function: Function) -> None:
    assert function.examples and set(function.docs) == {"zh", "en"}
    for source, expected in function.examples:
        assert value(source) == expected, source


@pytest.mark.parametrize(
    "source",
    [
        "sampling_size(3600, 'II', 0.7, 'normal')",  # no such AQL
        "sampling_ac(3600, 'II', 12, 'normal')",
        "sampling_re(3600, 'IV', 1, 'normal')",  # level
        "sampling_size(3600, 'II', 1, 'discontinued')",  # regime
        "sampling_size(3600, 'II', 1, 'strict')",
        "sampling_size(12.5, 'II', 1, 'normal')",  # no number of units
        "sampling_size(0, 'II', 1, 'normal')",
        "sampling_size(-1, 'II', 1, 'normal')",
        "sampling_letter(0, 'II')",
        "sampling_letter(1, 'II')",  # outside Table 1
        "sampling_letter(100, 'II', 0.7)",
        "is_aql(1, 'pieces')",
        "sampling_chance(0, 0, 1)",
        "sampling_chance(5, 0, 101)",
        "sampling_zero_size(100, 95)",
        "switching_result(-1, 3600, 'II', 0.65, 'normal')",
        "switching_result(0.5, 3600, 'II', 0.65, 'normal')",
        "switching_result(0, 3600, 'II', 0.7, 'normal')",
        "switching_next('AA', 'X')",
        "switching_regime('batch')",
        "switching_score('RR')",  # no score on tightened
        "switching_reason('A', empty)",
        "sampling_size(empty, 'II', 1, 'normal')",
    ],
)
def test_what_has_no_answer_is_empty(source: str) -> None:
    assert value(source) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sampling_size(3600, 'ii', 0.650000, 'normal')", 200),
        ("sampling_size(1, 'II', 1, 'normal')", 1),
        ("sampling_ac(1, 'II', 1, 'normal')", 0),
        ("max(sampling_size(3600, 'II', 0.65, 'normal'), sampling_size(3600, 'II', 2.5, 'normal'))", 200),
        ("min(40, sampling_zero_size(95, 95))", 40),
        ("sampling_letter(150, 'II', 1.5)", "G"),
        ("is_aql(15)", True),
        ("is_aql(15, 'per_100')", True),
        ("is_aql(10, 'percent')", True),
        ("switching_next(empty, 'A')", "A"),  # the first lot
        ("switching_next('AA', empty)", "AA"),  # nothing is lost where a result is not known
        ("switching_next('AA', switching_result(0, 3600, 'II', 0.7, 'normal'))", "AA"),
        ("switching_regime(empty)", "normal"),
        ("switching_score(empty)", 0),
        ("switching_cause(empty)", "started"),
        ("switching_reason(empty, 'en')", "Starts on the normal regime"),
        ("switching_outlook('RRA', 'en-GB')",
         "4 more accepted in a row: normal; 5 more not accepted: discontinued"),
        ("sampling_chance(89, 2, 5)", Decimal("0.172077")),
        ("switching_regime('RR') == 'tightened'", True),
    ],
)  # fmt: skip
def test_values(source: str, expected: object) -> None:
    assert value(source) == expected


def test_a_regime_misspelt_is_pointed_out() -> None:
    catalogue()
    with pytest.raises(ExpressionError, match="tightend"):
        compile_expression("switching_regime('RR') == 'tightend'", SCOPE)
