"""What the checker says of a node people vote on, besides whom it is for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.texts import N_
from dougong.runtime.flows.approvals.terms import ANY, SHARE
from dougong.runtime.flows.assignees import entries

Part = Mapping[str, Any]


def check_vote(part: Part, form: str, scope: CheckScope) -> None:
    """Report what cannot be counted, filled in or done."""
    _terms(part, scope)
    _escalation(part, scope)
    _veto(part, scope)
    for key in ("fields", "counts", "ask"):
        for index, name in enumerate(part.get(key, ())):
            if name not in scope.library.form(form).fields:
                words = N_("There is no field “{field}” here")
                scope.at(key, index).report("unknown_field", words, field=str(name))
    for index, name in enumerate(part.get("ask", ())):
        if name not in part.get("fields", ()):
            _unfillable(name, scope.at("ask", index))
    _comment(part, form, scope)
    for key in ("approved", "refused"):
        _transition(part, key, form, scope)


def _terms(part: Part, scope: CheckScope) -> None:
    by_share = part.get("mode") == SHARE
    if by_share and "share" not in part:
        scope.report("missing_share", N_("Say which share of the seats must agree: add “share”"))
    for key in ("share", "quorum"):
        if key in part and not by_share:
            words = N_("“{key}” counts in the mode “share” only")
            scope.at(key).report("needless", words, key=key)
    if by_share and _share(part) > 1:
        scope.at("share").report("share", N_("The share lies above 0, and at 1 at most"))
    seats = len(entries(part.get("to")))
    if isinstance(part.get("quorum"), int) and part["quorum"] > seats:
        words = N_("There are {seats} seats only: so many votes are never cast")
        scope.at("quorum").report("quorum", words, seats=seats)


def _escalation(part: Part, scope: CheckScope) -> None:
    """Seats are for whom they are for: others can be told that a vote is late, no more."""
    due = part.get("due")
    for index, step in enumerate(due.get("escalate", ()) if isinstance(due, Mapping) else ()):
        if step.get("do") != "tell":
            words = N_("A vote is handed to nobody else: “tell” only")
            scope.at("due", "escalate", index, "do").report("only_tell", words)


def _share(part: Part) -> Fraction:
    try:
        return Fraction(str(part.get("share", "1")))
    except (ValueError, ZeroDivisionError):
        return Fraction(2)


def _veto(part: Part, scope: CheckScope) -> None:
    several, seats = isinstance(part.get("veto"), list), entries(part.get("to"))
    for index, entry in enumerate(entries(part.get("veto"))):
        if entry not in seats:
            here = scope.at("veto", index) if several else scope.at("veto")
            here.report("veto", N_("This is none of the seats in “to”"))
    if "veto" in part and part.get("mode") == ANY:
        words = N_("In the mode “any” the first vote decides: a veto would come too late")
        scope.at("veto").report("veto", words)
    elif "veto" in part and part.get("mode") != SHARE:
        words = N_("In this mode every refusal ends the vote: “veto” adds nothing")
        scope.at("veto").report("needless", words, "warning")


def _comment(part: Part, form: str, scope: CheckScope) -> None:
    name = part.get("comment")
    if name is None:
        return
    field = scope.library.form(form).fields.get(str(name))
    if field is None or field.type != "text":
        words = N_("A field for text is needed here")
        scope.at("comment").report("unknown_field", words)


def _transition(part: Part, key: str, form: str, scope: CheckScope) -> None:
    """It exists, can be done with what the voters fill in, and by nobody without a vote."""
    name = part.get(key)
    step = scope.library.form(form).transitions.get(str(name))
    here = scope.at(key)
    if name is not None and step is None:
        words = N_("{form} has no transition “{name}”")
        here.report("unknown_transition", words, form=form, name=str(name))
    if step is None:
        return
    for field in step.needs:
        if field not in part.get("fields", ()) and field != part.get("comment"):
            _unfillable(field, here)
    if step.who:
        words = N_("People can do “{name}” without a vote: leave “who” out of it")
        here.report("without_vote", words, "warning", name=step.id)


def _unfillable(field: str, scope: CheckScope) -> None:
    words = N_("“{field}” is needed here, but no voter can fill it in: add it to “fields”")
    scope.report("cannot_fill", words, "warning", field=str(field))
