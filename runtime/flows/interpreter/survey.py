"""Where an instance stands, worked out from its flow and its steps alone.

Nothing is remembered but the steps: walking the tree of sequences tells what is ready, which
handlers listen and whether all is done. The same flow and steps always give the same answer, so a
crash between two commits loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Ready:
    """A node that can start now: its key, the node, and the names it sees with their values.

    `static` is the key without items, rounds and visits: where the node stands in the definition.
    """

    key: str
    static: str
    node: Node
    names: Mapping[str, Any]


@dataclass(frozen=True)
class Listening:
    """A handler that is alive in the scope `key`."""

    key: str
    static: str
    handler: Node
    names: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Of this handler in this scope: there is no other like it."""
        return f"{self.key}!{self.handler['id']}"


@dataclass
class Survey:
    """What walking found.

    `joined`: keys of `parallel` nodes for which enough branches have come to their end while others
    run; `rounds`: `repeat` nodes whose round is over, with the names it has left; `done`: nothing
    is left to do.
    """

    ready: list[Ready] = field(default_factory=list)
    listening: list[Listening] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    rounds: list[Ready] = field(default_factory=list)
    done: bool = False
    failed: bool = False

    def add(self, other: Survey) -> None:
        """Take over what a part of the walk found."""
        self.ready += other.ready
        self.listening += other.listening
        self.joined += other.joined
        self.rounds += other.rounds
        self.failed = self.failed or other.failed
