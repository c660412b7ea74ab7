"""A trace as steps people can follow."""

from __future__ import annotations

from collections.abc import Iterator

from dougong.platform.expressions import Trace
from dougong.platform.expressions.wording import Path, Worded
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import may_know
from dougong.platform.texts import N_, translate
from dougong.runtime.pages.views.why.part_values import PartValues
from dougong.runtime.pages.views.why.step import Step

_ROWS = 20


class Steps:
    """Walks a trace of an expression about a record of `form`.

    What the actor may not know stands without its value, and so does what was made of it.
    """

    def __init__(self, tx: Transaction, form: str, worded: Worded, values: PartValues) -> None:
        self.tx, self.form, self.worded, self.values = tx, form, worded, values
        self.read: set[tuple[str, int | None]] = set()

    def of(self, whole: Trace) -> Iterator[Step]:
        """The values of the whole formula first, then its parts, each followed by its own."""
        notes = self._notes(whole)
        if notes:
            yield Step(0, "", notes=notes)
        yield from self._parts(whole, 0)

    def words(self, part: Trace) -> str:
        """The part of the formula in words."""
        return self.worded.words.get((part.position, part.length), part.source)

    def _parts(self, whole: Trace, depth: int) -> Iterator[Step]:
        for at, one in enumerate(whole.children if self._path(whole) is None else ()):
            if one.row is not None and one.row >= _ROWS and not one.decided:
                yield Step(depth, self._t(N_("and {n} more rows"), n=len(whole.children) - at))
                return
            if one.row is not None or not self._is_bare(one):
                yield self._step(one, depth)
                yield from self._parts(one, depth + 1)

    def _step(self, one: Trace, depth: int) -> Step:
        words = self.words(one)
        if one.row is not None:
            words = f"{self._t(N_('Line {n}'), n=one.row + 1)} · {words}"
        if not one.evaluated:
            return Step(depth, words, mark="unused")
        return Step(
            depth, words, self._value(one), self._notes(one), "decided" if one.decided else ""
        )

    def _notes(self, whole: Trace) -> tuple[tuple[str, str], ...]:
        """The values that stand in `whole` itself, each once."""
        if self._path(whole) is not None:
            return () if whole.row is not None else ((self.words(whole), self._value(whole)),)
        bare = [one for one in whole.children if one.row is None and self._path(one) is not None]
        return tuple({self.words(one): self._value(one) for one in bare if one.evaluated}.items())

    def _is_bare(self, part: Trace) -> bool:
        """Whether it only names a value or is one; of what was not worked out the parts are unknown."""
        return self._path(part) is not None or (part.evaluated and not part.children)

    def _path(self, part: Trace) -> Path | None:
        return self.worded.paths.get((part.position, part.length))

    def _value(self, part: Trace) -> str:
        if not self._open(part):
            return self._t(N_("not for you to see"))
        path = self._path(part)
        return self.values.of(part.value) if path is None else self.values.of_path(path, part.value)

    def _open(self, part: Trace) -> bool:
        rights = self.tx.actor.rights
        return all(
            may_know(rights, self.form, owner, name)
            for one in part.walk()
            for owner, name in self._path(one) or ()
            if owner is not None
        )

    def _t(self, msgid: str, **params: object) -> str:
        return translate(msgid, self.tx.actor.language, **params)
