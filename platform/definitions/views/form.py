"""A form as the program reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dougong.platform.definitions.definition import Body
from dougong.platform.definitions.views.field import Field
from dougong.platform.definitions.views.state import State
from dougong.platform.definitions.views.transition import Transition
from dougong.platform.texts import Text

ACTIVE: Mapping[str, Any] = {
    "id": "active",
    "title": {"zh": "有效", "en": "Active"},
    "submitted": True,
}


@dataclass(frozen=True)
class Form:
    """`id` is `arrival`; rows of a line-item field are a Form of their own (`arrival.lines`)."""

    id: str
    body: Body
    holder: str | None = None

    @property
    def title(self) -> Text:
        found: Text = self.body["title"]
        return found

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every field by id, retired ones left out."""
        every = (Field(body) for body in self.body["fields"])
        return {field.id: field for field in every if not field.retired}

    @cached_property
    def every_field(self) -> Mapping[str, Field]:
        """Every field by id, retired ones too."""
        return {body["id"]: Field(body) for body in self.body["fields"]}

    @cached_property
    def lines(self) -> Mapping[str, Form]:
        """Rows of each line-item field as a form."""
        return {
            field.id: Form(f"{self.id}.{field.id}", field.body, self.id)
            for field in self.every_field.values()
            if field.type == "lines"
        }

    @cached_property
    def proposals(self) -> Mapping[str, Body]:
        """What is proposed for fields people decide on, by field."""
        every = self.fields.values()
        return {field.id: field.body["propose"] for field in every if "propose" in field.body}

    @property
    def number(self) -> str | None:
        return self.body.get("number")

    @property
    def name(self) -> str | None:
        """Expression: how a record is called in links."""
        return self.body.get("name")

    @cached_property
    def states(self) -> Mapping[str, State]:
        listed = self.body["states"]["list"] if "states" in self.body else [ACTIVE]
        return {body["id"]: State(body) for body in listed}

    @property
    def start(self) -> str:
        """The state a new record is in."""
        return str(self.body["states"]["start"]) if "states" in self.body else "active"

    @cached_property
    def transitions(self) -> Mapping[str, Transition]:
        listed = self.body["states"]["transitions"] if "states" in self.body else []
        return {body["id"]: Transition(body) for body in listed}

    @property
    def void(self) -> Body | None:
        """Who may void and from where; None: only flows and rules."""
        told: Body | None = self.body.get("states", {}).get("void")
        return told

    @cached_property
    def unique(self) -> tuple[tuple[str, ...], ...]:
        """Groups of fields whose values together may stand once only."""
        groups = [tuple(group) for group in self.body.get("unique", [])]
        groups += [(field.id,) for field in self.every_field.values() if field.body.get("unique")]
        return tuple(groups)

    @property
    def layout(self) -> list[Body]:
        """Sections; a form without any shows all its fields in one."""
        if self.body.get("layout"):
            return list(self.body["layout"])
        return [{"id": "all", "title": self.title, "columns": 2, "fields": list(self.fields)}]

    @property
    def strip(self) -> list[str]:
        """Fields in the head of a record's page; those that are retired left out."""
        return [id for id in self.body.get("strip", ()) if id in self.fields]

    @property
    def panels(self) -> list[Body]:
        """What stands beside and above a record's fields."""
        return list(self.body.get("panels", ()))

    @property
    def marks(self) -> list[Body]:
        """Words told of a record wherever it is listed."""
        return list(self.body.get("marks", ()))

    @property
    def events(self) -> frozenset[str]:
        """Names of the events its records raise."""
        own = {transition.event for transition in self.transitions.values()}
        return frozenset({"created", "changed", "voided", *own})
