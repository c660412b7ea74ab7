"""What the rights of a role leave somebody with a task to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, Transition
from dougong.platform.texts import N_

Right = Mapping[str, Any]


def check_rights_on(
    role: str,
    part: Mapping[str, Any],
    rights: Iterable[Right],
    transition: Transition | None,
    scope: CheckScope,
) -> None:
    """No field the node `part` shows is hidden from the role; what the transition needs can be
    filled in."""
    listed = list(rights)
    hidden = _everywhere(listed, "hidden")
    for index, name in enumerate(part.get("fields", [])):
        if name in hidden:
            words = N_("The field “{field}” is hidden from the role “{role}”")
            scope.at("fields", index).report("hidden_field", words, field=name, role=role)
    closed = hidden | _everywhere(listed, "read_only")
    for name in transition.needs if transition else ():
        if name in closed:
            words = N_("“{field}” is needed here, but the role “{role}” cannot fill it in")
            scope.at("to").report("cannot_fill", words, "warning", field=name, role=role)


def _everywhere(rights: list[Right], key: str) -> set[str]:
    """A field is closed only where every right on the form says so."""
    found = [set(one.get(key, ())) for one in rights]
    return set.intersection(*found) if found else set()
