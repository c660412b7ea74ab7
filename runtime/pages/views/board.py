"""A list as a board: cards in columns, each column found by one query of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dougong.platform.definitions import Form
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Query, count, may_know_all, page
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.address import Address
from dougong.runtime.pages.views.capped import CAP, capped
from dougong.runtime.pages.views.columns import Cell, Columns
from dougong.runtime.pages.views.subjects import subject
from dougong.runtime.showing import Mark, Marks, Shower, state_of

LIMIT = 50


@dataclass(frozen=True)
class Card:
    """`since` is when waiting began (ISO, "" when that is not known), `hours` how long that is."""

    href: str
    name: str
    number: str
    facts: list[Cell]
    since: str
    hours: float
    late: bool
    first: bool
    task: bool
    marks: list[Mark]


@dataclass(frozen=True)
class BoardColumn:
    """`more` leads to what has no room here, "" when all of it stands here; `chosen`: phones show it."""

    id: str
    title: str
    tone: str
    count: str
    cards: list[Card]
    href: str
    more: bool
    chosen: bool


def board_columns(
    tx: Transaction,
    form: Form,
    board: Mapping[str, Any],
    query: Query,
    address: Address,
    tasks: Mapping[str, str],
) -> list[BoardColumn]:
    """The columns of a board over what `query` finds; `tasks` by record are the person's own.

    A column whose condition reads what the person may not know is left out, and so is what would
    be told of cards by it.
    """
    return _Board(tx, form, board, query, address, tasks).columns()


class _Board:
    def __init__(
        self,
        tx: Transaction,
        form: Form,
        board: Mapping[str, Any],
        query: Query,
        address: Address,
        tasks: Mapping[str, str],
    ) -> None:
        self.tx, self.form, self.board, self.tasks = tx, form, board, tasks
        self.query, self.address = query, address
        self.shower = Shower(tx)
        self.title = Columns(tx, form, [str(board["title"])], self.shower)
        self.facts = Columns(tx, form, list(board.get("facts", ())), self.shower)
        self.marks = Marks(tx, form)
        self.asks = {
            key: str(board[key])
            for key in ("since", "late", "first")
            if key in board and self._known(str(board[key]))
        }

    def columns(self) -> list[BoardColumn]:
        bodies = [one for one in self.board["columns"] if self._known(str(one["if"]))]
        made = [self._column(body) for body in bodies]
        asked = self.address.parameters.get("column")
        full = [one.id for one in made if one.id == asked] or [one.id for one in made if one.cards]
        chosen = (full or [one.id for one in made] or [""])[0]
        return [replace(one, chosen=one.id == chosen) for one in made]

    def _known(self, source: str) -> bool:
        checked = self.tx.library.compiled(source, self.form.id).checked
        return may_know_all(self.tx.actor.rights, self.form.id, checked.fields)

    def _column(self, body: Mapping[str, Any]) -> BoardColumn:
        limit = int(self.board.get("limit", LIMIT))
        query = replace(
            self.query,
            also=(*self.query.also, str(body["if"])),
            sort=self._sort(),
            limit=limit,
            cursor=None,
            asks=(*self.asks.values(), *self.marks.asks),
        )
        found = page(self.tx, query)
        self.title.note(found.records)
        cards = [
            self._card(record, answers)
            for record, answers in zip(found.records, found.answers, strict=True)
        ]
        return BoardColumn(
            id=str(body["id"]),
            title=pick(body["title"], self.tx.actor.language),
            tone=str(body.get("tone", "grey")),
            count=capped(count(self.tx, query, CAP)) if found.next_cursor else str(len(cards)),
            cards=cards,
            href=self.address.with_({"column": str(body["id"])}),
            more=found.next_cursor is not None,
            chosen=False,
        )

    def _sort(self) -> tuple[str, ...]:
        """What comes first, then what waits longest."""
        first = (f"-1 if ({self.asks['first']}) else 0",) if "first" in self.asks else ()
        return (*first, self.asks.get("since", "created_at"))

    def _card(self, record: Record, answers: tuple[Any, ...]) -> Card:
        told = dict(zip(self.asks, answers, strict=False))  # the marks are asked behind them
        task = self.tasks.get(record.id)
        since: datetime | None = told.get("since")
        titles = self.title.cells(record)
        name = titles[0].value.text if titles else ""
        return Card(
            href=f"/tasks/{task}" if task else f"/records/{self.form.id}/{record.id}",
            name=name or subject(self.tx, record, self.shower).whole or self._unnamed(record),
            number=record.system.number or "",
            facts=[one for one in self.facts.cells(record) if not one.value.empty],
            since=since.isoformat() if since else "",
            hours=(self.tx.now - since).total_seconds() / 3600 if since else 0,
            late=bool(told.get("late")),
            first=bool(told.get("first")),
            task=task is not None,
            marks=self.marks.told(answers[len(self.asks) :]),
        )

    def _unnamed(self, record: Record) -> str:
        number = record.system.number or state_of(self.tx, record).text
        return number or translate(N_("No number yet"), self.tx.actor.language)
