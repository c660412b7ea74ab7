"""Holds what goes in and what comes back to the `erp` interface of the pack, and to nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform import publishing
from dougong.platform.definitions import Field, Library, Operation
from dougong.platform.resources import packs_folder
from tests.live.steps import Steps


class Erp:
    """The interface, carried out by a connector: every input and answer is checked."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        _, definitions = publishing.read_pack(packs_folder() / "qms_erp")
        self._library = Library(definitions)

    def __call__(self, operation: str, key: str, /, **inputs: Any) -> dict[str, Any]:
        """The answer; raises what the connector raises. Reasons are those the interface names."""
        asked = self.operation(operation)
        self._held(asked.input, inputs)
        answer = self._steps.run(operation, inputs, key)
        self._held(asked.answer, answer)
        return answer

    def operation(self, id: str) -> Operation:
        """An operation of the interface."""
        return self._library.operation(f"interface:erp.{id}")

    def reasons(self, id: str) -> set[str]:
        """The business reasons an operation may be refused for."""
        return set(self.operation(id).body.get("reasons", []))

    def _held(self, fields: Iterable[Field], values: Mapping[str, Any]) -> None:
        known = {field.id: field for field in fields}
        assert set(values) <= set(known), "the interface has no such field"
        for id, field in known.items():
            if field.required:
                assert values.get(id) is not None, f"{id} is required"
            if values.get(id) is not None:
                field.kind.parse(field.body, values[id])
                if field.type == "choice":
                    assert values[id] in self._library.codes(field.body["options"])
