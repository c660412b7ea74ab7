"""What the checker says of going back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dougong.platform.definitions import CheckScope, Transition
from dougong.platform.texts import N_
from dougong.runtime.actions.targets import target_form
from dougong.runtime.flows.going_back.schema import Back, takes_back, ways_back

Node = Mapping[str, Any]
# What changes something for good as soon as it is reached.
_AT_ONCE = ("record.", "interface.", "flow.")


def check_going_back(part: Node, form: str, scope: CheckScope) -> None:
    """Only nodes on the way to the task can be gone back to, and their work can be done again."""
    stages = list(_stages(scope.definition.body, scope.pointer))
    before = [node for nodes, index in reversed(stages) for node in nodes[index::-1]]
    seen: set[str] = set()
    for index, back in enumerate(ways_back(part)):
        here = scope.at("send_back", index)
        target = next((node for node in before if node.get("id") == back.to), None)
        if back.to in seen:
            here.report("duplicate_id", N_("“{id}” is named twice"), id=back.to)
        elif target is None:
            words = N_("There is no way back to “{id}”: it does not stand on the way to this task")
            here.report("no_way_back", words, id=back.to)
        else:
            _check_redoing(target, back, part, form, here)
        seen.add(back.to)
    back_to_self = takes_back(part)
    if back_to_self is not None:
        here = scope.at("withdraw")
        _check_transition(back_to_self, form, part.get("transition"), here)
        _check_possible(stages, here)


def _stages(body: Any, pointer: str) -> Iterator[tuple[Sequence[Node], int]]:
    """The sequences around a place of a flow, the outermost first, and how far each has got."""
    place, keys = body, pointer.split("/")[1:]
    for key, following in zip(keys, [*keys[1:], ""], strict=True):
        if key == "nodes" and following.isdigit():
            yield place["nodes"], int(following)
        place = place[int(key)] if isinstance(place, list) else place.get(key, {})


def _check_redoing(target: Node, back: Back, part: Node, form: str, scope: CheckScope) -> None:
    """The transition brings back the record of the node gone back to, if it is a task, else that of
    the task itself."""
    if target is part or not str(target.get("do")).startswith("task."):
        _check_transition(back, form, None, scope)
        return
    other = target_form(target, replace(scope, findings=[]))
    if other is not None:
        _check_transition(back, other, target.get("transition"), scope)


def _check_transition(back: Back, form: str, redone: Any, scope: CheckScope) -> None:
    known = scope.library.form(form).transitions
    again, way = known.get(str(redone)), known.get(str(back.transition))
    if back.transition is not None and way is None:
        words = N_("{form} has no transition “{name}”")
        scope.at("transition").report(
            "unknown_transition", words, form=form, name=str(back.transition)
        )
    elif again is not None and not _possible_again(again, way):
        words = N_(
            "“{transition}” could not be done again: name a transition that brings the record back"
        )
        scope.report("not_again", words, transition=again.id)


def _possible_again(again: Transition, way: Transition | None) -> bool:
    if way is None:
        return again.target in again.sources
    return way.target in again.sources


def _check_possible(stages: list[tuple[Sequence[Node], int]], scope: CheckScope) -> None:
    nodes, index = stages[-1]
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    at_once = following is not None and str(following.get("do")).startswith(_AT_ONCE)
    if at_once and following is not None and "if" not in following:
        words = N_("“{id}” comes right after it and is done at once: it can never be taken back")
        scope.report("never_possible", words, "warning", id=str(following.get("id")))
