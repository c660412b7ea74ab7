"""Functions on readings: exact, and clear about limits, marks and open places."""

from __future__ import annotations

from decimal import Decimal
from statistics import stdev
from typing import Any

import pytest

from dougong.platform.expressions import (
    ExpressionError,
    Scope,
    Type,
    check,
    compile_expression,
    explain,
)
from tests.unit.platform.expressions.world import AT, Forms

SCOPE = Scope(
    Forms(), "order", {"v": Type("readings"), "low": Type("decimal"), "up": Type("decimal")}
)


def value(source: str, v: Any, **names: Any) -> Any:
    values = {"record": {}, "v": v, "low": None, "up": None, **names}
    compiled = compile_expression(source, SCOPE)(values, AT)
    assert explain(source, SCOPE, values, AT).value == compiled, source
    return compiled


def numbers(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(one) for one in texts)


COATING = numbers("9.4", "8.3", "7.2", "10.1", "8.8", "7.6", "9.0", "9.7")


def test_what_eight_pieces_came_to() -> None:
    limits = {"low": Decimal(8), "up": Decimal(15)}
    assert value("readings_count(v)", COATING) == 8
    assert value("readings_outside(v, low, up)", COATING, **limits) == 2
    assert value("readings_mean(v)", COATING) == Decimal("8.7625")
    assert value("readings_min(v)", COATING) == Decimal("7.2")
    assert value("readings_max(v)", COATING) == Decimal("10.1")
    found = value("readings_deviation(v)", COATING)
    assert found == round(stdev(COATING), 6)


@pytest.mark.parametrize(
    ("low", "up", "outside"),
    [("7.2", "10.1", 0), ("7.200001", "10.1", 1), ("7.2", "10.099999", 1), (None, "9", 3),
     ("9", None, 4), (None, None, 0)],
)  # fmt: skip
def test_a_reading_on_the_limit_is_within(low: str | None, up: str | None, outside: int) -> None:
    limits = {"low": low and Decimal(low), "up": up and Decimal(up)}
    assert value("readings_outside(v, low, up)", COATING, **limits) == outside


def test_marks_open_places_and_pieces_not_measured() -> None:
    mixed = ("ok", "ng", None, "na", "ng")
    assert value("readings_count(v)", mixed) == 3
    assert value("readings_filled(v)", mixed) == 4
    assert value("readings_outside(v)", mixed) == 2
    assert value("readings_mean(v)", mixed) is None
    assert value("readings_max(v)", mixed) is None


def test_nothing_measured_is_nought_or_empty() -> None:
    for name in ("count", "filled", "outside"):
        assert value(f"readings_{name}(v)", None) == 0
    for name in ("mean", "min", "max", "deviation"):
        assert value(f"readings_{name}(v)", None) is None
    assert value("readings_deviation(v)", numbers("5")) is None
    assert value("v == empty and is_empty(v)", None) is True


def test_the_deviation_loses_nothing_far_from_nought() -> None:
    far = numbers("999999999999.000001", "999999999999.000003")
    assert value("readings_deviation(v)", far) == Decimal("0.000001")
    assert value("readings_deviation(v)", numbers("3", "3", "3")) == 0


@pytest.mark.parametrize("text", ["x", "1,5", "NaN", "Infinity", "8 9e20", "1 " * 501])
def test_a_text_that_is_no_readings_is_empty(text: str) -> None:
    assert value(f"readings('{text}')", None) is None


@pytest.mark.parametrize(
    "source", ["v == v", "v < v", "v + v", "v in [v]", "readings_mean(low)", "round(v)", "not v"]
)
def test_only_their_functions_know_readings(source: str) -> None:
    with pytest.raises(ExpressionError):
        check(source, SCOPE)
