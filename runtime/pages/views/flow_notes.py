"""What is said of each node: its title, who or what acts, when, and what it left behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.connectors.journal import messages
from dougong.platform.definitions import Definition, names
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows import instances
from dougong.runtime.flows.approvals import Case
from dougong.runtime.flows.assignees import entries
from dougong.runtime.flows.nodes import NODES
from dougong.runtime.flows.tasks import tasks_about
from dougong.runtime.pages.views.flow_words import FlowWords
from dougong.runtime.pages.views.message_words import message_state
from dougong.runtime.pages.views.task_events import TaskEvents
from dougong.runtime.pages.views.votes import mode_words, tally
from dougong.runtime.pages.views.whom import role_titles, whose
from dougong.runtime.showing import Names, moment

Node = Mapping[str, Any]
_LOOKS = {
    "task.fill": ("clipboard-check", "teal"),
    "task.approve": ("checkbox", "purple"),
    "interface.call": ("database-export", "blue"),
    "flow.call": ("sitemap", "purple"),
    "flow.start": ("sitemap", "purple"),
    "copy": ("copy", "purple"),
    "branch": ("git-fork", "green"),
    "parallel": ("git-branch", "green"),
    "for_each": ("list", "grey"),
    "repeat": ("repeat", "purple"),
    "wait": ("hourglass", "yellow"),
    "notify": ("send", "purple"),
    "end": ("point", "grey"),
    "record.create": ("file-text", "blue"),
    "record.void": ("ban", "red"),
}


@dataclass(frozen=True)
class Note:
    """The words of one node."""

    title: str
    note: str
    icon: str
    tone: str
    when: str = ""
    line: str = ""
    href: str = ""


class Notes:
    """Reads once what the steps of an instance have left: times, tasks, messages, children."""

    def __init__(self, tx: Transaction, row: Mapping[str, Any], flow: Definition) -> None:
        self.tx = tx
        self.language, self.names = tx.actor.language, Names(tx)
        self.words = FlowWords(tx, flow, row["revision"])
        id = str(row["id"])
        self.steps = {one["step"]: one for one in instances.steps_of(tx, id)}
        self.tasks = {one["step"]: one for one in tasks_about(tx, id)}
        self.children = {one["parent_step"]: one for one in instances.children(tx, id)}
        self.messages = {one["step"]: one for one in messages(tx, [("instance", id)], limit=500)}
        every = self.tasks.values()
        people = [one[key] for one in every for key in ("done_by", "claimed_by")]
        people += [person for one in every for person in one["persons"] or ()]
        waits = [key for key, one in self.steps.items() if one["state"] == "waiting"]
        self.timers = instances.timers(tx, id, waits)
        self.people = labels(tx, "user", people)
        self.events = TaskEvents(tx, [one["id"] for one in every])

    def of(self, node: Node, key: str) -> Note:
        """The words of a node at one of its keys."""
        kind = NODES[node["do"]]
        icon, tone = _LOOKS.get(node["do"], ("pencil", "blue"))
        words, note = self.words.title(node), pick(kind.title, self.language)
        found = Note(words, note if note != words else "", icon, tone, self._when(key))
        if key in self.tasks:
            return self._task(found, self.tasks[key])
        if key in self.messages:
            return self._message(found, self.messages[key])
        if key in self.children:
            return self._child(found, self.children[key])
        if key in self.timers:
            at = moment(self.tx, self.timers[key])
            return replace(found, line=translate(N_("goes on at {at}"), self.language, at=at))
        if node["do"] in ("parallel", "repeat"):
            return replace(found, line=self.words.ends(node, key))
        return self._left(found, node, key)

    def _when(self, key: str) -> str:
        step = self.steps.get(key)
        return moment(self.tx, step["ended_at"] or step["started_at"]) if step else ""

    def _vote(self, found: Note, task: Mapping[str, Any]) -> Note:
        case = Case.of(self.tx, task)
        line = task["reason"] or tally(self.tx, case)
        if task["state"] == "open" and task["due_at"]:
            due = moment(self.tx, task["due_at"])
            line = f"{line} · {translate(N_('due {time}'), self.language, time=due)}"
        note = (
            f"{found.note} · {mode_words(self.tx, case)}"
            if found.note
            else mode_words(self.tx, case)
        )
        return replace(found, note=note, line=line, href=f"/tasks/{task['id']}")

    def _task(self, found: Note, task: Mapping[str, Any]) -> Note:
        if task["kind"] == "approve":
            return self._vote(found, task)
        who = self.people.get(task["done_by"] or task["claimed_by"] or "", "")
        said = who or whose(self.tx, task, self.people)
        line = task["reason"] or ""
        if task["state"] == "open" and task["due_at"]:
            due = moment(self.tx, task["due_at"])
            line = translate(N_("waits for {who} · due {at}"), self.language, who=said, at=due)
        href = self.names.href(task["form"], task["record"])
        line = line or self.names.of(task["form"], task["record"])
        line = " · ".join([line, *self.events.summary(task["id"])])
        note = " · ".join(filter(None, (found.note, said)))
        return replace(found, note=note, line=line, href=href)

    def _message(self, found: Note, row: Mapping[str, Any]) -> Note:
        words, _, _ = message_state(self.tx, str(row["state"]))
        number = (row["answer"] or {}).get("number")
        said = pick(row["error_text"], self.language)
        line = " · ".join(str(part) for part in (number, words, said) if part)
        seen = self.tx.actor.rights.everything or bool(self.tx.actor.rights.messages)
        return replace(found, line=line, href=f"/messages/{row['id']}" if seen else "")

    def _child(self, found: Note, child: Mapping[str, Any]) -> Note:
        href = f"/instances/{child['id']}"
        if child["state"] != "incident":
            return replace(found, href=href)
        open_ = [
            one for one in instances.incidents_of(self.tx, child["id"]) if one["state"] == "open"
        ]
        why = pick(open_[-1]["what"]["error"], self.language) if open_ else ""
        words = translate(N_("The flow below has stopped: {why}"), self.language, why=why)
        return replace(found, href=href, line=words)

    def _left(self, found: Note, node: Node, key: str) -> Note:
        """The record a node made or found; whom a notice went to."""
        if node["do"] in ("notify", "copy"):
            roles = names([one for one in entries(node["to"]) if isinstance(one, str)])
            return replace(found, line=role_titles(self.tx, roles))
        step = self.steps.get(key)
        record = (step["outputs"] or {}).get("record") if step else None
        if not isinstance(record, Mapping) or "form" not in node:
            return found
        form = str(node["form"]).removeprefix("form:")
        name = self.names.of(form, record["id"])
        return replace(found, line=name, href=self.names.href(form, record["id"]))
