"""The tables of the standard, as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from dougong.runtime.functions.quality.sampling.regime import Regime

# Beside this module. What it was taken from stands in its "source".
_FILE = Path(__file__).with_name("iso2859.json")

Cell = tuple[int, int] | str


@dataclass(frozen=True)
class Tables:
    """Table 1 (code letters) and Tables 2-A, 2-B, 2-C (single sampling plans) of ISO 2859-1:1999.

    `aqls`: the 26 AQLs, rising, in percent nonconforming or nonconformities per 100 units.
    `letters`: per level the (largest lot, letter) pairs, rising, the last without end.
    `sizes`: units to take per regime and letter. `cells`: per regime and letter one cell per AQL:
    (Ac, Re), `"up"` or `"down"` for the first plan above or below the arrow. The tightened regime
    has a row S beyond R, reached by an arrow only; its other cells are empty and never reached.
    """

    aqls: tuple[Decimal, ...]
    letters: Mapping[str, tuple[tuple[int | None, str], ...]]
    sizes: Mapping[Regime, Mapping[str, int]]
    cells: Mapping[Regime, Mapping[str, tuple[Cell, ...]]]


@cache
def tables() -> Tables:
    """The tables, read once."""
    body = json.loads(_FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    ranges = body["code_letters"]
    return Tables(
        tuple(Decimal(aql) for aql in body["aql"]),
        {
            level: tuple((one["to"], one[level]) for one in ranges)
            for level in ranges[0]
            if level != "to"
        },
        {Regime(regime): sizes for regime, sizes in body["sample_size"].items()},
        {Regime(regime): _rows(rows) for regime, rows in body["plans"].items()},
    )


def _rows(rows: Mapping[str, Any]) -> Mapping[str, tuple[Cell, ...]]:
    return {
        letter: tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row)
        for letter, row in rows.items()
    }
