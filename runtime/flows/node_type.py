"""What a flow node is: one `do`, one file under `nodes/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import PartType
from dougong.platform.storage import Transaction
from dougong.platform.texts import Message
from dougong.runtime.actions import Frame
from dougong.runtime.flows.interpreter import Step

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Visit:
    """One visit of a node: the instance's row, the step's key, and the frame to work with."""

    instance: Mapping[str, Any]
    key: str
    frame: Frame

    @property
    def tx(self) -> Transaction:
        return self.frame.tx

    @property
    def effect_key(self) -> str:
        """Names the effect of this visit for ever: a retry has the same, another visit does not."""
        return f"{self.instance['id']}:{self.key}"


class NodeType(PartType):
    """Adds starting to what the checker knows of a part."""

    def start(self, node: Node, visit: Visit) -> Step:
        """Begin the node in this transaction; the step says whether it is done or waits."""
        raise NotImplementedError

    def acted_on(self, node: Node, visit: Visit, step: Step) -> Message | None:
        """What has come of the node already, so that nobody before it can take back what they did;
        None: nothing."""
        return None

    def cancel(self, node: Node, visit: Visit, reason: str) -> None:
        """Withdraw what the waiting node has put out."""
