"""What changed, in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.definitions.definition import Definition
from dougong.platform.texts import N_, Message, pick

# What elements of a list are called, by the key the list stands under.
_NOUNS = {
    "fields": N_("field"), "nodes": N_("node"), "then": N_("action"), "otherwise": N_("action"),
    "transitions": N_("transition"), "list": N_("state"), "items": N_("option"), "layout": N_("section"),
    "branches": N_("branch"), "handlers": N_("handler"), "operations": N_("operation"),
    "steps": N_("step"), "rights": N_("right"), "navigation": N_("entry"),
}  # fmt: skip
_NAMES = {
    "required": N_("required"), "title": N_("title"), "if": N_("condition"), "to": N_("to"),
    "due": N_("due"), "compute": N_("formula"), "default": N_("default"), "who": N_("who may"),
    "because": N_("reason told"), "confirm": N_("question"), "sign": N_("signature"),
    "menu": N_("order of the menu"), "places": N_("decimals"), "shows": N_("field shown instead"),
    "retired": N_("retired"), "message": N_("message"), "set": N_("values"),
}  # fmt: skip


def diff(before: Definition | None, after: Definition, language: str) -> list[str]:
    """Sentences that tell what `after` changes, by stable ids, in the order of the definition."""
    if before is None:
        return [Message(N_("new")).render(language)]
    return [message.render(language) for message in _compare(before.body, after.body, ())]


def _compare(before: Any, after: Any, path: tuple[Message, ...]) -> Iterator[Message]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if _elements(old) or _elements(new):
            yield from _compare_lists(old or [], new or [], path, key)
        elif isinstance(old, Mapping) and isinstance(new, Mapping) and not _text(old):
            yield from _compare(old, new, (*path, _name(key)))
        else:
            yield _changed((*path, _name(key)), old, new)


def _elements(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(v, Mapping) and "id" in v for v in value)
    )


def _compare_lists(
    old: list[Any], new: list[Any], path: tuple[Message, ...], key: str
) -> Iterator[Message]:
    before, after = {one["id"]: one for one in old}, {one["id"]: one for one in new}
    for id, one in after.items():
        here = (*path, _element(key, id, one))
        if id not in before:
            yield Message(N_("{what}: added"), {"what": _joined(here)})
        else:
            yield from _compare(before[id], one, here)
    for id, one in before.items():
        if id not in after:
            yield Message(N_("{what}: removed"), {"what": _joined((*path, _element(key, id, one)))})
    kept_before, kept_after = [i for i in before if i in after], [i for i in after if i in before]
    if kept_before != kept_after:
        yield Message(N_("{what}: order changed"), {"what": _joined((*path, _name(key)))})


def _element(key: str, id: str, one: Mapping[str, Any]) -> Message:
    called = Message.of(one["title"]) if isinstance(one.get("title"), Mapping) else id
    return Message(N_("{noun} {name}"), {"noun": Message(_NOUNS.get(key, key)), "name": called})


def _name(key: str) -> Message:
    return Message(_NAMES.get(key, key))


def _changed(path: tuple[Message, ...], old: Any, new: Any) -> Message:
    what = _joined(path)
    if isinstance(new, bool) or isinstance(old, bool):
        msgid = N_("{what}: now yes") if new else N_("{what}: no longer")
        return Message(msgid, {"what": what})
    if old is None:
        return Message(N_("{what}: now {new}"), {"what": what, "new": _shown(new)})
    if new is None:
        return Message(N_("{what}: removed (was {old})"), {"what": what, "old": _shown(old)})
    return Message(
        N_("{what}: {old} → {new}"), {"what": what, "old": _shown(old), "new": _shown(new)}
    )


def _text(value: Mapping[str, Any]) -> bool:
    return set(value) <= {"zh", "en"}


def _shown(value: Any) -> object:
    if isinstance(value, Mapping) and _text(value):
        return Message.of(value)
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 200 else shown[:199] + "…"


def _joined(path: tuple[Message, ...]) -> Message:
    if len(path) == 1:
        return path[0]
    return Message(N_("{holder} · {part}"), {"holder": _joined(path[:-1]), "part": path[-1]})


def title(definition: Definition, language: str) -> str:
    """What people call the definition."""
    return pick(definition.body.get("title", definition.id), language)
