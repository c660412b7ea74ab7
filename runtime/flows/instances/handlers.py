"""Handlers: what an instance does when an event comes while a scope of it is alive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.expressions import holds
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.instances.deadlines import Deadlines
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.instances.withdrawing import withdraw
from dougong.runtime.flows.interpreter import Listening, State, Survey, fire, survey
from dougong.runtime.flows.waits import HANDLER, earlier_events, handlers_of, note, unsubscribe


class Handlers:
    """The handlers of one instance during one advance."""

    def __init__(self, running: Running, again: bool = False) -> None:
        self.running, self.tx, self.row = running, running.tx, running.row
        self._known = handlers_of(self.tx, running.id)
        self._fresh: set[str] = set(self._known) if again else set()
        self._timers = Deadlines(running)

    def look_back(self, state: State, found: Survey) -> State | None:
        """The state after a handler that has just begun to listen has fired; None if none does.

        An event that came after the instance began counts, as it does for `wait`: between the event
        that starts a flow and its first step anything may happen. It is looked for when the
        instance rests, so that the end is the same as if the event had come a moment later.
        """
        for one in found.listening:
            name = one.name
            if "on" not in one.handler:
                self._timers.listen(one)
                continue
            if name not in self._known:
                self._known.add(name)
                self._fresh.add(name)
                note(self.tx, self.running.id, name, HANDLER, one.handler["on"])
            if name in self._fresh and not found.ready:
                self._fresh.discard(name)
                if self._missed(one):
                    return self._fired(state, one)
        return None

    def hear(self, state: State, on: Mapping[str, str], record: str) -> State:
        """The state after every handler an event concerns has fired, the inner ones first."""
        asked: set[str] = set()
        while True:
            listening = [one for one in survey(self.running.flow.body, state).listening
                         if one.name not in asked and one.handler.get("on") == on]  # fmt: skip
            if not listening:
                return state
            asked.add(listening[0].name)
            if self._fires(listening[0], record):
                state = self._fired(state, listening[0])

    def rest(self, found: Survey) -> None:
        """Listen for the handlers that are alive now, and no others."""
        alive = {one.name for one in found.listening} if not found.done else set()
        for name in self._known - alive:
            unsubscribe(self.tx, self.running.id, name, HANDLER)
        self._timers.rest(alive)

    def due(self, state: State, name: str) -> State:
        """The state after the handler whose time has come has fired, if its scope is still alive."""
        listening = survey(self.running.flow.body, state).listening
        one = next((one for one in listening if one.name == name), None)
        return state if one is None else self._fired(state, one)

    def _missed(self, one: Listening) -> bool:
        about = None if "match" in one.handler else self.row["record"]
        earlier = earlier_events(self.tx, self.row, one.handler["on"], about)
        return any(self._fires(one, record) for record in earlier)

    def _fires(self, one: Listening, record: str) -> bool:
        if "match" not in one.handler:
            return bool(record == self.row["record"])
        static = f"{one.static}!{one.handler['id']}"
        names = {**one.names, "event": {"record": {"id": record}}}
        frame = self.running.frame(static, names, one.handler["id"])
        return holds(frame.evaluate(one.handler["match"]))

    def _fired(self, state: State, one: Listening) -> State:
        after, live = fire(state, one.key, one.handler["id"], one.handler["mode"])
        for key in live:
            reason = _reason(one.handler, self.tx.actor.language)
            withdraw(self.running, state, key, reason)
        return after


def _reason(handler: Mapping[str, Any], language: str) -> str:
    """Why the steps of a scope end: the reason its handler gives to what it voids, else what the
    handler is called."""
    reasons = [node["reason"] for node in handler["nodes"] if "reason" in node]
    if reasons or "title" in handler:
        return pick(reasons[0] if reasons else handler["title"], language)
    return translate(N_("The time is up"), language) if "after" in handler else str(handler["id"])
