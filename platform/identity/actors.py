"""From users and their roles to actors and rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import Library
from dougong.platform.identity.users import roles_of, site_timezone, user_by_id
from dougong.platform.storage import Actor, FormRights, Rights, Transaction

NOBODY = Actor(None, "nobody")


def actor_for(tx: Transaction, user: str) -> Actor | None:
    """The actor a user is now; worked out anew for each request, so a role change acts at once."""
    found = user_by_id(tx, user)
    if found is None:
        return None
    roles = roles_of(tx, user)
    return Actor(
        id=user,
        name=found["name"],
        site=found["site"],
        timezone=site_timezone(tx, found["site"]),
        language=found["language"],
        theme=found["theme"],
        roles=roles,
        rights=rights_of(tx.library, roles),
    )


def rights_of(library: Library, roles: Iterable[str]) -> Rights:
    """What all roles together allow: verbs add up, conditions are alternatives, a field is hidden
    or read-only only where every role that names the form says so."""
    names = sorted(roles)
    return library.cached(("rights", tuple(names)), lambda: _merged(library, names))


def _merged(library: Library, roles: list[str]) -> Rights:
    bodies = [d.body for d in (library.find(f"role:{role}") for role in roles) if d is not None]
    forms: dict[str, FormRights] = {}
    for body in bodies:
        for right in body["rights"]:
            form = str(right["form"]).removeprefix("form:")
            forms[form] = _joined(forms.get(form), right)
    return Rights(
        forms,
        definitions=_verbs(bodies, "definitions"),
        messages=_verbs(bodies, "messages"),
        instances=_verbs(bodies, "instances"),
    )


def _verbs(bodies: list[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(verb for body in bodies for verb in body.get(key, ()))


def _joined(present: FormRights | None, right: Mapping[str, Any]) -> FormRights:
    condition = right.get("if")
    own = FormRights(
        frozenset(right["verbs"]),
        None if condition is None else (condition,),
        frozenset(right.get("hidden", ())),
        frozenset(right.get("read_only", ())),
    )
    if present is None:
        return own
    everywhere = present.conditions is None or own.conditions is None
    conditions = (*(present.conditions or ()), *(own.conditions or ()))
    return FormRights(
        present.verbs | own.verbs,
        None if everywhere else conditions,
        present.hidden & own.hidden,
        present.read_only & own.read_only,
    )
