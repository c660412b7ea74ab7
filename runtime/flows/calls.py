"""Calling flows from flows; the room of instances says how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from dougong.runtime.flows.node_type import Visit


class Caller(Protocol):
    """Starts and withdraws child instances."""

    def call(self, visit: Visit, flow: str, inputs: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Start a child; what it gives back when it has ended already."""

    def withdraw(self, visit: Visit, reason: str) -> None:
        """Interrupt the child of a step."""


_bound: list[Caller] = []


def bind_caller(caller: Caller) -> None:
    """Bind who starts child instances."""
    _bound[:] = [caller]


def call(visit: Visit, flow: str, inputs: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Start a child instance; what it gives back when it has ended already, None while it has not."""
    return _bound[0].call(visit, flow, inputs)


def withdraw(visit: Visit, reason: str) -> None:
    """Interrupt the child instance of a step."""
    _bound[0].withdraw(visit, reason)
