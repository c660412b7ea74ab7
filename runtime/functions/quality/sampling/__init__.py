"""Single sampling by attributes, ISO 2859-1:1999 / GB/T 2828.1-2012, and what plans can tell."""

from dougong.runtime.functions.quality.sampling.aql import is_aql
from dougong.runtime.functions.quality.sampling.chances import acceptance, success_run
from dougong.runtime.functions.quality.sampling.lookup import (
    code_letter,
    plan_for,
    plan_of,
    tighter_ac,
)
from dougong.runtime.functions.quality.sampling.plan import Plan
from dougong.runtime.functions.quality.sampling.regime import Regime

__all__ = [
    "Plan",
    "Regime",
    "acceptance",
    "code_letter",
    "is_aql",
    "plan_for",
    "plan_of",
    "success_run",
    "tighter_ac",
]
