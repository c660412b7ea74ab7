"""What the node of a flow is called that caused something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.flows.instances import flow_revision, read
from dougong.runtime.pages.views.flow_words import FlowWords


class NodeWords:
    """Reads causes of the kind `instance`; each instance is looked up once."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self._flows: dict[str, FlowWords | None] = {}

    def of(self, cause: Mapping[str, Any]) -> str:
        """The node's title, else what it is about; its id where its flow is not known any more."""
        ref, id = str(cause.get("ref") or ""), str(cause.get("node") or "")
        if ref not in self._flows:
            self._flows[ref] = self._words(ref)
        words = self._flows[ref]
        node = next(_named(words.flow.body, id), None) if words else None
        return words.title(node) if words and node else id

    def _words(self, ref: str) -> FlowWords | None:
        row = read(self.tx, ref) if ref else None
        if row is None:
            return None
        flow = flow_revision(self.tx, row["flow"], row["revision"])
        return FlowWords(self.tx, flow, row["revision"])


def _named(part: Any, id: str) -> Iterator[Mapping[str, Any]]:
    """The node with this id, wherever it stands in the definition."""
    if isinstance(part, Mapping):
        if part.get("id") == id and "do" in part:
            yield part
        part = list(part.values())
    for one in part if isinstance(part, list) else ():
        yield from _named(one, id)
