"""Telling where a scenario failed, what was expected and what came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions import Definition, catalogue, title
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.flow_words import FlowWords
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.outcome import Failure
from dougong.runtime.scenarios.steps.recorded import nodes_of
from dougong.runtime.scenarios.telling.conditions import condition_told
from dougong.runtime.scenarios.telling.trail import trail
from dougong.runtime.scenarios.world import World

if TYPE_CHECKING:
    from dougong.runtime.scenarios.playing import Taken

_SECTIONS = {"given": N_("Given"), "when": N_("When this happens"), "then": N_("Then")}
# Words of steps that name a node of a flow.
_OF_NODES = ("task", "vote", "offered", "incident")


class Teller:
    """Speaks `language` about what has happened in a world."""

    def __init__(self, world: World, language: str) -> None:
        self.world, self.language = world, language

    def failure(self, taken: Taken, scenario: Definition, failed: Failed) -> Failure:
        """A failure in words."""
        said = [failed.message.render(self.language)]
        said += [one.render(self.language) for one in failed.details]
        with self.world.looking(self.language) as tx:
            if failed.condition is not None:
                said += condition_told(tx, self.world, failed.condition)
            return Failure(self._place(tx, taken, scenario), tuple(said), tuple(trail(tx)))

    def _place(self, tx: Transaction, taken: Taken, scenario: Definition) -> str:
        """`Then 2: Expect`, after the scenario it belongs to where that is another one."""
        section = translate(_SECTIONS[taken.section], self.language)
        words = f"{section} {taken.number}: {self._words(tx, taken.step)}"
        if taken.scenario is scenario:
            return words
        before = N_("in “{scenario}”, which this one goes on from: {step}")
        called = title(taken.scenario, self.language)
        return translate(before, self.language, scenario=called, step=words)

    def _words(self, tx: Transaction, step: Mapping[str, Any]) -> str:
        if "title" in step:
            return pick(step["title"], self.language)
        kind = catalogue().step(step)
        assert kind is not None
        return f"{pick(kind.title, self.language)} {self._subject(tx, kind.id, step)}".strip()

    def _subject(self, tx: Transaction, word: str, step: Mapping[str, Any]) -> str:
        """What the step is about: a definition by its title, a node by what it is called."""
        value = step[word]
        if word in _OF_NODES:
            return next(
                (
                    FlowWords(tx, flow, tx.library.revision(flow.ref)).title(node)
                    for flow in self.world.flows
                    for node in nodes_of(flow)
                    if node["id"] == value
                ),
                str(value),
            )
        if not isinstance(value, str):
            return ""
        found = tx.library.find(value)
        return title(found, self.language) if found else self._named(tx, word, step)

    def _named(self, tx: Transaction, word: str, step: Mapping[str, Any]) -> str:
        source = str(step[word])
        if word in ("answer", "sent"):
            return pick(tx.library.operation(source).body["title"], self.language)
        record = str(step.get("on", source))
        form = self.world.names.get(record, ("", ""))[0]
        if not form:
            return source
        view = tx.library.form(form)
        called = pick(view.title, self.language)
        if word != "act" or source not in view.transitions:
            return called
        return f"{pick(view.transitions[source].title, self.language)} · {called}"
