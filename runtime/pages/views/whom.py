"""Whom a task is for, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dougong.platform.definitions import title
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate


def whom(tx: Transaction, task: Mapping[str, Any], people: Mapping[str, str]) -> str:
    """`Any clerk`, `For Bela`: who may take the task; `people` are names by id."""
    language, roles = tx.actor.language, _mid_sentence(role_titles(tx, task["roles"]))
    if list(task["persons"] or ()) == [tx.actor.id] and not roles:
        return translate(N_("For me by name"), language)
    named = _listed(tx, _named(task, people))
    if named and roles:
        return translate(N_("{who} or any {role}"), language, who=named, role=roles)
    if named:
        return translate(N_("For {who}"), language, who=named)
    return translate(N_("Any {role}"), language, role=roles)


def whose(tx: Transaction, task: Mapping[str, Any], people: Mapping[str, str]) -> str:
    """The people and roles a task is for, one after another."""
    roles = role_titles(tx, task["roles"])
    return _listed(tx, [*_named(task, people), *([roles] if roles else [])])


def _named(task: Mapping[str, Any], people: Mapping[str, str]) -> list[str]:
    return [people[one] for one in task["persons"] or () if people.get(one)]


def role_titles(tx: Transaction, roles: Sequence[str] | None) -> str:
    """What roles are called; "" for none."""
    found = [(tx.library.find(f"role:{role}"), role) for role in roles or ()]
    return _listed(tx, [title(one, tx.actor.language) if one else role for one, role in found])


def _listed(tx: Transaction, words: Sequence[str]) -> str:
    return ("、" if tx.actor.language == "zh" else ", ").join(words)


def _mid_sentence(words: str) -> str:
    """`Store keeper` as it reads after another word; abbreviations stay as they are."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
