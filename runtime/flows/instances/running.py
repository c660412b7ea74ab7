"""An instance at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Definition
from dougong.platform.storage import Cause, Transaction
from dougong.platform.storage.query import any_record
from dougong.runtime.actions import Frame
from dougong.runtime.flows.instances.flow_types import flow_form, types_in
from dougong.runtime.flows.instances.kept_values import typed
from dougong.runtime.flows.instances.revisions import flow_revision
from dougong.runtime.flows.interpreter import Ready
from dougong.runtime.flows.node_type import Visit


@dataclass(frozen=True)
class Running:
    """The row of an instance and the revision of its flow it is pinned to, in one transaction."""

    tx: Transaction
    row: dict[str, Any]
    flow: Definition

    @classmethod
    def of(cls, tx: Transaction, row: dict[str, Any]) -> Running:
        """The instance of a row that is held."""
        return cls(tx, row, flow_revision(tx, row["flow"], row["revision"]))

    @property
    def id(self) -> str:
        """Of the instance."""
        return str(self.row["id"])

    @property
    def language(self) -> str:
        """Reasons are written in."""
        return self.tx.actor.language

    def visit(self, place: Ready) -> Visit:
        """A visit of the node at `place`."""
        frame = self.frame(place.static, place.names, place.node["id"])
        return Visit(self.row, place.key, frame)

    def frame(self, static: str, names: Mapping[str, Any], node: str) -> Frame:
        """The record the flow is about, the names a node or handler sees, and its cause."""
        cause = Cause("instance", self.id, {"flow": self.row["flow"], "node": node})
        form, about = flow_form(self.flow), self.row["record"]
        record = any_record(self.tx, form, about) if form and about else None
        types = types_in(self.tx.library, self.flow, self.row["revision"])[static]
        values = {name: typed(types.get(name), value) for name, value in names.items()}
        return Frame(self.tx.as_(cause), form, record.all() if record else None, types, values)
