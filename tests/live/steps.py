"""Follows a connector written as data: what the connector engine will do, as far as this try needs.

A sketch to learn with. `=path` is a value, `=path|name` a value converted or looked up in a table of
the connection's settings, `${path}` part of a text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tests.live.tryton.calls import Calls, Failed
from tests.live.tryton.company import date

_PART = re.compile(r"\$\{([^}]+)\}")


class Refusal(Exception):
    """The other system does not do it: class, business reason or None, its own words."""

    def __init__(self, error_class: str, reason: str | None, words: str) -> None:
        super().__init__(f"{error_class}/{reason}: {words}")
        self.error_class, self.reason, self.words = error_class, reason, words


class Steps:
    """The operations of a connector; `settings` are those of the connection."""

    def __init__(self, connector: Mapping[str, Any], call: Calls, settings: Mapping[str, Any]):
        self._connector, self._call, self._settings = connector, call, settings
        self._tables = {**connector["tables"], **settings}

    def run(self, operation: str, inputs: Mapping[str, Any], key: str) -> dict[str, Any]:
        """The answer; raises Refusal, and lets NotSent and AnswerLost through."""
        body = self._connector["operations"][operation]
        known: dict[str, Any] = {"in": dict(inputs), "key": key, "settings": self._settings}
        known.update(self._worked_out(body.get("let", {}), known))
        steps = self._connector["sequences"][body["sequence"]]
        try:
            for step in steps["steps"]:
                self._step(step, known)
        except Refusal:
            for step in steps.get("undo", []):
                self._step(step, known)
            raise
        return {
            name: value
            for name, value in self._worked_out(body["answer"], known).items()
            if value is not None
        }

    def _step(self, step: Mapping[str, Any], known: dict[str, Any]) -> None:
        if not self._applies(step.get("if", {}), known):
            return
        if "refuse" in step:
            raise Refusal("business", step["refuse"], step["words"])
        if "first" in step:
            candidates = (self._worked_out(one, known) for one in step["first"])
            known[step["id"]] = next((one for one in candidates if one is not None), None)
            return
        method, params = (self._worked_out(step[part], known) for part in ("call", "with"))
        result = self._asked(method, params, known)
        if "id" in step:
            known[step["id"]] = result

    def _asked(self, method: str, params: list[Any], known: dict[str, Any]) -> Any:
        context = self._worked_out(self._connector["context"], known)
        try:
            return self._call(f"model.{method}", *params, context)
        except Failed as failed:
            raise self._classified(failed) from failed

    def _classified(self, failed: Failed) -> Refusal:
        for rule in self._connector["errors"]:
            if (
                failed.kind == rule.get("kind", failed.kind)
                and rule.get("says", "") in failed.words
            ):
                return Refusal(rule["class"], rule.get("reason"), failed.words)
        return Refusal("permanent", None, failed.words)

    def _applies(self, conditions: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
        held = {word: self._worked_out(of, known) for word, of in conditions.items()}
        return all(_CONDITIONS[word](of) for word, of in held.items())

    def _worked_out(self, value: Any, known: Mapping[str, Any]) -> Any:
        if isinstance(value, dict):
            return {name: self._worked_out(one, known) for name, one in value.items()}
        if isinstance(value, list):
            return [self._worked_out(one, known) for one in value]
        if isinstance(value, str) and value.startswith("=") and value != "=":
            return self._read(value[1:], known)
        if isinstance(value, str):
            return _PART.sub(lambda found: str(self._read(found[1], known)), value)
        return value

    def _read(self, source: str, known: Mapping[str, Any]) -> Any:
        path, _, how = source.partition("|")
        value = _follow(path, known)
        if how == "there":
            return value is not None
        if not how or value is None:
            return value
        if how in _CONVERSIONS:
            return _CONVERSIONS[how](value)
        table = self._tables[how]
        if value not in table:
            raise Refusal("business", "no_such_reference", f"{how}: {value} is not known here")
        return table[value]


def _follow(path: str, known: Any) -> Any:
    """`found.0.id`; None where the path ends early."""
    for part in path.split("."):
        if isinstance(known, list):
            known = known[int(part)] if int(part) < len(known) else None
        else:
            known = known.get(part) if isinstance(known, Mapping) else None
    return known


def _day(value: Mapping[str, int]) -> str:
    return dt.date(value["year"], value["month"], value["day"]).isoformat()


def _plain(value: float) -> str:
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "float": lambda value: float(Decimal(value)),  # what JSON-RPC takes; the unit's digits hold it
    "plain": _plain,
    "date": lambda value: date(dt.date.fromisoformat(value)),
    "day": _day,
    "rows": lambda rows: "\n".join(" ".join(str(one) for one in row.values()) for row in rows),
}

_CONDITIONS: dict[str, Callable[[Any], bool]] = {
    "empty": lambda value: value in (None, [], False),
    "given": lambda value: value not in (None, [], False),
    "equal": lambda pair: bool(pair[0] == pair[1]),
    "unequal": lambda pair: bool(pair[0] != pair[1]),
    "more": lambda pair: sum(map(Decimal, pair[0])) > Decimal(repr(pair[1])),
}
