"""A new task by mail, to those who asked for that; the inbox has it in any case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from dougong.platform.mails import enabled
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, Text, pick, translate
from dougong.runtime.notifications import NEW, About, tell_by_mail


def mail_task(
    tx: Transaction, people: Iterable[str], title: Text, about: About, due: datetime | None
) -> None:
    """Write it for those of the people who want it."""
    if not enabled(tx) or about.form is None or about.record is None:
        return
    name = labels(tx, about.form, [about.record]).get(about.record, "")
    at = f"{due.astimezone(ZoneInfo(tx.actor.timezone)):%m-%d %H:%M}" if due else ""

    def words(language: str) -> tuple[str, str]:
        told = translate(N_("New task: {task}"), language, task=pick(title, language))
        body = translate(N_("due {time}"), language, time=at) if at else ""
        return told, " · ".join(one for one in (name, body) if one)

    tell_by_mail(tx, people, NEW, about, words)
