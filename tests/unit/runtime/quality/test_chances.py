"""The operating characteristic and Ac 0 plans against published numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.sampling import acceptance, success_run

# Montgomery, Statistical Quality Control, Table 15.2: n = 89, c = 2, binomial.
CURVE = {
    "0.5": "0.9897", "1": "0.9397", "2": "0.7366", "3": "0.4985", "4": "0.3042",
    "5": "0.1721", "6": "0.0919", "7": "0.0468", "8": "0.0230", "9": "0.0109",
}  # fmt: skip


@pytest.mark.parametrize(("percent", "expected"), CURVE.items())
def test_the_curve_of_89_and_2(percent: str, expected: str) -> None:
    assert round(acceptance(89, 2, Decimal(percent)), 4) == Decimal(expected)


def test_the_ends_of_every_curve() -> None:
    assert acceptance(80, 0, Decimal(0)) == 1
    assert acceptance(80, 3, Decimal(100)) == 0
    assert acceptance(5, 5, Decimal(60)) == 1
    assert acceptance(1, 0, Decimal(25)) == Decimal("0.75")
    assert acceptance(10**12, 200, Decimal(50)) == 0, "too small to write, and quick"


@pytest.mark.parametrize(
    ("confidence", "reliability", "expected"),
    [("95", "95", 59), ("90", "90", 22), ("95", "99", 299), ("95", "90", 29), ("90", "95", 45)],
)
def test_success_run(confidence: str, reliability: str, expected: int) -> None:
    assert success_run(Decimal(confidence), Decimal(reliability)) == expected


@pytest.mark.parametrize(
    ("confidence", "reliability", "expected"),
    [("99", "10", 2), ("90", "10", 1), ("75", "50", 2), ("99.9", "10", 3), ("50", "99", 69),
     ("1", "1", 1)],
)  # fmt: skip
def test_an_exact_power_needs_no_piece_more(
    confidence: str, reliability: str, expected: int
) -> None:
    """0.1² is 0.01: logarithms that are out in their last digit would give 3."""
    assert success_run(Decimal(confidence), Decimal(reliability)) == expected


@pytest.mark.parametrize("sure", ["0", "100", "-1", "101"])
def test_certainty_has_no_size(sure: str) -> None:
    with pytest.raises(NoAnswer):
        success_run(Decimal(sure), Decimal(95))
    with pytest.raises(NoAnswer):
        success_run(Decimal(95), Decimal(sure))


@pytest.mark.parametrize(
    ("size", "ac", "percent"),
    [(0, 0, "1"), (5, -1, "1"), (5, 201, "1"), (5, 0, "101"), (5, 0, "-1")],
)
def test_what_is_no_plan_has_no_chance(size: int, ac: int, percent: str) -> None:
    with pytest.raises(NoAnswer):
        acceptance(size, ac, Decimal(percent))
