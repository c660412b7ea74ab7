"""From what a node says to people, at the moment it begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dougong.platform.definitions import names
from dougong.platform.identity import head_of, head_over, people_with, user_by_id
from dougong.platform.problems import Conflict
from dougong.platform.storage import Transaction
from dougong.platform.texts import LANGUAGES, N_, Message, Text, listed, pick
from dougong.runtime.actions import Frame
from dougong.runtime.actions.values import id_of
from dougong.runtime.flows.assignees.abilities import Work, may_do
from dougong.runtime.flows.assignees.assigned import Assigned

Entry = str | Mapping[str, Any]


def entries(to: Any) -> tuple[Entry, ...]:
    """The entries of `to`, written as one or as a list."""
    return (to,) if isinstance(to, str | Mapping) else tuple(to or ())


def assigned(node: Mapping[str, Any], frame: Frame, work: Work) -> Assigned | None:
    """Whom `node` is for now; None when there is nobody and the node says to skip it.

    People count who are active, are not excluded and have the right to do the work. Raises Conflict
    when nobody is left: an incident.
    """
    excluded = tuple(_persons(node.get("not"), frame))
    otherwise = node.get("nobody", "incident")
    asked = [node["to"], *([otherwise["to"]] if isinstance(otherwise, Mapping) else ())]
    for to in asked:
        found = found_by(to, frame, work, excluded)
        if people_of(frame.tx, found):
            return Assigned(found.roles, found.persons, excluded, node.get("because"))
    if otherwise == "skip":
        return None
    raise Conflict(
        Message(_NOBODY, {"who": _told([one for to in asked for one in entries(to)], frame)})
    )


_NOBODY = N_(
    "There is nobody to do this: {who}. Nobody active with the right to do it is found who may have "
    "a part in it. See to it that there is somebody, then try again."
)


def found_by(to: Any, frame: Frame, work: Work, excluded: Iterable[str] = ()) -> Assigned:
    """Roles and persons `to` names, whether or not there is anybody."""
    kept_out = set(excluded)
    roles = [names(one)[0] for one in entries(to) if isinstance(one, str)]
    persons = [
        person
        for one in entries(to)
        if isinstance(one, Mapping)
        for person in [_named(one, frame)]
        if person is not None and person not in kept_out and may_do(frame.tx, person, work)
    ]
    return Assigned(
        tuple(dict.fromkeys(roles)), tuple(dict.fromkeys(persons)), tuple(sorted(kept_out))
    )


def people_of(tx: Transaction, found: Assigned) -> list[str]:
    """Ids of everybody it means now: the persons, then whoever holds one of the roles."""
    holders = people_with(tx, found.roles) if found.roles else []
    active = [one for one in found.persons if user_by_id(tx, one) is not None]
    return [one for one in dict.fromkeys([*active, *holders]) if one not in found.excluded]


def _named(entry: Mapping[str, Any], frame: Frame) -> str | None:
    """The person an entry leads to."""
    if "person" in entry:
        return id_of(frame.evaluate(entry["person"]))
    value = frame.evaluate(entry["head_of"])
    if value is None:
        return None
    person = isinstance(value, Mapping)  # else the code of a department
    return head_over(frame.tx, str(id_of(value))) if person else head_of(frame.tx, str(value))


def _persons(sources: Any, frame: Frame) -> Iterator[str]:
    for source in entries(sources):
        person = id_of(frame.evaluate(str(source)))
        if person is not None:
            yield person


def _told(asked: Iterable[Entry], frame: Frame) -> Text:
    """Whom the node asks for, in words."""
    return {one: listed((_word(entry, frame, one) for entry in asked), one) for one in LANGUAGES}


def _word(entry: Entry, frame: Frame, language: str) -> str:
    if isinstance(entry, str):
        role = frame.tx.library.find(entry)
        return pick(role.body["title"], language) if role else entry
    person = _named(entry, frame)
    user = user_by_id(frame.tx, person) if person else None
    return str(user["name"]) if user else str(entry.get("person") or entry.get("head_of"))
