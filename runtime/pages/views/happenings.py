"""What happened to a record, in words, a day at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.definitions import Form, title
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.change_lines import ChangeLine, ChangeLines
from dougong.runtime.pages.views.message_words import message_state, operation_title
from dougong.runtime.pages.views.node_words import NodeWords
from dougong.runtime.pages.views.signing import signature_words
from dougong.runtime.pages.views.votes.seats import ANSWERS, field_titles
from dougong.runtime.timeline import Happening

_WORDS = {"created": N_("Created"), "changed": N_("Changed"), "voided": N_("Voided")}
_MOST_LINES = 8


@dataclass(frozen=True)
class Entry:
    """`who` is a person's name, `behalf` whom they stood in for; else `icon` in `tone` stands for
    what acted. `ref` is the rule or node or message, `href` leads to it; `warnings` are pairs of
    words and rule; `advice` is what was proposed (field, value, followed); `state` is the word and
    tone of a message's state."""

    text: str
    icon: str
    tone: str
    time: str
    when: str
    who: str = ""
    behalf: str = ""
    lines: tuple[ChangeLine, ...] = ()
    more: int = 0
    reason: str = ""
    warnings: tuple[tuple[str, str], ...] = ()
    advice: tuple[tuple[str, str, bool], ...] = ()
    cause: str = ""
    cause_icon: str = "user"
    ref: str = ""
    href: str = ""
    note: str = ""
    state: tuple[str, str, bool] | None = None
    signed: str = ""
    holds: bool = False


@dataclass(frozen=True)
class Day:
    """Entries of one day."""

    title: str
    entries: list[Entry] = field(default_factory=list)


def days(tx: Transaction, form: Form, found: Iterable[Happening]) -> list[Day]:
    """Happenings (newest first) as the timeline shows them."""
    teller = _Teller(tx, form)
    made: list[Day] = []
    for one in found:
        words = teller.day(one)
        if not made or made[-1].title != words:
            made.append(Day(words))
        made[-1].entries.append(teller.entry(one))
    return made


class _Teller:
    def __init__(self, tx: Transaction, form: Form) -> None:
        self.tx, self.form, self.language = tx, form, tx.actor.language
        self.changes = ChangeLines(tx, form)
        self.nodes = NodeWords(tx)
        self.zone = ZoneInfo(tx.actor.timezone)
        self.today = tx.now.astimezone(self.zone).date()
        every = form.transitions.values()
        self.events = {one.event: pick(one.title, self.language) for one in every}
        rights = tx.actor.rights
        self.messages = rights.everything or bool(rights.messages)

    def day(self, one: Happening) -> str:
        date = one.at.astimezone(self.zone).date()
        shown = f"{date:%m-%d}" if date.year == self.today.year else f"{date:%Y-%m-%d}"
        if date == self.today:
            return f"{self._t(N_('Today'))} {shown}"
        if date == self.today - timedelta(days=1):
            return f"{self._t(N_('Yesterday'))} {shown}"
        return shown

    def entry(self, one: Happening) -> Entry:
        local = one.at.astimezone(self.zone)
        time, when = f"{local:%H:%M}", one.at.isoformat()
        if one.kind == "message":
            return self._message(one, time, when)
        if one.kind == "vote":
            return self._vote(one, time, when)
        lines = [] if one.name == "created" else self.changes.lines(one)
        cause, icon, ref, href = self._cause(one.cause)
        who = one.actor_name or ""
        text = self.events.get(one.name) or self._t(_WORDS.get(one.name, one.name))
        look = {"bolt": "amber", "sitemap": "green", "database-export": "blue"}.get(icon, "grey")
        return Entry(
            text=text,
            icon={"sitemap": "git-branch"}.get(icon, icon),
            tone=look,
            time=time,
            when=when,
            who=who if one.cause.get("kind") in ("person", "import") else "",
            behalf=self._person(one.cause.get("on_behalf_of")),
            lines=tuple(lines[:_MOST_LINES]),
            more=max(0, len(lines) - _MOST_LINES),
            reason=one.reason or "",
            warnings=tuple((pick(w["message"], self.language), w["rule"]) for w in one.warnings),
            advice=tuple(self.changes.advice(one)),
            signed=self._signature(one),
            holds=one.signature.get("standing") == "valid",
            cause=cause,
            cause_icon=icon,
            ref=ref,
            href=href,
        )

    def _signature(self, one: Happening) -> str:
        at = f"{one.at.astimezone(self.zone):%Y-%m-%d %H:%M}"
        return signature_words(one.signature, at, self.language)

    def _vote(self, one: Happening, time: str, when: str) -> Entry:
        title = pick(one.vote["title"], self.language)
        if one.name == "void":
            fields = field_titles(self.tx, self.form, one.vote["fields"])
            words = translate(N_("Votes are void: {fields} changed"), self.language, fields=fields)
        else:
            words = self._t(ANSWERS[one.name][0])
        return Entry(
            text=words,
            icon="checkbox",
            tone="purple",
            time=time,
            when=when,
            who=one.actor_name or "" if one.name != "void" else "",
            behalf=self._person(one.cause.get("on_behalf_of")),
            reason=one.reason or "",
            signed=self._signature(one),
            holds=one.signature.get("standing") == "valid",
            cause=self._t(N_("Votes")),
            cause_icon="checkbox",
            ref=title,
            href=f"/tasks/{one.vote['task']}",
        )

    def _message(self, one: Happening, time: str, when: str) -> Entry:
        told = one.message
        number = (told.get("answer") or {}).get("number")
        error = told.get("error")
        note = " · ".join(str(part) for part in (number, self._said(error)) if part)
        href = f"/messages/{told['id']}" if self.messages else ""
        return Entry(
            text=operation_title(self.tx, str(told.get("interface")), one.name),
            icon="database-export",
            tone="blue",
            time=time,
            when=when,
            cause=self._t(N_("Message")),
            cause_icon="database-export",
            ref=str(told["id"])[-8:].upper(),
            href=href,
            note=note,
            state=message_state(self.tx, str(told["state"])),
        )

    def _said(self, error: Any) -> str:
        return pick(error, self.language) if isinstance(error, Mapping) else str(error or "")

    def _person(self, id: str | None) -> str:
        return labels(self.tx, "user", [id]).get(id, "") if id else ""

    def _cause(self, cause: Mapping[str, Any]) -> tuple[str, str, str, str]:
        """In words, with its icon, what it is called and where it leads."""
        kind, ref = cause.get("kind"), str(cause.get("ref") or "")
        if kind == "rule":
            rule = self.tx.library.find(f"rule:{ref.split('@')[0]}")
            words = title(rule, self.language) if rule else ""
            return f"{self._t(N_('Rule'))} {words}".strip(), "bolt", ref, ""
        if kind == "instance":
            flow = self.tx.library.find(f"flow:{cause.get('flow')}")
            words = title(flow, self.language) if flow else ""
            seen = self.tx.actor.rights.everything or bool(self.tx.actor.rights.instances)
            href = f"/instances/{ref}" if seen and ref else ""
            return (
                f"{self._t(N_('Flow'))} {words}".strip(),
                "sitemap",
                self.nodes.of(cause),
                href,
            )
        if kind == "message":
            href = f"/messages/{ref}" if self.messages and ref else ""
            return self._t(N_("Message")), "database-export", ref[-8:].upper(), href
        if kind == "import":
            return self._t(N_("Brought in with data")), "database-import", ref, ""
        return self._t(N_("Person")), "user", "", ""

    def _t(self, msgid: str) -> str:
        return translate(msgid, self.language)
