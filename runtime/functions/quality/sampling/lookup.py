"""Finding the plan of a lot.

Follows ISO 2859-1:1999: the code letter comes from lot size and level (Table 1); an
arrow leads to another row, and n, Ac and Re are all those of the row reached. One plan per class
of nonconformity: different AQLs may lead to different n.
"""

from __future__ import annotations

from decimal import Decimal

from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.sampling.plan import Plan
from dougong.runtime.functions.quality.sampling.regime import Regime
from dougong.runtime.functions.quality.sampling.tables import tables

_STEPS = {"up": -1, "down": 1}


def code_letter(lot: int, level: str) -> str | None:
    """The sample size code letter of a lot of `lot` units; None for a single unit, which stands
    outside Table 1.

    `level`: I, II, III or S-1 to S-4, also written small or with `_`, as the ids of codes must be.
    Raises NoAnswer for another level, or a lot of less than one unit.
    """
    written = level.upper().replace("_", "-")
    ranges = tables().letters.get(written)
    if ranges is None:
        raise NoAnswer(f"level: {level}")
    if lot < 1:
        raise NoAnswer(f"lot: {lot}")
    if lot == 1:
        return None
    return next(letter for largest, letter in ranges if largest is None or lot <= largest)


def plan_of(letter: str, aql: Decimal, regime: Regime) -> Plan:
    """The plan of a code letter, arrows followed, for a lot of any size.

    `aql` in percent nonconforming or nonconformities per 100 units. Raises NoAnswer for an AQL or
    a letter the standard does not have, and for a regime without plans.
    """
    rows = tables().cells.get(regime)
    if rows is None or letter not in rows or aql not in tables().aqls:
        raise NoAnswer(f"letter {letter}, AQL {aql}, {regime}")
    letters, column = list(rows), tables().aqls.index(aql)
    row = letters.index(letter)
    cell = rows[letter][column]
    while isinstance(cell, str):
        row += _STEPS[cell]
        cell = rows[letters[row]][column]
    return Plan(letters[row], tables().sizes[regime][letters[row]], *cell)


def plan_for(lot: int, level: str, aql: Decimal, regime: Regime) -> Plan:
    """The plan of a lot of `lot` units.

    Where n is the lot or more, the whole lot is inspected with the same Ac and Re. So is a single
    unit, for which the tables have no plan: it is accepted with nothing found. Raises NoAnswer as
    `code_letter` and `plan_of` do.
    """
    letter = code_letter(lot, level)
    plan = plan_of(letter or "A", aql, regime)
    if letter is None:
        return Plan(None, 1, 0, 1, whole=True)
    if plan.size < lot:
        return plan
    return Plan(plan.letter, lot, plan.ac, plan.re, whole=True)


def tighter_ac(letter: str, aql: Decimal) -> int | None:
    """Ac of the normal regime with the AQL one step tighter, in the row of `letter`; None where
    there is no such plan in that row.

    It answers whether the sample that was taken would have been accepted then, so `letter` is the
    row reached, whose n was taken.
    """
    column = tables().aqls.index(aql) - 1
    cell = tables().cells[Regime.NORMAL][letter][column] if column >= 0 else "up"
    return None if isinstance(cell, str) else cell[0]
