"""Everything there is to go through, and how much of it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Definition, title
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.instances import types_in
from dougong.runtime.pages.views.flow_words import FlowWords
from dougong.runtime.scenarios.coverage.seen import Seen

NODE, BRANCH, HANDLER, TRANSITION, RULE = "node", "branch", "handler", "transition", "rule"
OF_FLOWS = (NODE, BRANCH, HANDLER)


@dataclass(frozen=True)
class Place:
    """A part of a definition: `holder` is what people call the definition, `words` the part."""

    kind: str
    ref: str
    holder: str
    words: str
    reached: bool


@dataclass(frozen=True)
class Coverage:
    """Every place, in the order of flows, forms and rules."""

    places: tuple[Place, ...]

    def of(self, *kinds: str, ref: str | None = None) -> list[Place]:
        """Places of these kinds (in one definition)."""
        return [one for one in self.places if one.kind in kinds and ref in (None, one.ref)]

    @property
    def percent(self) -> float:
        """How much of the flows was gone through: nodes, branches and handlers."""
        found = self.of(*OF_FLOWS)
        return 100 * sum(one.reached for one in found) / len(found) if found else 100.0

    @property
    def missed(self) -> list[Place]:
        """Places nobody came to."""
        return [one for one in self.places if not one.reached]


def coverage(tx: Transaction, seen: Seen) -> Coverage:
    """How much of the live definitions was gone through, in the language of the actor."""
    found = [place for flow in tx.library.all("flow") for place in _flow(tx, flow, seen)]
    found += [place for form in tx.library.all("form") for place in _form(tx, form, seen)]
    for rule in tx.library.all("rule"):
        words = title(rule, tx.actor.language)
        found.append(Place(RULE, rule.ref, words, "", rule.ref in seen.rules))
    return Coverage(tuple(found))


def _form(tx: Transaction, form: Definition, seen: Seen) -> Iterator[Place]:
    called = title(form, tx.actor.language)
    for one in tx.library.form(form.id).transitions.values():
        reached = (form.ref, one.id) in seen.transitions
        yield Place(TRANSITION, form.ref, called, pick(one.title, tx.actor.language), reached)


def _flow(tx: Transaction, flow: Definition, seen: Seen) -> Iterator[Place]:
    words = FlowWords(tx, flow, tx.library.revision(flow.ref))
    called = title(flow, tx.actor.language)
    for kind, part, static in _parts(flow.body, _statics(tx, flow)):
        id = (flow.ref, str(part["id"]))
        if kind == NODE:
            yield Place(NODE, flow.ref, called, words.title(part), id in seen.nodes)
        elif kind == HANDLER:
            yield Place(HANDLER, flow.ref, called, words.event(part["on"]), id in seen.handlers)
        else:
            told = _branch(words, part, static, tx.actor.language)
            yield Place(BRANCH, flow.ref, called, told, id in seen.branches)


def _branch(words: FlowWords, branch: Mapping[str, Any], static: str, language: str) -> str:
    fork = words.title(branch["of"])
    if "if" in branch:
        return f"{fork} → {words.condition(branch['if'], static)}"
    return f"{fork} → {translate(N_('Otherwise'), language)}"


def _statics(tx: Transaction, flow: Definition) -> dict[str, str]:
    """Where each node stands in the flow, by its id."""
    keys = types_in(tx.library, flow, tx.library.revision(flow.ref))
    return {key.replace("!", "/").rpartition("/")[2]: key for key in keys}


def _parts(part: Any, statics: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Every node, branch of a fork and handler below a part of a flow."""
    if isinstance(part, list):
        for one in part:
            yield from _parts(one, statics)
    if not isinstance(part, Mapping):
        return
    static = statics.get(str(part.get("id")), "")
    if "do" in part and "id" in part:
        yield NODE, part, static
    for key, inner in part.items():
        if key == "branches" and part.get("do") == "branch":
            yield from ((BRANCH, {**one, "of": part}, static) for one in inner)
        elif key == "handlers":
            yield from ((HANDLER, one, static) for one in inner)
        yield from _parts(inner, statics)


def summed(seen: Iterable[Seen]) -> Seen:
    """What several scenarios went through together."""
    whole = Seen()
    for one in seen:
        whole.add(one)
    return whole
