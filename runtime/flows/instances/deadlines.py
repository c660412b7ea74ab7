"""Deadlines: handlers whose time comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dougong.platform.jobs import cancel, enqueue, times
from dougong.platform.storage import Transaction
from dougong.runtime.calendars import span_after
from dougong.runtime.flows.instances.running import Running
from dougong.runtime.flows.interpreter import Listening
from dougong.runtime.flows.nodes import TIMER
from dougong.runtime.flows.waits import CLOCK, handlers_of, note_clock, unsubscribe

DEADLINE = "flows.deadline"


def deadline_key(instance: str, name: str) -> str:
    """The key of the job that fires a handler when its time has come."""
    return f"{instance}:{name}"


def deadlines(tx: Transaction, instance: str) -> dict[str, datetime]:
    """When the handlers of an instance whose time runs are due, by their names."""
    names = {deadline_key(instance, name): name for name in handlers_of(tx, instance, CLOCK)}
    return {names[key]: at for key, at in times(tx, DEADLINE, names).items()}


def timers(tx: Transaction, instance: str, steps: Iterable[str]) -> dict[str, datetime]:
    """When waits of an instance are over, by their steps; those for an event are left out."""
    keys = {f"{instance}:{step}": step for step in steps}
    return {keys[key]: at for key, at in times(tx, TIMER, keys).items()}


class Deadlines:
    """The deadlines of one instance during one advance. Each is a job with the time it is due; it
    counts from the moment its scope begins."""

    def __init__(self, running: Running) -> None:
        self.tx, self.id = running.tx, running.id
        self._known = handlers_of(self.tx, self.id, CLOCK)

    def listen(self, one: Listening) -> None:
        """Set the clock of a scope that has just begun; raises ValueError when the calendar holds
        too little working time."""
        if one.name in self._known:
            return
        at = span_after(self.tx, one.handler["after"])
        payload = {"instance": self.id, "handler": one.name}
        enqueue(self.tx, DEADLINE, deadline_key(self.id, one.name), payload, at)
        note_clock(self.tx, self.id, one.name)
        self._known.add(one.name)

    def rest(self, alive: set[str]) -> None:
        """Stop the clocks of scopes that are over."""
        for name in self._known - alive:
            cancel(self.tx, DEADLINE, deadline_key(self.id, name))
            unsubscribe(self.tx, self.id, name, CLOCK)
