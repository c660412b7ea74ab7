"""Switching: published sequences, borders of every rule, what is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.runtime.functions.quality.no_answer import NoAnswer
from dougong.runtime.functions.quality.sampling import Regime
from dougong.runtime.functions.quality.switching import (
    KEPT,
    Cause,
    Event,
    State,
    after,
    extended,
    lot_event,
    outlook,
    reason,
    state_of,
)
from tests.unit.runtime.quality.published import SWITCHING

NORMAL, TIGHTENED, REDUCED, DISCONTINUED = Regime


def event_of(accepted: bool, tighter: bool | None) -> Event:
    if not accepted:
        return Event.REJECTED
    return {None: Event.ACCEPTED, True: Event.TIGHTER, False: Event.LOOSE}[tighter]


def score_told(before: State, now: State) -> int | None:
    """As the published steps tell it: that of the lot, before a change of regime takes it away."""
    if before.regime is not NORMAL:
        return None
    earned = now.change.score if now.change and now.regime is REDUCED else None
    return now.score if earned is None else earned


@pytest.mark.parametrize("name", SWITCHING)
def test_published_sequences(name: str) -> None:
    case = SWITCHING[name]
    state = after(State(), Event.ALLOW) if case["reduced_authorised"] else State()
    found = []
    for number, lot in enumerate(case["lots"], 1):
        before, state = state, after(state, event_of(*lot))
        found.append([number, before.regime, state.regime, score_told(before, state)])
    assert found == case["steps"]


def test_all_published_sequences_are_there() -> None:
    assert len(SWITCHING) == 10
    assert sum(len(case["lots"]) for case in SWITCHING.values()) == 91


@pytest.mark.parametrize(
    ("history", "regime", "cause"),
    [
        ("", NORMAL, None),
        ("R", NORMAL, None),
        ("RR", TIGHTENED, Cause.TWO_REJECTED),
        ("RAAAR", TIGHTENED, Cause.TWO_REJECTED),
        ("RAAAAR", NORMAL, None),
        ("RAAAARR", TIGHTENED, Cause.TWO_REJECTED),
        ("RRAAAA", TIGHTENED, Cause.TWO_REJECTED),
        ("RRAAAAA", NORMAL, Cause.FIVE_ACCEPTED),
        ("RRTLTLA", NORMAL, Cause.FIVE_ACCEPTED),
        ("RRAAAARAAAA", TIGHTENED, Cause.TWO_REJECTED),
        ("RRAAAARAAAAA", NORMAL, Cause.FIVE_ACCEPTED),
        ("RRAAAAAR", NORMAL, Cause.FIVE_ACCEPTED),  # the lots before do not count again
        ("RRAAAAARR", TIGHTENED, Cause.TWO_REJECTED),
        ("RRRRRR", TIGHTENED, Cause.TWO_REJECTED),  # the two of normal inspection do not count
        ("RRRRRRR", DISCONTINUED, Cause.FIVE_REJECTED),
        ("RR" + "RAAAA" * 4 + "R", DISCONTINUED, Cause.FIVE_REJECTED),
        ("RRRRRRRAAAAAAAAA", DISCONTINUED, Cause.FIVE_REJECTED),
        ("RRRRRRRC", TIGHTENED, Cause.RESUMED),
        ("RRRRRRRCRRRR", TIGHTENED, Cause.RESUMED),  # counted anew
        ("RRRRRRRCRRRRR", DISCONTINUED, Cause.FIVE_REJECTED),
        ("RRRRRRRCAAAAA", NORMAL, Cause.FIVE_ACCEPTED),
        ("CACR", NORMAL, None),  # nothing to resume
        ("A" * 15, NORMAL, None),
        ("Y" + "A" * 14, NORMAL, None),
        ("Y" + "A" * 15, REDUCED, Cause.SCORE_REACHED),
        ("A" * 20 + "Y", REDUCED, Cause.SCORE_REACHED),  # agreed to afterwards
        ("YN" + "A" * 20, NORMAL, None),
        ("Y" + "T" * 10, REDUCED, Cause.SCORE_REACHED),
        ("Y" + "T" * 9 + "L" + "T" * 9, NORMAL, None),
        ("Y" + "T" * 10 + "AAALLL", REDUCED, Cause.SCORE_REACHED),
        ("Y" + "T" * 10 + "R", NORMAL, Cause.REJECTED_ON_REDUCED),
        ("Y" + "T" * 10 + "RR", NORMAL, Cause.REJECTED_ON_REDUCED),  # one on reduced, one on normal
        ("Y" + "T" * 10 + "RRR", TIGHTENED, Cause.TWO_REJECTED),
        ("Y" + "T" * 10 + "N", NORMAL, Cause.WITHDRAWN),
        ("Y" + "T" * 10 + "NTTTTTTTTTTTT", NORMAL, Cause.WITHDRAWN),
        ("Y" + "T" * 10 + "R" + "T" * 10, REDUCED, Cause.SCORE_REACHED),  # still agreed to
    ],
)
def test_rules_at_their_borders(history: str, regime: Regime, cause: Cause | None) -> None:
    state = state_of(history)
    assert (state.regime, state.change and state.change.cause) == (regime, cause)


@pytest.mark.parametrize(
    ("history", "score"),
    [("", 0), ("A", 2), ("AT", 5), ("ATL", 0), ("ATLA", 2), ("ATR", 0), ("A" * 20, 40), ("RR", 0),
     ("AAARRAAAAA", 0), ("AAARRAAAAAT", 3)],
)  # fmt: skip
def test_the_score(history: str, score: int) -> None:
    assert state_of(history).score == score


@pytest.mark.parametrize("history", ["X", "a", "A R", "AA批"])
def test_other_letters_are_refused(history: str) -> None:
    with pytest.raises(NoAnswer):
        state_of(history)
    with pytest.raises(NoAnswer):
        extended("A", history)


@pytest.mark.parametrize(
    ("found", "lot", "aql", "regime", "event"),
    [
        (2, 3600, "0.65", NORMAL, Event.TIGHTER),  # L: Ac 3, one step tighter Ac 2
        (3, 3600, "0.65", NORMAL, Event.LOOSE),
        (4, 3600, "0.65", NORMAL, Event.REJECTED),
        (1, 3600, "0.4", NORMAL, Event.TIGHTER),  # Ac 2 asks already
        (2, 3600, "0.4", NORMAL, Event.LOOSE),
        (0, 3600, "0.25", NORMAL, Event.ACCEPTED),  # Ac 1: no question of a step tighter
        (1, 3600, "0.25", NORMAL, Event.ACCEPTED),
        (2, 3600, "0.25", NORMAL, Event.REJECTED),
        (0, 3600, "0.65", TIGHTENED, Event.ACCEPTED),  # no score is kept here
        (2, 3600, "0.65", TIGHTENED, Event.ACCEPTED),
        (3, 3600, "0.65", TIGHTENED, Event.REJECTED),  # Ac 2 on tightened
        (3, 3600, "0.65", REDUCED, Event.REJECTED),
        (0, 1, "0.65", NORMAL, Event.ACCEPTED),
        (1, 1, "1000", NORMAL, Event.REJECTED),
        # F at 100 leads to E, n 13: one step tighter is Ac 14 of 13, not F's 21 of 20
        (14, 150, "100", NORMAL, Event.TIGHTER),
        (15, 150, "100", NORMAL, Event.LOOSE),
        (21, 150, "100", NORMAL, Event.LOOSE),
        (22, 150, "100", NORMAL, Event.REJECTED),
    ],
)
def test_what_a_lot_counts_for(
    found: int, lot: int, aql: str, regime: Regime, event: Event
) -> None:
    assert lot_event(found, lot, "II", Decimal(aql), regime) is event


@pytest.mark.parametrize(
    ("history", "zh", "en"),
    [
        ("", "再拒收 2 批转加严（5 批以内）；转移得分 0/30",
         "2 more not accepted among the next 5: tightened; switching score 0/30"),
        ("AAAAAAAAA", "再拒收 2 批转加严（5 批以内）；转移得分 18/30", None),
        ("AAR", "再拒收 1 批转加严（4 批以内）；转移得分 0/30", None),
        ("RAAA", "再拒收 1 批转加严（1 批以内）；转移得分 6/30", None),
        ("RAAAA", "再拒收 2 批转加严（5 批以内）；转移得分 8/30", None),
        ("T" * 11, "再拒收 2 批转加严（5 批以内）；转移得分 33/30，生产稳定并经同意后转放宽", None),
        ("RR", "再连续接收 5 批转正常；再拒收 5 批暂停检验",
         "5 more accepted in a row: normal; 5 more not accepted: discontinued"),
        ("RRAA", "再连续接收 3 批转正常；再拒收 5 批暂停检验", None),
        ("RRAARR", "再连续接收 5 批转正常；再拒收 3 批暂停检验", None),
        ("Y" + "T" * 10, "再拒收 1 批转正常", "1 more not accepted: normal"),
        ("RRRRRRR", "纠正措施认可后按加严恢复", "resumed on tightened once corrective action is accepted"),
    ],
)  # fmt: skip
def test_what_would_change_it(history: str, zh: str, en: str | None) -> None:
    told = outlook(state_of(history))
    assert told["zh"] == zh
    assert told["en"] == en or (en is None and told["en"])


def test_every_reason_is_told_in_both_languages() -> None:
    histories = ["", "RR", "RRAAAAA", "RRRRRRR", "Y" + "T" * 11, "Y" + "T" * 10 + "R",
                 "Y" + "T" * 10 + "N", "RRRRRRRC"]  # fmt: skip
    told = [reason(state_of(one)) for one in histories]
    causes = {
        change.cause if (change := state_of(one).change) else Cause.STARTED for one in histories
    }
    assert causes == set(Cause)
    assert len({one["zh"] for one in told}) == len({one["en"] for one in told}) == len(Cause)
    assert told[1]["zh"] == "连续 5 批以内有 2 批拒收，转加严"
    assert (
        reason(state_of("T" * 11 + "Y"))["zh"] == "转移得分 33（需 30），生产稳定并已同意，转放宽"
    )
    assert not any("{" in words for one in told for words in one.values())


def test_a_short_history_is_kept_as_it_is() -> None:
    assert extended("", "A") == "A"
    assert extended("A" * (KEPT - 1), "R") == "A" * (KEPT - 1) + "R"


def test_a_long_history_keeps_what_it_tells() -> None:
    history = "RRAAAAA"
    for _ in range(500):
        history = extended(history, "A")
    assert len(history) == KEPT
    state = state_of(history)
    assert state.regime is NORMAL and state.score > 30
    assert reason(state)["zh"] == "加严检验连续接收 5 批，转正常"
    assert state_of(extended(history, "Y")).regime is REDUCED
