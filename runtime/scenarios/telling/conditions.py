"""A condition that does not hold, in words, with the values it met."""

from __future__ import annotations

from collections.abc import Iterator

from dougong.platform.expressions import Trace, explain
from dougong.platform.expressions.wording import Worded, wording
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Query, count
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.why.naming import FieldNaming
from dougong.runtime.pages.views.why.part_values import PartValues
from dougong.runtime.scenarios.failed import Condition
from dougong.runtime.scenarios.world import World


class _Naming(FieldNaming):
    """Names of a scenario are called by their form, with the name where several are of one."""

    def __init__(self, tx: Transaction, world: World) -> None:
        super().__init__(tx)
        self.world = world

    def field(self, form: str | None, name: str) -> str:
        if form is not None or name not in self.world.names:
            return super().field(form, name)
        of, _ = self.world.names[name]
        called = pick(self.tx.library.form(of).title, self.language)
        alone = [one for one, _ in self.world.names.values()].count(of) == 1
        return called if alone else f"{called} {name}"


def condition_told(tx: Transaction, world: World, condition: Condition) -> list[str]:
    """What was expected, and what there is instead."""
    frame, naming = world.frame(tx, condition.form), _Naming(tx, world)
    checked = tx.library.compiled(condition.source, condition.form, frame.types).checked
    worded = wording(checked, naming, tx.actor.language)
    whole = worded.words[next(iter(_outermost(worded)))]
    if condition.form is not None:
        return [_wanted(tx, whole), _others(tx, condition.form)]
    scope = tx.library.scope(None, frame.types)
    values = frame.environment(condition.source)
    part = explain(condition.source, scope, values, tx.evaluation).first_failure()
    if part is None:
        return [_wanted(tx, whole)]
    words = worded.words.get((part.position, part.length), whole)
    told = dict(_values(part, worded, PartValues(tx, naming)))
    found = ", ".join(f"{name} = {value}" for name, value in told.items())
    actual = translate(N_("actually: {found}"), tx.actor.language, found=found)
    return [_wanted(tx, words), *([actual] if found else [])]


def _outermost(worded: Worded) -> list[tuple[int, int]]:
    return sorted(worded.words, key=lambda place: -place[1])


def _wanted(tx: Transaction, words: str) -> str:
    return translate(N_("expected: {words}"), tx.actor.language, words=words)


def _others(tx: Transaction, form: str) -> str:
    number, called = count(tx, Query(form)), tx.library.form(form).title
    words = N_("actually: none of {n} records of “{form}” is like that")
    return translate(words, tx.actor.language, n=number, form=pick(called, tx.actor.language))


def _values(part: Trace, worded: Worded, values: PartValues) -> Iterator[tuple[str, str]]:
    """Each field that stands in a part, with its value."""
    place = (part.position, part.length)
    path = worded.paths.get(place)
    if path is not None and part.evaluated:
        yield worded.words[place], values.of_path(path, part.value)
        return
    for one in part.children:
        yield from _values(one, worded, values)
