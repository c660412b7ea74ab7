"""Each seat of a vote with who has it and what they said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.approvals import (
    ABSTAIN,
    AFTER,
    AGREE,
    BEFORE,
    OPINION,
    REFUSE,
    Case,
)
from dougong.runtime.pages.views.urgency import clock
from dougong.runtime.pages.views.whom import role_titles
from dougong.runtime.showing import Names

ANSWERS: Mapping[str, tuple[str, str]] = {
    AGREE: (N_("Agreed"), "green"),
    REFUSE: (N_("Opposed"), "red"),
    ABSTAIN: (N_("Abstained"), "grey"),
    OPINION: (N_("Opinion given"), "teal"),
}
_PLACES = {
    BEFORE: N_("added by {name}, votes first"),
    AFTER: N_("added by {name}, votes after"),
    OPINION: N_("asked by {name} for an opinion"),
}


@dataclass(frozen=True)
class VoidView:
    """A vote that counts no more: who cast it, what it said, and why it is void."""

    name: str
    word: str
    note: str
    why: str


@dataclass(frozen=True)
class SeatView:
    """`name` is the person who has the seat ("" while anybody of `role` may); `more` says what else
    is to be known of the seat; `state` is word and tone; `inner`: a signer that was added."""

    name: str
    role: str
    more: str
    note: str
    state: tuple[str, str]
    void: tuple[VoidView, ...]
    inner: bool
    mine: bool


class Seats:
    """Makes the seats of one vote; `mine` is the id of the seat the actor can vote for."""

    def __init__(self, tx: Transaction, case: Case, mine: str | None) -> None:
        self.tx, self.case, self.mine = tx, case, mine
        self.language, self.names = tx.actor.language, Names(tx)
        people = [one[key] for one in case.seats for key in ("person", "held_by", "added_by")]
        self.names.note("user", [*people, *(one["person"] for one in case.votes)])

    def views(self) -> tuple[SeatView, ...]:
        """Seats in their order, each with its signers below it."""
        return tuple(self._view(one) for one in self._ordered(None))

    def _ordered(self, host: str | None) -> Iterator[dict[str, Any]]:
        for one in self.case.seats:
            if one["host"] == host:
                yield one
                yield from self._ordered(one["id"])

    def _view(self, seat: Mapping[str, Any]) -> SeatView:
        name = self.names.of("user", seat["held_by"] or seat["person"])
        return SeatView(
            name=name,
            role=role_titles(self.tx, [seat["role"]]) if seat["role"] else "",
            more=self._more(seat),
            note=self._note(seat),
            state=self._state(seat),
            void=tuple(self._void(seat)),
            inner=bool(seat["place"]),
            mine=seat["id"] == self.mine,
        )

    def _more(self, seat: Mapping[str, Any]) -> str:
        words = []
        if seat["place"]:
            adder = self.names.of("user", seat["added_by"])
            words.append(self._t(_PLACES[seat["place"]], name=adder))
        cast = self.case.standing_votes.get(seat["id"])
        if cast is not None and cast["on_behalf_of"]:
            lender = self.names.of("user", cast["on_behalf_of"])
            words.append(self._t(N_("for {name}"), name=lender))
        if seat["veto"]:
            words.append(self._t(N_("may veto")))
        return " · ".join(words)

    def _note(self, seat: Mapping[str, Any]) -> str:
        cast = self.case.standing_votes.get(seat["id"])
        if cast is not None:
            return " · ".join(filter(None, (clock(self.tx, cast["at"]), cast["comment"])))
        return str(seat["reason"] or "")

    def _state(self, seat: Mapping[str, Any]) -> tuple[str, str]:
        cast = self.case.standing_votes.get(seat["id"])
        if cast is not None:
            word, tone = ANSWERS[cast["answer"]]
            return self._t(word), tone
        if self.case.task["state"] != "open":
            return self._t(N_("No vote")), "grey"
        if seat["id"] == self.mine:
            return self._t(N_("Your turn")), "blue"
        if seat["id"] in self.case.turns:
            return self._t(N_("Not yet")), "yellow"
        return self._t(N_("Waits for others")), "grey"

    def _void(self, seat: Mapping[str, Any]) -> Iterator[VoidView]:
        over = {one["round"]: one for one in self.case.voidings}
        now = self.case.standing_votes.get(seat["id"])
        for one in self.case.votes:
            if one["seat"] == seat["id"] and one["round"] in over and one != now:
                why = over[one["round"]]
                fields = field_titles(self.tx, self._form, why["fields"])
                note = " · ".join(filter(None, (clock(self.tx, one["at"]), one["comment"])))
                words = self._t(N_("void: {fields} changed"), fields=fields)
                answer = self._t(ANSWERS[one["answer"]][0])
                yield VoidView(self.names.of("user", one["person"]), answer, note, words)

    @property
    def _form(self) -> Form:
        return self.tx.library.form(self.case.task["form"])

    def _t(self, msgid: str, **params: object) -> str:
        return translate(msgid, self.language, **params)


def field_titles(tx: Transaction, form: Form, fields: list[str]) -> str:
    """What fields are called."""
    hidden = tx.actor.rights.of(form.id).hidden
    found = [form.fields[one] for one in fields if one in form.fields and one not in hidden]
    return ("、" if tx.actor.language == "zh" else ", ").join(
        pick(one.title, tx.actor.language) for one in found
    ) or "…"
