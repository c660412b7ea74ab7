"""Actions on a record an expression names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.problems import NotFound
from dougong.platform.texts import N_, Message
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.values import id_of


def target_form(part: Mapping[str, Any], scope: CheckScope) -> str | None:
    """The form of the record `part["record"]` names; a finding when it names none."""
    found = scope.at("record").expression(part.get("record"))
    if found is None:
        return None
    if found.kind != "link" or found.form is None or found.form == "user":
        scope.at("record").report("type", N_("A record is needed here"))
        return None
    return found.form


def target(part: Mapping[str, Any], frame: Frame) -> tuple[str, str]:
    """Form and id of the record; raises NotFound when the expression is empty."""
    compiled = frame.tx.library.compiled(part["record"], frame.form, frame.types)
    id = id_of(frame.evaluate(part["record"]))
    form = compiled.checked.type.form
    if id is None or form is None:
        raise NotFound(Message(N_("“{name}” names no record"), {"name": part["record"]}))
    return form, id
