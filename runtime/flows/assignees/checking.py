"""What the checker says of whom a node is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, names
from dougong.platform.expressions import Type
from dougong.platform.texts import N_
from dougong.runtime.flows.assignees.resolving import entries
from dougong.runtime.flows.assignees.rights import check_rights_on

_PERSON = Type("link", "user")


def check_assignees(
    part: Mapping[str, Any], form: str, transition: str | None, scope: CheckScope
) -> None:
    """Report in `to`, `not` and `nobody` whoever could not do the work on records of `form`, and
    expressions that give no person; `transition` does the work (None: it is only read)."""
    check_entries(part.get("to"), form, transition, scope.at("to"))
    for role in (names(one)[0] for one in entries(part.get("to")) if isinstance(one, str)):
        step = scope.library.form(form).transitions.get(str(transition))
        check_rights_on(role, part, _rights(role, form, scope), step, scope)
    several = isinstance(part.get("not"), list)
    for index, source in enumerate(entries(part.get("not"))):
        here = scope.at("not", index) if several else scope.at("not")
        here.expression(source, _PERSON)
    if "because" in part and "not" not in part:
        words = N_("“because” says why somebody is kept from it: there is no “not” here")
        scope.at("because").report("needless", words, "warning")
    otherwise = part.get("nobody")
    if isinstance(otherwise, Mapping):
        check_entries(otherwise.get("to"), form, transition, scope.at("nobody", "to"))


def check_entries(
    to: Any, form: str, transition: str | None, scope: CheckScope, severity: str = "error"
) -> None:
    """Each entry of `to`: a role that can do the work (how bad it is when not: `severity`), or an
    expression that gives a person."""
    several = isinstance(to, list)
    for index, entry in enumerate(entries(to)):
        here = scope.at(index) if several else scope
        if isinstance(entry, str):
            _able(names(entry)[0], form, transition, here, severity)
        elif isinstance(entry, Mapping):
            _person(entry, here)
            _anybody(form, transition, here)


def _person(entry: Mapping[str, Any], scope: CheckScope) -> None:
    if "person" in entry:
        scope.at("person").expression(entry["person"], _PERSON)
        return
    found = scope.at("head_of").expression(entry.get("head_of"))
    person = found is None or (found.kind == "link" and found.form == "user")
    if found is not None and not person and found.kind not in ("text", "choice"):
        words = N_("A person or the code of a department is needed here")
        scope.at("head_of").report("type", words)


def _able(role: str, form: str, transition: str | None, scope: CheckScope, severity: str) -> None:
    """Somebody with the role must be able to see the record and do the transition."""
    if scope.library.find(f"role:{role}") is None:
        return
    if not _reads(role, form, scope):
        words = N_("The role “{role}” may not see {form}")
        scope.report("nobody_able", words, severity, role=role, form=form)
    step = scope.library.form(form).transitions.get(str(transition))
    if step is not None and role not in step.who:
        words = N_("The role “{role}” may not do “{transition}”")
        scope.report("nobody_able", words, severity, role=role, transition=step.id)


def _anybody(form: str, transition: str | None, scope: CheckScope) -> None:
    """Who is named by an expression is known only later; some role must be able to do it at all."""
    step = scope.library.form(form).transitions.get(str(transition))
    roles = [one.id for one in scope.library.all("role") if step is None or one.id in step.who]
    if not any(_reads(role, form, scope) for role in roles):
        words = N_("No role can do this: whoever is named here could not either")
        scope.report("nobody_able", words)


def _reads(role: str, form: str, scope: CheckScope) -> bool:
    return any("read" in one["verbs"] for one in _rights(role, form, scope))


def _rights(role: str, form: str, scope: CheckScope) -> list[Mapping[str, Any]]:
    """What a role says of the form; nothing where there is no such role."""
    found = scope.library.find(f"role:{role}")
    rights = found.body["rights"] if found else ()
    return [one for one in rights if one["form"] == f"form:{form}"]
