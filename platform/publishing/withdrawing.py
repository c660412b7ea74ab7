"""Taking a definition out of use: the way back for one that was not there before."""

from __future__ import annotations

from sqlalchemy import update

from dougong.platform.audit import note
from dougong.platform.definitions import check, errors
from dougong.platform.problems import Conflict, Invalid, NotFound
from dougong.platform.publishing.judging import live_flows
from dougong.platform.publishing.publish import alone, problem_of
from dougong.platform.publishing.rows import LIVE, count_up
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message

_STAYING = ("form", "pack")  # records and installations hang on them


def withdraw(tx: Transaction, ref: str, reason: str | None = None) -> None:
    """No revision of `ref` is live any more; publishing one (rolling back) brings it back.

    Raises NotFound, Conflict (forms and packs stay), Invalid (something live still refers to it).
    """
    definition = tx.library.find(ref)
    if definition is None:
        raise NotFound(Message(N_("There is no such definition")))
    if definition.kind in _STAYING:
        raise Conflict(Message(N_("Records hang on this: it can be changed, but not withdrawn")))
    alone(tx)
    wrong = errors(check(tx.library.without(ref), also=live_flows(tx)))
    if wrong:
        raise Invalid(
            Message(N_("This is still used and cannot be withdrawn")),
            [problem_of(w) for w in wrong],
        )
    tx.connection.execute(update(LIVE).where(LIVE.c.ref == ref).values(live=None))
    note(tx, "definition", ref, "withdraw", None, {"reason": reason})
    count_up(tx)
