"""A list: records of a form as its definition asks, narrowed and sorted by the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.platform.definitions import Definition, Form, title
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Query, count, page
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.flows.tasks import tasks_of
from dougong.runtime.pages.views.address import Address
from dougong.runtime.pages.views.board import BoardColumn, board_columns
from dougong.runtime.pages.views.capped import CAP, capped
from dougong.runtime.pages.views.columns import Cell, Column, Columns
from dougong.runtime.pages.views.criteria import Criterion, criteria
from dougong.runtime.pages.views.filters import Filter, filters
from dougong.runtime.pages.views.nothing import Nothing, held_back
from dougong.runtime.pages.views.subjects import subject
from dougong.runtime.pages.views.turning import ROWS, newer, older, span
from dougong.runtime.pages.views.visible_lists import tabs, visible_list
from dougong.runtime.showing import Mark, Marks, Shower


@dataclass(frozen=True)
class Row:
    """`task` is the person's open task about the record: the row leads there. `marks` stand beside
    its name."""

    href: str
    name: str
    cells: list[Cell]
    void: bool
    task: bool
    marks: list[Mark]


@dataclass(frozen=True)
class ListView:
    """`heads`, `tabs` as the components take them; `carried` are parameters a form keeps;
    `shown` which of the rows stand here, where that is known. `board` stands in place of the rows;
    `ways` are the ways the list may be looked at: address and whether it is this one."""

    title: str
    form_title: str
    icon: str
    tabs: list[dict[str, object]]
    heads: list[dict[str, object]]
    rows: list[Row]
    filters: list[Filter]
    search: str
    carried: Mapping[str, str]
    path: str
    clear: str
    count: str
    shown: tuple[int, int] | None
    newer: str
    older: str
    new: str
    nothing: Nothing | None
    board: list[BoardColumn] | None
    ways: list[tuple[str, bool]]


def list_view(tx: Transaction, id: str, path: str, parameters: Mapping[str, str]) -> ListView:
    """The list as the parameters ask. Raises NotFound, Invalid (a page mark that is none)."""
    return _Maker(tx, visible_list(tx, id), Address(path, parameters)).view()


class _Maker:
    def __init__(self, tx: Transaction, definition: Definition, address: Address) -> None:
        self.tx, self.definition, self.address = tx, definition, address
        self.form: Form = tx.library.form(str(definition.body["form"]))
        self.shower = Shower(tx)
        self.columns = Columns(tx, self.form, list(definition.body["columns"]), self.shower)
        self.criteria = criteria(tx, self.form, address.parameters, self.shower.names)
        self.marks = Marks(tx, self.form)
        self.language = tx.actor.language

    def view(self) -> ListView:
        mine = {task["record"]: task["id"] for task in tasks_of(self.tx)}
        board = self._board(mine)
        rows, next_page = self._rows(mine) if board is None else ([], None)
        creates = self.tx.actor.rights.may("create", self.form.id)
        return ListView(
            title=title(self.definition, self.language),
            form_title=pick(self.form.title, self.language),
            icon=str(self.form.body.get("icon", "file-text")),
            tabs=tabs(self.tx, self.definition),
            heads=[self._head(column) for column in self.columns.shown],
            rows=rows,
            filters=filters(self.tx, self.form, self.columns.shown, self.criteria, self.address),
            search=self._search,
            carried=self.address.without("q", "cursor", "trail"),
            path=self.address.path,
            clear=Address(self.address.path, self._way).with_({}) if self._narrowed else "",
            count=capped(self._count(self.criteria, self._search)) if board is None else "",
            shown=span(self.address, len(rows)),
            newer=newer(self.address),
            older=older(self.address, next_page),
            new=f"/records/{self.form.id}/new" if creates else "",
            nothing=None if rows or board is not None else self._nothing(),
            board=board,
            ways=self._ways(board is not None),
        )

    def _rows(self, mine: Mapping[str, str]) -> tuple[list[Row], str | None]:
        cursor = self.address.parameters.get("cursor")
        query = self._query(self.criteria, self._search, cursor)
        found = page(self.tx, replace(query, asks=self.marks.asks))
        self.columns.note(found.records)
        rows = zip(found.records, found.answers, strict=True)
        return [self._row(*one, mine) for one in rows], found.next_cursor

    def _board(self, mine: Mapping[str, str]) -> list[BoardColumn] | None:
        """The columns, unless the list has no board or a table is asked for."""
        body = self.definition.body.get("board")
        if body is None or self.address.parameters.get("as") == "table":
            return None
        query = self._query(self.criteria, self._search)
        return board_columns(self.tx, self.form, body, query, self.address, mine)

    @property
    def _way(self) -> dict[str, str]:
        given = self.address.parameters
        return {"as": given["as"]} if "as" in given else {}

    def _ways(self, board: bool) -> list[tuple[str, bool]]:
        """As a board, as a table."""
        if "board" not in self.definition.body:
            return []
        gone = {"cursor": None, "trail": None, "column": None, "sort": None}
        return [
            (self.address.with_({**gone, "as": None}), board),
            (self.address.with_({**gone, "as": "table"}), not board),
        ]

    @property
    def _search(self) -> str:
        return self.address.parameters.get("q", "").strip()[:200]

    @property
    def _narrowed(self) -> bool:
        return bool(self.criteria or self._search or self._voided)

    @property
    def _voided(self) -> bool:
        return self.address.parameters.get("voided") == "1"

    def _query(self, conditions: list[Criterion], search: str, cursor: str | None = None) -> Query:
        return Query(
            self.form.id,
            self.definition.body.get("filter"),
            self._sort(),
            search or None,
            ROWS,
            cursor or None,
            tuple(one.source for one in conditions),
            self._voided,
        )

    def _count(self, conditions: list[Criterion], search: str) -> int:
        return count(self.tx, self._query(conditions, search), CAP)

    def _sort(self) -> tuple[str, ...]:
        asked = self.address.parameters.get("sort", "")
        known = {column.path for column in self.columns.shown if column.sorts}
        if asked.removeprefix("-") in known:
            return (asked,)
        return tuple(self.definition.body.get("sort", ())) or ("-created_at",)

    def _head(self, column: Column) -> dict[str, object]:
        head: dict[str, object] = {"title": column.title, "number": column.number}
        if not column.sorts:
            return head
        first = self._sort()[0]
        up = first == column.path
        if first.removeprefix("-") == column.path:
            head["sort"] = "ascending" if up else "descending"
        changed = {"sort": f"-{column.path}" if up else column.path, "cursor": None, "trail": None}
        return {**head, "href": self.address.with_(changed)}

    def _row(self, record: Record, answers: tuple[Any, ...], mine: Mapping[str, str]) -> Row:
        task = mine.get(record.id)
        href = f"/tasks/{task}" if task else f"/records/{self.form.id}/{record.id}"
        cells = self.columns.cells(record)
        name = cells[0].value.text if cells else ""
        name = name or subject(self.tx, record, self.shower).whole
        blank = translate(N_("No number yet"), self.language)
        marks = [] if record.voided else self.marks.told(answers)
        return Row(href, name or blank, cells, record.voided, task is not None, marks)

    def _nothing(self) -> Nothing:
        if not self._narrowed:
            return Nothing(False)
        return held_back(self.criteria, self._search, self.address, self._count)
