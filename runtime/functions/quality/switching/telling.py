"""A state in words: why it is so, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dougong.platform.texts import Text
from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.switching.cause import Cause
from dougong.runtime.functions.quality.switching.state import State
from dougong.runtime.functions.quality.switching.steps import (
    TO_DISCONTINUED,
    TO_NORMAL,
    TO_REDUCED,
    TO_TIGHTENED,
    WINDOW,
)

_REASONS: Mapping[Cause, Text] = {
    Cause.STARTED: {"zh": "从正常检验开始", "en": "Starts on the normal regime"},
    Cause.TWO_REJECTED: {
        "zh": f"连续 {WINDOW} 批以内有 {TO_TIGHTENED} 批拒收，转加严",
        "en": f"{TO_TIGHTENED} of {WINDOW} or fewer consecutive lots not accepted: tightened",
    },
    Cause.FIVE_ACCEPTED: {
        "zh": f"加严检验连续接收 {TO_NORMAL} 批，转正常",
        "en": f"{TO_NORMAL} consecutive lots accepted on tightened: normal",
    },
    Cause.FIVE_REJECTED: {
        "zh": f"加严检验累计拒收 {TO_DISCONTINUED} 批，暂停检验",
        "en": f"{TO_DISCONTINUED} lots in all not accepted on tightened: discontinued",
    },
    Cause.SCORE_REACHED: {
        "zh": "转移得分 {score}（需 {needed}），生产稳定并已同意，转放宽",
        "en": "Switching score {score} of {needed}, production steady and agreed to: reduced",
    },
    Cause.REJECTED_ON_REDUCED: {
        "zh": "放宽检验拒收 1 批，转正常",
        "en": "1 lot not accepted on reduced: normal",
    },
    Cause.WITHDRAWN: {
        "zh": "生产不稳定或负责部门要求，转正常",
        "en": "Production irregular, or so decided: normal",
    },
    Cause.RESUMED: {
        "zh": "纠正措施已认可，按加严恢复检验",
        "en": "Corrective action accepted: resumed on tightened",
    },
}


def reason(state: State) -> Text:
    """Why the regime is what it is: the last change, in both languages."""
    cause = state.change.cause if state.change else Cause.STARTED
    score = state.change.score if state.change else None
    return {
        language: words.format(score=score, needed=TO_REDUCED)
        for language, words in _REASONS[cause].items()
    }


def outlook(state: State) -> Text:
    """What would change the regime, nearest first, in both languages."""
    clauses = _OUTLOOKS[state.regime](state)
    return {
        "zh": "；".join(one["zh"] for one in clauses),
        "en": "; ".join(one["en"] for one in clauses),
    }


def _normal(state: State) -> list[Text]:
    left, lots = TO_TIGHTENED - state.recent.count(False), WINDOW
    if False in state.recent:  # how long the last one not accepted stays among the five
        lots -= 1 + state.recent[::-1].index(False)
    words = {
        "zh": f"再拒收 {left} 批转加严（{lots} 批以内）",
        "en": f"{left} more not accepted among the next {lots}: tightened",
    }
    return [words, _towards_reduced(state)]


def _towards_reduced(state: State) -> Text:
    score = f"{state.score}/{TO_REDUCED}"
    if state.score < TO_REDUCED:
        return {"zh": f"转移得分 {score}", "en": f"switching score {score}"}
    return {
        "zh": f"转移得分 {score}，生产稳定并经同意后转放宽",
        "en": f"switching score {score}: reduced once production is steady and it is agreed to",
    }


def _tightened(state: State) -> list[Text]:
    good, bad = TO_NORMAL - state.run, TO_DISCONTINUED - state.rejected
    return [
        {"zh": f"再连续接收 {good} 批转正常", "en": f"{good} more accepted in a row: normal"},
        {"zh": f"再拒收 {bad} 批暂停检验", "en": f"{bad} more not accepted: discontinued"},
    ]


_OUTLOOKS: Mapping[Regime, Callable[[State], list[Text]]] = {
    Regime.NORMAL: _normal,
    Regime.TIGHTENED: _tightened,
    Regime.REDUCED: lambda _: [{"zh": "再拒收 1 批转正常", "en": "1 more not accepted: normal"}],
    Regime.DISCONTINUED: lambda _: [
        {
            "zh": "纠正措施认可后按加严恢复",
            "en": "resumed on tightened once corrective action is accepted",
        }
    ],
}
