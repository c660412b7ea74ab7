"""Chips above a list: what it can be narrowed by, and what narrows it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dougong.platform.definitions import Field, Form
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.address import Address
from dougong.runtime.pages.views.columns import Column
from dougong.runtime.pages.views.criteria import DAYS, PREFIX, Criterion, visible_fields
from dougong.runtime.showing import target_of


@dataclass(frozen=True)
class Filter:
    """One chip. `options` are (words, address, on); a link is searched in `target` instead.

    `text` says what it is narrowed to ("" when it is not) and `off` takes that away.
    """

    key: str
    word: str
    text: str = ""
    off: str = ""
    options: tuple[tuple[str, str, bool], ...] = ()
    target: str = ""
    carried: tuple[tuple[str, str], ...] = ()


def filters(
    tx: Transaction, form: Form, columns: list[Column], on: list[Criterion], address: Address
) -> list[Filter]:
    """State, then choices, links and dates among the columns; then conditions that came otherwise."""
    maker = _Maker(tx, form, on, address)
    made = [*maker.offered(columns)]
    keys = {one.key for one in made}
    made += [maker.chip(one.key, one.word) for one in on if one.key not in keys]
    return [*made, maker.voided()]


class _Maker:
    def __init__(self, tx: Transaction, form: Form, on: list[Criterion], address: Address) -> None:
        self.tx, self.form, self.language = tx, form, tx.actor.language
        self.on = {one.key: one for one in on}
        self.address = address

    def offered(self, columns: list[Column]) -> Iterator[Filter]:
        paths = [column.path for column in columns]
        if "state" in paths and len(self.form.states) > 1:
            states = [(one.id, pick(one.title, self.language)) for one in self.form.states.values()]
            yield self.chip(PREFIX + "state", self._t(N_("State")), states)
            paths += self._shown(paths)
        for path in paths:
            field = self.form.fields.get(path)
            found = self._field(field) if field else None
            if found is not None:
                yield found

    def _shown(self, paths: list[str]) -> list[str]:
        """Fields that states show in their place."""
        seen = {one.id for one in visible_fields(self.tx, self.form)}
        shown = {str(state.shows) for state in self.form.states.values() if state.shows}
        return sorted(seen & shown - set(paths))

    def _field(self, field: Field) -> Filter | None:
        key, word = PREFIX + field.id, pick(field.title, self.language)
        if field.type == "choice":
            items = self.tx.library.codes(str(field.body["options"])).values()
            return self.chip(key, word, [(i["id"], pick(i["title"], self.language)) for i in items])
        if field.type in ("date", "datetime"):
            return self.chip(key, word, [(days, self._t(words)) for days, words in DAYS.items()])
        if field.type == "boolean":
            return self.chip(
                key, word, [("true", self._t(N_("Yes"))), ("false", self._t(N_("No")))]
            )
        if field.type in ("link", "person"):
            target = target_of(self.form, field.id)
            return self.chip(key, word, target=target)
        return None

    def chip(
        self,
        key: str,
        word: str,
        options: list[tuple[str, str]] | None = None,
        target: str = "",
    ) -> Filter:
        now = self.address.parameters.get(key)
        found = self.on.get(key)
        carried = self.address.without(key, "cursor", "trail")
        return Filter(
            key,
            word,
            found.text if found else "",
            self._to(key, None) if found else "",
            tuple((text, self._to(key, id), id == now) for id, text in options or ()),
            target,
            tuple(carried.items()),
        )

    def voided(self) -> Filter:
        """Void records are left out unless somebody asks for them."""
        on = self.address.parameters.get("voided") == "1"
        words = self._t(N_("With void ones"))
        if on:
            return Filter("voided", words, self._t(N_("Yes")), self._to("voided", None))
        return Filter("voided", words, options=((words, self._to("voided", "1"), False),))

    def _to(self, key: str, value: str | None) -> str:
        return self.address.with_({key: value, "cursor": None, "trail": None})

    def _t(self, msgid: str) -> str:
        return translate(msgid, self.language)
