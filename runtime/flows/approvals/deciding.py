"""How votes come to a decision: pure, so that anybody can count again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dougong.runtime.flows.approvals.ballot import (
    ABSTAIN,
    AFTER,
    AGREE,
    BEFORE,
    OPINION,
    REFUSE,
    Ballot,
)
from dougong.runtime.flows.approvals.terms import ANY, IN_ORDER, SHARE, Terms

APPROVED, REFUSED = "approved", "refused"


def standing(ballots: Sequence[Ballot]) -> Mapping[str, str | None]:
    """What each seat says together with the signers added to it; None while that is open.

    A seat agrees only when all its signers agree; one refusal among them is the seat's refusal.
    """
    return {one.id: _together(one, ballots) for one in ballots}


def seats(ballots: Sequence[Ballot]) -> list[Ballot]:
    """The seats of the definition: added signers stand behind them and have no vote of their own."""
    return [one for one in ballots if not one.place]


def decide(terms: Terms, ballots: Sequence[Ballot]) -> str | None:
    """`approved`, `refused`, or None while either can still come."""
    votes = standing(ballots)
    counted = [votes[one.id] for one in seats(ballots)]
    agreed, refused = counted.count(AGREE), counted.count(REFUSE)
    left = counted.count(None)
    if terms.mode == SHARE:
        return _by_share(terms, ballots, votes)
    if terms.mode == ANY and agreed:
        return APPROVED
    if refused:
        return REFUSED
    if left:
        return None
    return APPROVED if agreed else REFUSED


def turns(terms: Terms, ballots: Sequence[Ballot]) -> set[str]:
    """Seats and signers who can vote now."""
    votes = standing(ballots)
    open_now = [one for one in seats(ballots) if votes[one.id] is None]
    if terms.mode == IN_ORDER:
        open_now = open_now[:1]
    return {id for one in open_now for id in _turns(one, ballots, votes)} | {
        one.id for one in ballots if one.place == OPINION and one.vote is None
    }


def _by_share(
    terms: Terms, ballots: Sequence[Ballot], votes: Mapping[str, str | None]
) -> str | None:
    whole = seats(ballots)
    vetoes = [votes[one.id] for one in whole if one.veto]
    if REFUSE in vetoes:
        return REFUSED
    counted = [votes[one.id] for one in whole]
    agreed, left = counted.count(AGREE), counted.count(None)
    if len(whole) - left < terms.quorum:
        return None
    needed = terms.needed(len(whole))
    if agreed + left < needed:
        return REFUSED
    return APPROVED if agreed >= needed and None not in vetoes else None


def _together(one: Ballot, ballots: Sequence[Ballot]) -> str | None:
    signers = [_together(other, ballots) for other in _signers(one, ballots)]
    if REFUSE in (one.vote, *signers):
        return REFUSE
    if None in (one.vote, *signers):
        return None
    return ABSTAIN if one.vote == ABSTAIN else AGREE


def _signers(one: Ballot, ballots: Sequence[Ballot]) -> list[Ballot]:
    return [other for other in ballots if other.host == one.id and other.place in (BEFORE, AFTER)]


def _turns(one: Ballot, ballots: Sequence[Ballot], votes: Mapping[str, str | None]) -> set[str]:
    """Who within an open seat can vote: those asked before it, then it, then those after it."""
    own = _signers(one, ballots)
    ahead = [other for other in own if other.place == BEFORE and votes[other.id] is None]
    if ahead:
        return {id for other in ahead for id in _turns(other, ballots, votes)}
    if one.vote is None:
        return {one.id}
    behind = [other for other in own if votes[other.id] is None]
    return {id for other in behind for id in _turns(other, ballots, votes)}
