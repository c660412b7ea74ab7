"""An approval with its seats and votes, as it stands in a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.flows.approvals import store
from dougong.runtime.flows.approvals.ballot import ABSTAIN, AGREE, OPINION, REFUSE, Ballot
from dougong.runtime.flows.approvals.deciding import decide, seats, standing, turns
from dougong.runtime.flows.approvals.terms import Terms
from dougong.runtime.flows.tasks import kept_out

Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """`task` and `approval` are rows; `votes` are all that were ever cast, `voidings` say which
    rounds are void; `excluded` are the ids of people who may not vote."""

    task: Mapping[str, Any]
    approval: Row
    seats: list[Row]
    votes: list[Row]
    voidings: list[Row]
    excluded: list[str]

    @classmethod
    def of(cls, tx: Transaction, task: Mapping[str, Any]) -> Case:
        """The approval of a task that is voted on."""
        id = str(task["id"])
        found = store.approval(tx, id)
        assert found is not None, f"nobody votes on task {id}"
        return cls(
            task,
            found,
            store.seats_of(tx, id),
            store.votes_of(tx, id),
            store.voidings_of(tx, id),
            kept_out(tx, id),
        )

    @property
    def id(self) -> str:
        return str(self.task["id"])

    @cached_property
    def terms(self) -> Terms:
        return Terms.of(self.approval["terms"])

    @cached_property
    def standing_votes(self) -> Mapping[str, Row]:
        """By seat, the vote that counts: of this round; an opinion stays whatever changes."""
        now, asked = self.approval["round"], {s["id"] for s in self.seats if s["place"] == OPINION}
        return {v["seat"]: v for v in self.votes if v["round"] == now or v["seat"] in asked}

    @cached_property
    def ballots(self) -> list[Ballot]:
        return [
            Ballot(
                one["id"],
                self.standing_votes.get(one["id"], {}).get("answer"),
                bool(one["veto"]),
                one["host"],
                one["place"],
            )
            for one in self.seats
        ]

    @property
    def outcome(self) -> str | None:
        """What the votes that stand come to."""
        return decide(self.terms, self.ballots)

    @cached_property
    def turns(self) -> set[str]:
        """Seats whose vote is due."""
        return turns(self.terms, self.ballots)

    @cached_property
    def counted(self) -> Mapping[str, str | None]:
        """What each seat of the definition says, with the signers behind it."""
        votes = standing(self.ballots)
        return {one.id: votes[one.id] for one in seats(self.ballots)}

    def count(self, answer: str) -> int:
        """How many seats say so."""
        return list(self.counted.values()).count(answer)

    @property
    def agreed(self) -> int:
        return self.count(AGREE)

    @property
    def refused(self) -> int:
        return self.count(REFUSE)

    @property
    def abstained(self) -> int:
        return self.count(ABSTAIN)

    @property
    def needed(self) -> int:
        """How many seats must agree."""
        return self.terms.needed(len(self.counted))

    def seat(self, id: str) -> Row:
        """One of the seats; KeyError if there is none."""
        return {one["id"]: one for one in self.seats}[id]
