"""What a person has set: their address, when the mail of the day comes, how they are told of what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dougong.platform.identity import set_preference, user_by_id
from dougong.platform.mails import well_formed
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.runtime.notifications.choices import Kind, choices_of, choose, kinds

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Preferences:
    """`ways` says by notification how the person is told of it now."""

    mail: str
    digest_at: str
    kinds: list[Kind]
    ways: Mapping[str, str]


def preferences(tx: Transaction) -> Preferences:
    """The actor's."""
    me, listed = str(tx.actor.id), kinds(tx.library)
    user, chosen = user_by_id(tx, me) or {}, choices_of(tx, me)
    ways = {one.id: _way(one, chosen.get(one.id)) for one in listed}
    return Preferences(user.get("mail") or "", user.get("digest_at") or "08:00", listed, ways)


def prefer(tx: Transaction, mail: str, digest_at: str, ways: Mapping[str, str]) -> None:
    """Keep what the actor wants; what is not named in `ways` stays. Raises Invalid, beside each
    field (`mail`, `digest_at`, `ways.<notification>`)."""
    address, known = mail.strip(), {one.id: one for one in kinds(tx.library)}
    wrong = []
    if address and not well_formed(address):
        wrong.append(_wrong("mail", N_("This is no address for mail, such as name@example.com")))
    if not _CLOCK.fullmatch(digest_at):
        wrong.append(_wrong("digest_at", N_("A time is needed here, such as 08:00")))
    for id, way in ways.items():
        if id not in known or way not in known[id].ways:
            wrong.append(_wrong(f"ways.{id[:60]}", N_("This cannot be chosen here")))
    if wrong:
        raise Invalid.of(wrong)
    me = str(tx.actor.id)
    set_preference(tx, me, mail=address or None, digest_at=digest_at)
    choose(tx, me, ways)


def _way(kind: Kind, chosen: str | None) -> str:
    return chosen if chosen in kind.ways else kind.usual


def _wrong(path: str, msgid: str) -> FieldProblem:
    return FieldProblem(path, "invalid", Message(msgid))
