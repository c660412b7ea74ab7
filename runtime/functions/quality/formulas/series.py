"""A series of lots, as functions of formulas: its history is a text of events, one letter each.

None has SQL: filters take them of constants only.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dougong.platform.expressions import Function, Type
from dougong.platform.texts import Text, pick
from dougong.runtime.functions.quality.formulas.answering import answered, gives, regime_of, whole
from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.switching import (
    Cause,
    State,
    extended,
    lot_event,
    outlook,
    reason,
    state_of,
)

_TEXT = Type("text")


def _choice(of: type[StrEnum]) -> Type:
    return Type("choice", options=frozenset(one.value for one in of))


def _of(tell: Callable[[State], Any]) -> Callable[..., Any]:
    """A function of a history; an empty one is that of a series before its first lot."""
    return answered(lambda history: tell(state_of(history or "")))


def _said(tell: Callable[[State], Text]) -> Callable[..., Any]:
    """A function of a history and a language that gives a sentence."""

    def say(history: str | None, language: str | None) -> str | None:
        return pick(tell(state_of(history or "")), language) if language else None

    return answered(say)


def _result(found: Decimal, lot: Decimal, level: str, aql: Decimal, regime: str) -> str:
    return lot_event(whole(found), whole(lot), level, aql, regime_of(regime)).value


def _next(history: str | None, events: str | None) -> str:
    return extended(history or "", events or "")


def _score(state: State) -> int | None:
    return state.score if state.regime is Regime.NORMAL else None


def _cause(state: State) -> str:
    return (state.change.cause if state.change else Cause.STARTED).value


FUNCTIONS = (
    Function("switching_result", ("number", "number", "text", "number", "text"), gives(_TEXT),
             answered(_result), None,
             {"zh": "一批的结果字母：发现数、批量、检验水平、AQL、严格度；R 拒收，A、T、L 接收",
              "en": "The letter of one lot: found, lot size, level, AQL, regime; R not "
                    "accepted, A, T, L accepted"},
             (("switching_result(4, 3600, 'II', 0.65, 'normal')", "R"),
              ("switching_result(2, 3600, 'II', 0.65, 'normal')", "T"),
              ("switching_result(3, 3600, 'II', 0.65, 'normal')", "L"),
              ("switching_result(1, 3600, 'II', 0.25, 'normal')", "A"))),
    Function("switching_next", ("text", "text"), gives(_TEXT), answered(_next), None,
             {"zh": "在批的历史后面加上字母；不再起作用的旧字母会省去",
              "en": "A history of lots with letters added; old ones that no longer tell anything go"},
             (("switching_next('AAR', 'A')", "AARA"),), takes_empty=True),
    Function("switching_regime", ("text",), gives(_choice(Regime)),
             _of(lambda state: state.regime.value), None,
             {"zh": "下一批的严格度：normal、tightened、reduced、discontinued",
              "en": "The regime of the next lot: normal, tightened, reduced, discontinued"},
             (("switching_regime('ARAR')", "tightened"),), takes_empty=True),
    Function("switching_score", ("text",), gives(Type("integer")), _of(_score), None,
             {"zh": "转移得分（满 30 可转放宽）；只在正常检验时有",
              "en": "The switching score (30 leads to reduced); on the normal regime only"},
             (("switching_score('AAT')", 7),), takes_empty=True),
    Function("switching_cause", ("text",), gives(_choice(Cause)), _of(_cause), None,
             {"zh": "最近一次转移的原因，作为选项代码", "en": "Why it changed last, as the code of a choice"},
             (("switching_cause('ARAR')", "two_rejected"),), takes_empty=True),
    Function("switching_reason", ("text", "text"), gives(_TEXT), _said(reason), None,
             {"zh": "最近一次转移的原因，用 'zh' 或 'en' 说", "en": "Why it changed last, said in 'zh' or 'en'"},
             (("switching_reason('ARAR', 'zh')", "连续 5 批以内有 2 批拒收，转加严"),), takes_empty=True),
    Function("switching_outlook", ("text", "text"), gives(_TEXT), _said(outlook), None,
             {"zh": "还差什么就转移，用 'zh' 或 'en' 说", "en": "What would change it, said in 'zh' or 'en'"},
             (("switching_outlook('AAR', 'zh')", "再拒收 1 批转加严（4 批以内）；转移得分 0/30"),),
             takes_empty=True),
)  # fmt: skip
