"""The words of a flow: what its nodes, events and conditions are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.definitions import Definition, title
from dougong.platform.expressions import Type
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows import instances
from dougong.runtime.flows.nodes import NODES
from dougong.runtime.pages.views.conditions import in_words
from dougong.runtime.pages.views.message_words import operation_title

Node = Mapping[str, Any]
# Which row or round of a loop, which visit: not part of the definition.
_ITEM = re.compile(r"/(\d+|\?)(?=[/!]|$)|#\d+")
_JOINS = {
    "all": N_("goes on when all have come to their end"),
    "any": N_("goes on when one has come to its end"),
}


class FlowWords:
    """Reads the definition of a flow, in the language of the actor."""

    def __init__(self, tx: Transaction, flow: Definition, revision: int) -> None:
        self.tx, self.flow, self.revision = tx, flow, revision
        self.language = tx.actor.language

    def title(self, node: Node) -> str:
        """What a node is called: its title, else what it is about."""
        library, do = self.tx.library, node["do"]
        if isinstance(node.get("title"), Mapping):
            return pick(node["title"], self.language)
        if do == "interface.call":
            interface, _, operation = (
                str(node["operation"]).removeprefix("interface:").partition(".")
            )
            return operation_title(self.tx, interface, operation)
        for key in ("flow", "notification", "form"):
            found = library.find(str(node.get(key)))
            if found is not None:
                return title(found, self.language)
        return self._subject(node) or self._rows(node) or pick(NODES[do].title, self.language)

    def event(self, on: Node) -> str:
        """`Arrival · reversed` in words."""
        form = self.tx.library.form(str(on["form"]))
        steps = (one for one in form.transitions.values() if one.event == on["event"])
        step = next(steps, None)
        word = pick(step.title, self.language) if step else str(on["event"])
        return f"{pick(form.title, self.language)} · {word}"

    def handler(self, handler: Node) -> str:
        """What a handler is called: its title, else the event or the time it listens for."""
        if isinstance(handler.get("title"), Mapping):
            return pick(handler["title"], self.language)
        if "on" in handler:
            return self.event(handler["on"])
        span = handler["after"]
        if "days" in span:
            words = N_("After {n} working days") if "calendar" in span else N_("After {n} days")
            return translate(words, self.language, n=span["days"])
        words = N_("After {n} working hours") if "calendar" in span else N_("After {n} hours")
        return translate(words, self.language, n=span["hours"])

    @property
    def handlers(self) -> Mapping[str, str]:
        """What every handler of the flow is called, by its id."""
        return {one["id"]: self.handler(one) for one in _handlers(self.flow.body)}

    def ends(self, node: Node, key: str) -> str:
        """When branches side by side join, or rounds end."""
        if node["do"] == "repeat":
            static = instances.round_place(_ITEM.sub("", key))
            until = in_words(self.tx, node["until"], self._form, self._types.get(static, {}))
            return translate(N_("until {condition}"), self.language, condition=until)
        join = node["join"]
        words = _JOINS.get(join, N_("goes on when {n} have come to their end"))
        return translate(words, self.language, n=join)

    def condition(self, source: str, key: str) -> str:
        """The condition of a branch of the node at `key`, in words as far as there are any."""
        types = self._types.get(_ITEM.sub("", key), {})
        return in_words(self.tx, source, self._form, types)

    def rows_form(self, node: Node) -> str | None:
        """The form of the rows a loop runs over."""
        for static, types in self._types.items():
            found = types.get(node["as"])
            if node["id"] in static.split("/") and isinstance(found, Type):
                return found.form
        return None

    def _rows(self, node: Node) -> str:
        """Of a loop over the line items of the record at hand: what those are called."""
        form = instances.flow_form(self.flow)
        field = self.tx.library.form(form).fields.get(str(node.get("of"))) if form else None
        return pick(field.title, self.language) if field else ""

    def _subject(self, node: Node) -> str:
        """Of a node about a record another node made: what that form is called, and what is done."""
        types = self._types
        source = str(node.get("record", "")).split(".")
        if source == ["record"] and self._form:
            return self._deed(self._form, node)
        for static, names_there in types.items():
            found = names_there.get(source[0])
            if static.split("/")[-1] == node["id"] and found is not None:
                form = found.form or (
                    found.members["record"].form if "record" in found.members else None
                )
                return self._deed(str(form), node) if form else ""
        return ""

    def _deed(self, form_id: str, node: Node) -> str:
        form = self.tx.library.form(form_id)
        step = form.transitions.get(str(node.get("transition")))
        words = pick(form.title, self.language)
        return f"{words} · {pick(step.title, self.language)}" if step else words

    @property
    def _form(self) -> str | None:
        return instances.flow_form(self.flow)

    @property
    def _types(self) -> Mapping[str, Mapping[str, Type]]:
        return instances.types_in(self.tx.library, self.flow, self.revision)


def _handlers(part: Any) -> Iterator[Node]:
    """Every handler below a part of a flow."""
    if isinstance(part, Mapping):
        yield from part.get("handlers", ())
        part = list(part.values())
    for one in part if isinstance(part, list) else ():
        yield from _handlers(one)
