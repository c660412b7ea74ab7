"""How far a record is: the states it went through, the one it is in, those ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.storage import Record, Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.showing import moment

LEAST = 3  # a bar of fewer steps says no more than the state itself


def progress(
    tx: Transaction, record: Record, events: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> list[dict[str, str]]:
    """Steps as the component takes them; none where the states are no line of three or more."""
    form = tx.library.form(record.form)
    passed = _passed(form, record, events)
    ahead = [] if record.voided else _ahead(form, record.state, set(passed))
    if len(passed) + len(ahead) < LEAST:
        return []
    made = []
    for state, event in passed.items():
        here = state == record.state
        place = "done" if not here else "stopped" if record.voided else "current"
        note = f"{names.get(event['actor'], '')} {moment(tx, event['at'])}".strip() if event else ""
        made.append(_step(tx, form, state, place, note))
    made += [_step(tx, form, state, "ahead", "") for state in ahead]
    if not ahead and not record.voided:  # nothing follows: the last state is the end
        made[-1]["place"] = "stopped" if _taken_back(form, passed[record.state]) else "done"
    if record.voided:
        words = translate(N_("Void"), tx.actor.language)
        made.append(
            {"title": words, "note": moment(tx, record.system.voided_at), "place": "stopped"}
        )
        made[-2]["place"] = "done"
    return made


def _taken_back(form: Form, event: Mapping[str, Any] | None) -> bool:
    """Whether the way to the end was a warning (red): a reversal is no success."""
    ways = form.transitions.values()
    red = {one.event for one in ways if one.body.get("tone") == "red"}
    return event is not None and event["name"] in red


def _step(tx: Transaction, form: Form, state: str, place: str, note: str) -> dict[str, str]:
    known = form.states.get(state)
    words = pick(known.title, tx.actor.language) if known else state
    return {"title": words, "place": place, "note": note}


def _passed(
    form: Form, record: Record, events: Iterable[Mapping[str, Any]]
) -> dict[str, Mapping[str, Any] | None]:
    """States in the order they were reached, each with the event that led there; going back to an
    earlier one forgets what came after it."""
    found: dict[str, Mapping[str, Any] | None] = {}
    for event in events:
        state = str(event["image"].get("state"))
        if state in found:
            for later in list(found)[list(found).index(state) + 1 :]:
                del found[later]
        elif state in form.states:
            found[state] = event
    found.setdefault(record.state, None)
    return found


def _ahead(form: Form, state: str, seen: set[str]) -> list[str]:
    """The way forward: the first transition onwards that is no warning (red) and goes no way back."""
    order = list(form.states)
    found: list[str] = []
    while True:
        ways = [
            one.target
            for one in form.transitions.values()
            if state in one.sources
            and one.body.get("tone") != "red"
            and one.target not in seen
            and order.index(one.target) > order.index(state)
        ]
        if not ways:
            return found
        state = ways[0]
        seen.add(state)
        found.append(state)
