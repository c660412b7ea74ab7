"""A vote as it stands: how it is decided, the bar, the seats, what is needed."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.approvals import APPROVED, SHARE, Case, Standing, standing_of
from dougong.runtime.flows.tasks import votes_about
from dougong.runtime.pages.views.urgency import clock
from dougong.runtime.pages.views.votes.seats import Seats, SeatView
from dougong.runtime.pages.views.votes.words import mode_words, needed_words


@dataclass(frozen=True)
class Panel:
    """`agreed`, `refused` and `line` are counts of `seats` for the bar (`line` is None where no share
    is asked for); `outcome` is word and tone once it is decided; `left_out` says who has no vote, `ended` whose vote
    decided."""

    title: str
    href: str
    mode: str
    open: bool
    agreed: int
    refused: int
    abstained: int
    line: int | None
    needed: str
    seats: tuple[SeatView, ...]
    left_out: str
    voided: str
    outcome: tuple[str, str] | None
    ended: str
    mine: bool

    @property
    def of(self) -> int:
        """How many votes there are."""
        return sum(not one.inner for one in self.seats)


def panel(tx: Transaction, case: Case, standing: Standing | None = None) -> Panel:
    """The vote as the actor sees it."""
    standing = standing or standing_of(tx, case)
    mine = standing.seat["id"] if standing.seat else None
    task = case.task
    return Panel(
        title=pick(task["title"], tx.actor.language),
        href=f"/tasks/{case.id}",
        mode=mode_words(tx, case),
        open=task["state"] == "open",
        agreed=case.agreed,
        refused=case.refused,
        abstained=case.abstained,
        line=case.needed if case.terms.mode == SHARE else None,
        needed=needed_words(tx, case),
        seats=Seats(tx, case, mine).views(),
        left_out=_left_out(tx, case),
        voided=_voided(tx, case),
        outcome=_outcome(tx, case),
        ended=_ended(tx, case),
        mine=mine is not None,
    )


def panels_about(tx: Transaction, record: str) -> list[Panel]:
    """Votes about a record, the newest first."""
    return [panel(tx, Case.of(tx, task)) for task in votes_about(tx, record)]


def _left_out(tx: Transaction, case: Case) -> str:
    names = [one for one in labels(tx, "user", case.excluded).values() if one]
    if not names:
        return ""
    who = ("、" if tx.actor.language == "zh" else ", ").join(names)
    told = case.task["because"]
    if told:
        words = N_("{who} may read, but not vote: {why}.")
        return translate(words, tx.actor.language, who=who, why=pick(told, tx.actor.language))
    return translate(N_("{who} may read, but not vote."), tx.actor.language, who=who)


def _voided(tx: Transaction, case: Case) -> str:
    """How many votes do not count any more, of the last change that voided some."""
    if not case.voidings:
        return ""
    last = case.voidings[-1]["round"]
    void = sum(one["round"] == last and one["answer"] != "opinion" for one in case.votes)
    words = N_("Changed after {n} votes were cast: they are void and must be cast again.")
    return translate(words, tx.actor.language, n=void)


def _ended(tx: Transaction, case: Case) -> str:
    """Whose vote decided, and when; why it was taken back; "" while it is open."""
    task = case.task
    if task["state"] == "open":
        return ""
    if case.approval["outcome"] is None:
        return str(task["reason"] or "")
    name = labels(tx, "user", [task["done_by"]]).get(str(task["done_by"]), "")
    words = N_("{name} voted last, {at}")
    return translate(words, tx.actor.language, name=name, at=clock(tx, task["done_at"]))


def _outcome(tx: Transaction, case: Case) -> tuple[str, str] | None:
    found = case.approval["outcome"]
    if found is None:
        withdrawn = translate(N_("Withdrawn"), tx.actor.language)
        return (withdrawn, "grey") if case.task["state"] != "open" else None
    if found == APPROVED:
        return translate(N_("Approved"), tx.actor.language), "green"
    return translate(N_("Turned down"), tx.actor.language), "red"
