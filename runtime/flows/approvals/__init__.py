"""Approvals: tasks several people vote on."""

from dougong.runtime.flows.approvals.ballot import (
    ABSTAIN,
    AFTER,
    AGREE,
    BEFORE,
    OPINION,
    REFUSE,
    Ballot,
)
from dougong.runtime.flows.approvals.beginning import NewSeat, NewVote, begin
from dougong.runtime.flows.approvals.case import Case
from dougong.runtime.flows.approvals.deciding import APPROVED, REFUSED, decide, turns
from dougong.runtime.flows.approvals.entitled import Standing, opinion_of, standing_of
from dougong.runtime.flows.approvals.history import VOID, VoteFact, first_vote, vote_facts
from dougong.runtime.flows.approvals.signers import add_signer, addable
from dougong.runtime.flows.approvals.terms import ALL, ANY, IN_ORDER, MODES, SHARE, Terms
from dougong.runtime.flows.approvals.voiding import record_changed
from dougong.runtime.flows.approvals.voting import (
    Voted,
    give_opinion,
    signed_for,
    vote,
    voted_on,
    whose_turn,
)

__all__ = [
    "ABSTAIN",
    "AFTER",
    "AGREE",
    "ALL",
    "ANY",
    "APPROVED",
    "BEFORE",
    "IN_ORDER",
    "MODES",
    "OPINION",
    "REFUSE",
    "REFUSED",
    "SHARE",
    "VOID",
    "Ballot",
    "Case",
    "NewSeat",
    "NewVote",
    "Standing",
    "Terms",
    "VoteFact",
    "Voted",
    "add_signer",
    "addable",
    "begin",
    "decide",
    "first_vote",
    "give_opinion",
    "record_changed",
    "opinion_of",
    "standing_of",
    "turns",
    "signed_for",
    "vote",
    "vote_facts",
    "voted_on",
    "whose_turn",
]
