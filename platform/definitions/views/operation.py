"""An operation of an interface."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.definitions.definition import Body
from dougong.platform.definitions.views.field import Field


@dataclass(frozen=True)
class Operation:
    """`id` such as `stock.accept`."""

    body: Body

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def entity(self) -> str:
        return str(self.body.get("entity", self.id.split(".")[0]))

    @property
    def input(self) -> tuple[Field, ...]:
        return tuple(Field(body) for body in self.body["input"])

    @property
    def answer(self) -> tuple[Field, ...]:
        return tuple(Field(body) for body in self.body["answer"])
