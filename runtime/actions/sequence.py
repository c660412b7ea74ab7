"""Running actions one after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, catalogue
from dougong.platform.definitions.definition import Definition
from dougong.platform.expressions import holds
from dougong.runtime.actions.action import Action
from dougong.runtime.actions.frame import Frame


def run_sequence(actions: Iterable[Mapping[str, Any]], frame: Frame) -> Frame:
    """Run actions in order; each sees the outputs of those before it. Gives the last frame."""
    for action in actions:
        frame = _run_one(action, frame)
    return frame


def _run_one(action: Mapping[str, Any], frame: Frame) -> Frame:
    kind = catalogue().part("action", action["do"])
    assert isinstance(kind, Action)
    type_ = kind.outputs(action, output_scope(frame))
    if "if" in action and not _applies(action, frame):
        return frame.with_(action["id"], type_, None) if type_ else frame
    outputs = kind.run(action, frame)
    return frame.with_(action["id"], type_, outputs) if type_ else frame


def _applies(action: Mapping[str, Any], frame: Frame) -> bool:
    """An unknown condition counts as false, but refuses where the action refuses."""
    value = frame.evaluate(action["if"])
    return holds(value) or (value is None and action["do"] == "refuse")


def output_scope(frame: Frame) -> CheckScope:
    """The scope in which the type of an action's outputs is worked out."""
    nowhere = Definition("", "", {})
    return CheckScope(frame.tx.library, catalogue(), nowhere, form=frame.form, names=frame.types)
