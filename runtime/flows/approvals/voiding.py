"""A change of what is voted on voids the votes cast before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.storage import EventFact, Transaction
from dougong.platform.texts import N_, Message, listed
from dougong.runtime.flows.approvals import store
from dougong.runtime.flows.approvals.ballot import AFTER, BEFORE
from dougong.runtime.flows.approvals.case import Case
from dougong.runtime.flows.tasks import held_task, open_tasks
from dougong.runtime.notifications import TASK, About, tell


def record_changed(tx: Transaction, fact: EventFact) -> None:
    """Begin the votes about a record anew where a field that counts has changed."""
    if fact.before is None:
        return
    for found in open_tasks(tx, fact.record.id):
        if found["kind"] == "approve":
            task = held_task(tx, found["id"])
            if task["state"] == "open":
                _begin_anew(tx, Case.of(tx, task), fact)


def _begin_anew(tx: Transaction, case: Case, fact: EventFact) -> None:
    assert fact.before is not None
    old, new = fact.before.values, fact.record.values
    counts = case.approval["counts"]
    changed = [name for name in counts if _said(old.get(name)) != _said(new.get(name))]
    now = case.approval["round"]
    void = [one for one in case.votes if one["round"] == now and one["seat"] in _counted(case)]
    if not changed or not void:
        return
    store.next_round(tx, case.id, now, changed)
    hosts = {one["host"] for one in case.seats if one["place"] in (BEFORE, AFTER)}
    store.free(tx, [one["seat"] for one in void if one["seat"] not in hosts])
    again = Case.of(tx, {**case.task})
    store.set_turns(tx, case.id, again.turns)
    people = [one["person"] for one in void if one["person"] != tx.actor.id]
    title = Message(N_("Your vote is void: {title}"), {"title": Message.of(case.task["title"])})
    body = Message(_WORDS, {"fields": _titles(tx, case.task, changed)})
    about = About(case.task["form"], case.task["record"], case.id)
    tell(tx, people, TASK, about, lambda one: (title.render(one), body.render(one)))


def _said(value: Any) -> Any:
    """A value as people compare it: a box nobody ticked says no more than an empty one."""
    if isinstance(value, list):
        return [_said(one) for one in value]
    if isinstance(value, Mapping):
        return {name: one for name, one in value.items() if one is not None and one is not False}
    return None if value is False else value


_WORDS = N_("Changed after you voted: {fields}. Please look at it again and vote.")


def _counted(case: Case) -> set[str]:
    return {one["id"] for one in case.seats if one["place"] != "opinion"}


def _titles(tx: Transaction, task: Mapping[str, Any], fields: list[str]) -> dict[str, str]:
    """What fields are called, in every language the form speaks."""
    form = tx.library.form(task["form"])
    titles = [form.fields[name].title for name in fields if name in form.fields]
    tongues = dict.fromkeys(tongue for one in titles for tongue in one)
    return {tongue: listed((one.get(tongue, "") for one in titles), tongue) for tongue in tongues}
