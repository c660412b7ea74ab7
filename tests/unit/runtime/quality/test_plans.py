"""Every published cell of the standard, and what is not in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.sampling import Plan, Regime, is_aql, plan_for, plan_of
from dougong.runtime.functions.quality.sampling.lookup import code_letter, tighter_ac
from dougong.runtime.functions.quality.sampling.tables import tables
from tests.unit.runtime.quality.published import AQLS, LETTERS, LEVELS, RANGES, WITH_PLANS, cell

NORMAL, TIGHTENED, REDUCED = WITH_PLANS


def shown(plan: Plan) -> tuple[str | None, int, int, int]:
    return plan.letter, plan.size, plan.ac, plan.re


def test_nothing_published_is_left_out() -> None:
    assert (len(LETTERS), len(AQLS), len(LEVELS), len(RANGES)) == (16, 26, 7, 15)
    assert list(tables().aqls) == AQLS
    assert sorted(tables().letters) == sorted(LEVELS)


@pytest.mark.parametrize("regime", WITH_PLANS)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_cell(regime: Regime, letter: str) -> None:
    """48 rows of 26 AQLs: 1,248 cells of row reached, n, Ac and Re."""
    found = [shown(plan_of(letter, aql, regime)) for aql in AQLS]
    assert found == [cell(regime, letter, aql) for aql in AQLS]


def test_the_row_beyond_r_has_one_plan() -> None:
    assert shown(plan_of("R", Decimal("0.025"), TIGHTENED)) == ("S", 3150, 1, 2)
    plans = [one for one in tables().cells[TIGHTENED]["S"] if one is not None]
    assert plans == [(1, 2)]
    assert all(size <= 2000 for size in tables().sizes[NORMAL].values())


@pytest.mark.parametrize("level", LEVELS)
def test_code_letters_at_every_border(level: str) -> None:
    for row in RANGES:
        last = row["max"] or 10**12 - 1
        assert [code_letter(lot, level) for lot in (row["min"], last)] == [row[level]] * 2, row
    borders = [(row["max"], row["max"] + 1) for row in RANGES[:-1]]
    assert borders == [(row["min"] - 1, row["min"]) for row in RANGES[1:]]


@pytest.mark.parametrize(("as_code", "level"), [("ii", "II"), ("s_1", "S-1"), ("S_4", "S-4")])
def test_levels_may_be_written_as_codes_are(as_code: str, level: str) -> None:
    assert code_letter(9000, as_code) == code_letter(9000, level)


# What public programs get wrong, and what a table that leaves out its arrows gives instead.
@pytest.mark.parametrize(
    ("lot", "level", "aql", "regime", "expected"),
    [
        (3600, "II", "0.65", NORMAL, ("L", 200, 3, 4)),
        (150, "II", "1.5", NORMAL, ("G", 32, 1, 2)),  # F is an arrow down, not 20, 1, 2
        (1000, "II", "0.15", NORMAL, ("J", 80, 0, 1)),
        (1000, "II", "0.25", NORMAL, ("H", 50, 0, 1)),  # two cells of arrows between Ac 0
        (1000, "II", "0.4", NORMAL, ("K", 125, 1, 2)),  # and Ac 1: up, then down
        (1000, "II", "0.65", NORMAL, ("J", 80, 1, 2)),
        (1000, "II", "2.5", REDUCED, ("J", 32, 3, 4)),  # no gap: not 2/5, and not n 80
        (40, "II", "4", REDUCED, ("F", 8, 1, 2)),  # D: the arrows go down, not up to C
        (8, "II", "10", TIGHTENED, ("A", 2, 0, 1)),  # not D, as in the older MIL-STD-105E
    ],
)
def test_known_pitfalls(
    lot: int, level: str, aql: str, regime: Regime, expected: tuple[str, int, int, int]
) -> None:
    assert shown(plan_for(lot, level, Decimal(aql), regime)) == expected


@pytest.mark.parametrize(
    ("lot", "aql", "expected"),
    [
        (50, "0.1", Plan("K", 50, 0, 1, whole=True)),  # 125 would be taken of 50
        (125, "0.1", Plan("K", 125, 0, 1, whole=True)),  # as many as there are
        (126, "0.1", Plan("K", 125, 0, 1)),
        (2, "10", Plan("C", 2, 1, 2, whole=True)),  # Ac stays
        (1, "0.65", Plan(None, 1, 0, 1, whole=True)),  # outside Table 1
        (1, "1000", Plan(None, 1, 0, 1, whole=True)),
    ],
)
def test_a_lot_not_larger_than_the_sample_is_inspected_whole(
    lot: int, aql: str, expected: Plan
) -> None:
    assert plan_for(lot, "II", Decimal(aql), NORMAL) == expected


@pytest.mark.parametrize("aql", ["0", "0.7", "0.011", "2", "12", "1001", "-1"])
def test_what_lies_between_is_refused(aql: str) -> None:
    assert not is_aql(Decimal(aql))
    for lot in (1, 2, 3600):
        with pytest.raises(NoAnswer, match="AQL"):
            plan_for(lot, "II", Decimal(aql), NORMAL)


def test_above_ten_an_aql_counts_nonconformities_only() -> None:
    assert all(is_aql(aql) and is_aql(aql, "per_100") for aql in AQLS)
    assert [aql for aql in AQLS if is_aql(aql, "percent")] == AQLS[:16]
    assert AQLS[15] == 10
    assert is_aql(Decimal("0.650000")), "as fields keep it"
    with pytest.raises(NoAnswer):
        is_aql(Decimal(1), "pieces")


@pytest.mark.parametrize(
    ("lot", "level", "regime"),
    [(0, "II", NORMAL), (-5, "II", NORMAL), (100, "IV", NORMAL), (100, "", NORMAL),
     (100, "II", Regime.DISCONTINUED)],
)  # fmt: skip
def test_what_the_standard_does_not_have_is_refused(lot: int, level: str, regime: Regime) -> None:
    with pytest.raises(NoAnswer):
        plan_for(lot, level, Decimal(1), regime)


@pytest.mark.parametrize("letter", ["I", "O", "S", "Z", ""])
def test_letters_that_are_none_are_refused(letter: str) -> None:
    with pytest.raises(NoAnswer):
        plan_of(letter, Decimal(1), NORMAL)


def test_one_step_tighter_has_the_same_n_and_the_next_smaller_ac() -> None:
    """For every normal plan with Ac 2 or more: the score asks there and only there."""
    asked = 0
    for letter in LETTERS:
        for aql in AQLS:
            reached, _, ac, _ = cell(NORMAL, letter, aql)
            if ac >= 2:
                tighter = tighter_ac(reached, aql)
                row = cell(NORMAL, reached, AQLS[AQLS.index(aql) - 1])
                assert row[0] == reached and tighter == row[2] < ac
                asked += 1
    assert asked > 200
    assert tighter_ac("L", Decimal("0.65")) == 2
    assert tighter_ac("Q", AQLS[0]) is None
