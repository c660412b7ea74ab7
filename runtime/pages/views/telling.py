"""How one wants to be told, and mails that could not be sent, as their pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dougong.platform.definitions import title
from dougong.platform.mails import enabled, waiting_or_parked
from dougong.platform.problems import Problem
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.runtime.notifications import APP, COPY, DIGEST, MAIL, NEW, OFF, TASK, Kind, preferences
from dougong.runtime.showing import moment

_TITLES = {
    TASK: (N_("About my tasks"), N_("Reminders, overdue, handed over, votes to cast again")),
    NEW: (N_("New tasks"), N_("Tasks stand in the inbox in any case")),
    COPY: (N_("Copied to me"), N_("Records others want you to know of")),
}
_WAYS = {
    APP: N_("In the app"),
    MAIL: N_("Mail at once"),
    DIGEST: N_("Mail of the day"),
    OFF: N_("Not at all"),
}
_UNMAILED = {NEW: N_("Inbox only")}


@dataclass(frozen=True)
class KindRow:
    """`ways` are (id, words); `must`: it cannot be switched off."""

    id: str
    title: str
    help: str
    ways: list[tuple[str, str]]
    way: str
    must: bool


@dataclass(frozen=True)
class TellingView:
    """`mailed`: mail is sent here at all; `wrong` says by field what is wrong."""

    mail: str
    digest_at: str
    general: list[KindRow]
    others: list[KindRow]
    mailed: bool
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MailRow:
    """`parked`: nothing happens by itself any more."""

    id: str
    name: str
    to: str
    subject: str
    error: str
    parked: bool
    attempts: int
    at: str


def telling_view(
    tx: Transaction, sent: Mapping[str, str] | None = None, problem: Problem | None = None
) -> TellingView:
    """The actor's settings; after a refusal as they were sent."""
    now, typed = preferences(tx), sent or {}
    rows = [_row(tx, one, typed.get(_name(one.id), now.ways[one.id])) for one in now.kinds]
    return TellingView(
        mail=typed.get("mail", now.mail),
        digest_at=typed.get("digest_at", now.digest_at),
        general=[one for one in rows if one.id.startswith("way..")],
        others=[one for one in rows if not one.id.startswith("way..")],
        mailed=enabled(tx),
        wrong={
            one.path: one.message.render(tx.actor.language)
            for one in (problem.fields if problem else ())
        },
    )


def _name(id: str) -> str:
    return f"way.{id}"


def _row(tx: Transaction, kind: Kind, way: str) -> KindRow:
    language = tx.actor.language
    definition = tx.library.find(f"notification:{kind.id}")
    words, more = _TITLES.get(kind.id, ("", ""))
    told = (
        translate(words, language) if words else title(definition, language) if definition else ""
    )
    usual = {APP: _UNMAILED.get(kind.id, _WAYS[APP])}
    ways = [(one, translate({**_WAYS, **usual}[one], language)) for one in kind.ways]
    must = OFF not in kind.ways and kind.id != NEW
    return KindRow(_name(kind.id), told, translate(more, language) if more else "", ways, way, must)


def may_mend(tx: Transaction) -> bool:
    """Whether the actor looks after what leaves the house: messages and mail."""
    rights = tx.actor.rights
    return rights.everything or "act" in rights.messages


def mails_view(tx: Transaction) -> list[MailRow]:
    """What could not be sent, newest first."""
    return [
        MailRow(
            row["id"],
            row["name"],
            row["to"] or "",
            row["subject"],
            str(row["error"]),
            row["state"] == "parked",
            row["attempts"],
            moment(tx, row["created_at"]),
        )
        for row in waiting_or_parked(tx)
    ]
