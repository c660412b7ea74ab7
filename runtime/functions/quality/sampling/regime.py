"""How severely lots are inspected."""

from __future__ import annotations

from enum import StrEnum


class Regime(StrEnum):
    """正常, 加严, 放宽, 暂停检验. There are no plans for what is discontinued."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"
    DISCONTINUED = "discontinued"
