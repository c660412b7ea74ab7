"""Votes in random order come to what a plain count comes to, as soon as it is certain, no sooner."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dougong.runtime.flows.approvals import (
    ABSTAIN,
    AGREE,
    APPROVED,
    REFUSE,
    REFUSED,
    Ballot,
    Terms,
    decide,
    turns,
)

ANSWERS = (AGREE, REFUSE, ABSTAIN)
Votes = dict[int, str]
_SETTINGS = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@st.composite
def shares(draw: st.DrawFn) -> tuple[Terms, list[bool], list[tuple[int, str]]]:
    """Terms of a vote by share, who has a veto, and votes in the order they are cast."""
    count = draw(st.integers(1, 5))
    share = draw(st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction("0.75"), Fraction(1)]))
    terms = Terms("share", share, draw(st.integers(0, count)), abstain=True)
    vetoes = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    order = draw(st.permutations(range(count)))
    answers = draw(st.lists(st.sampled_from(ANSWERS), min_size=count, max_size=count))
    return terms, vetoes, list(zip(order, answers, strict=True))


def ballots(count: int, votes: Votes, vetoes: list[bool] | None = None) -> list[Ballot]:
    return [Ballot(str(n), votes.get(n), bool(vetoes and vetoes[n])) for n in range(count)]


def recounted(terms: Terms, vetoes: list[bool], votes: Votes) -> str:
    """What everybody's votes come to, counted by hand."""
    if any(vetoes[n] and answer == REFUSE for n, answer in votes.items()):
        return REFUSED
    agreed = sum(answer == AGREE for answer in votes.values())
    return APPROVED if agreed >= terms.share * len(vetoes) else REFUSED


def certain(terms: Terms, vetoes: list[bool], votes: Votes) -> str | None:
    """The outcome when it is the same however the others vote."""
    left = [n for n in range(len(vetoes)) if n not in votes]
    ends = {
        recounted(terms, vetoes, {**votes, **dict(zip(left, rest, strict=True))})
        for rest in product(ANSWERS, repeat=len(left))
    }
    return ends.pop() if len(ends) == 1 else None


@_SETTINGS
@given(shares())
def test_a_share_decides_as_soon_as_it_is_certain(
    given_: tuple[Terms, list[bool], list[tuple[int, str]]],
) -> None:
    terms, vetoes, cast = given_
    votes: Votes = {}
    for seat, answer in cast:
        votes[seat] = answer
        found = decide(terms, ballots(len(vetoes), votes, vetoes))
        vetoed = any(vetoes[n] and one == REFUSE for n, one in votes.items())
        enough = len(votes) >= terms.quorum or vetoed
        assert found == (certain(terms, vetoes, votes) if enough else None)
    assert found == recounted(terms, vetoes, votes)


@_SETTINGS
@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=6), st.sampled_from(["all", "in_order"]))  # fmt: skip
def test_all_must_agree_and_one_refusal_ends_it(answers: list[str], mode: str) -> None:
    for so_far in range(len(answers) + 1):
        cast = answers[:so_far]
        found = decide(Terms(mode), ballots(len(answers), dict(enumerate(cast))))
        if REFUSE in cast:
            assert found == REFUSED
        elif so_far < len(answers):
            assert found is None
        else:
            assert found == (APPROVED if AGREE in cast else REFUSED)


@_SETTINGS
@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=6))
def test_the_first_vote_decides_that_is_one(answers: list[str]) -> None:
    votes: Votes = {}
    for seat, answer in enumerate(answers):
        votes[seat] = answer
        found = decide(Terms("any"), ballots(len(answers), votes))
        if answer != ABSTAIN:
            assert found == (APPROVED if answer == AGREE else REFUSED)
            return
        assert found == (REFUSED if len(votes) == len(answers) else None)


@st.composite
def trees(draw: st.DrawFn) -> list[Ballot]:
    """Seats with signers added before and after them, and before and after those."""
    made = [Ballot(str(n)) for n in range(draw(st.integers(1, 3)))]
    for n in range(draw(st.integers(0, 4))):
        host = draw(st.sampled_from([one.id for one in made if one.place != "opinion"]))
        place = draw(st.sampled_from(["before", "after", "opinion"]))
        made.append(Ballot(f"s{n}", host=host, place=place))
    return made


@_SETTINGS
@given(trees(), st.sampled_from(["all", "in_order", "any", "share"]), st.data())
def test_whoever_has_the_turn_brings_every_vote_to_its_end(
    made: list[Ballot], mode: str, data: st.DataObject
) -> None:
    """With signers added anywhere: somebody can always vote until it is decided, and nobody twice."""
    terms = Terms(mode, Fraction(2, 3), abstain=True)
    for _ in range(len(made) + 1):
        if decide(terms, made) is not None:
            break
        due = turns(terms, made)
        assert due <= {one.id for one in made if one.vote is None}
        counted = sorted(one.id for one in made if one.id in due and one.place != "opinion")
        assert counted, "nobody can vote, and nothing is decided"
        seat = data.draw(st.sampled_from(counted))
        answer = data.draw(st.sampled_from(ANSWERS))
        made = [Ballot(one.id, answer, one.veto, one.host, one.place) if one.id == seat else one
                for one in made]  # fmt: skip
    assert decide(terms, made) is not None
    refused = any(one.vote == REFUSE for one in made)
    if mode in ("all", "in_order") and not refused:
        assert all(one.vote for one in made if one.place != "opinion")
