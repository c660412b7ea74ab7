"""What was published: the numbers the tests compare with."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from dougong.runtime.functions.quality.sampling import Regime

_FOLDER = Path(__file__).parent / "published"


def _read(name: str) -> Any:
    return json.loads((_FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)


PLANS = _read("plans.json")
SWITCHING = _read("switching.json")["cases"]
AQLS = [Decimal(aql) for aql in PLANS["aql"]]
RANGES = PLANS["code_letters"]
LEVELS = [key for key in RANGES[0] if key not in ("min", "max")]
LETTERS = "ABCDEFGHJKLMNPQR"
WITH_PLANS = (Regime.NORMAL, Regime.TIGHTENED, Regime.REDUCED)


def cell(regime: Regime, letter: str, aql: Decimal) -> tuple[str, int, int, int]:
    """Code letter, n, Ac and Re of one cell, arrows followed."""
    found: list[Any] = PLANS["resolved"][regime.value][letter][AQLS.index(aql)]
    return found[0], found[1], found[2], found[3]
