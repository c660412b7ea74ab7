"""A list: records of a form as its definition asks, narrowed and sorted by the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dougong.platform.definitions import Definition, Form, title
from dougong.platform.definitions import names as references
from dougong.platform.problems import NotFound
from dougong.platform.storage import Record, Transaction
from dougong.platform.storage.query import Query, count, page
from dougong.platform.texts import N_, Message, pick, translate
from dougong.runtime.flows.tasks import tasks_of
from dougong.runtime.pages.views.address import Address
from dougong.runtime.pages.views.columns import Cell, Column, Columns
from dougong.runtime.pages.views.criteria import Criterion, criteria
from dougong.runtime.pages.views.filters import Filter, filters
from dougong.runtime.showing import Shower

ROWS = 50
CAP = 1000
MARKS = 30  # pages one can turn back


@dataclass(frozen=True)
class Row:
    """`task` is the person's open task about the record: the row leads there."""

    href: str
    name: str
    cells: list[Cell]
    void: bool
    task: bool


@dataclass(frozen=True)
class Nothing:
    """Why a list is empty; `without` is the condition that holds everything back."""

    filtered: bool
    without: str = ""
    count: str = ""
    href: str = ""


@dataclass(frozen=True)
class ListView:
    """`heads`, `tabs` as the components take them; `carried` are parameters a form keeps."""

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
    newer: str
    older: str
    new: str
    nothing: Nothing | None


def list_view(tx: Transaction, id: str, path: str, parameters: Mapping[str, str]) -> ListView:
    """The list as the parameters ask. Raises NotFound, Invalid (a page mark that is none)."""
    return _Maker(tx, _definition(tx, id), Address(path, parameters)).view()


def lists_of(tx: Transaction, form: str) -> list[Definition]:
    """Lists of a form the person may see, the default one first."""
    found = [one for one in tx.library.all("list") if one.body["form"] == f"form:{form}"]
    found = [one for one in found if _for_me(tx, one)]
    return sorted(found, key=lambda one: not one.body.get("default"))


def capped(number: int) -> str:
    """A count in words: `999+` from the cap on."""
    return f"{CAP - 1}+" if number >= CAP else str(number)


def _definition(tx: Transaction, id: str) -> Definition:
    found = tx.library.find(f"list:{id}")
    form = str(found.body["form"]).removeprefix("form:") if found else ""
    if found is None or not tx.actor.rights.may("read", form) or not _for_me(tx, found):
        raise NotFound(Message(N_("There is no such list")))
    return found


def _for_me(tx: Transaction, definition: Definition) -> bool:
    roles = references(definition.body.get("roles"))
    return not roles or tx.actor.rights.everything or bool(tx.actor.roles.intersection(roles))


class _Maker:
    def __init__(self, tx: Transaction, definition: Definition, address: Address) -> None:
        self.tx, self.definition, self.address = tx, definition, address
        self.form: Form = tx.library.form(str(definition.body["form"]))
        self.shower = Shower(tx)
        self.columns = Columns(tx, self.form, list(definition.body["columns"]), self.shower)
        self.criteria = criteria(tx, self.form, address.parameters, self.shower.names)
        self.language = tx.actor.language

    def view(self) -> ListView:
        given = self.address.parameters
        found = page(self.tx, self._query(self.criteria, self._search, given.get("cursor")))
        self.columns.note(found.records)
        mine = {task["record"]: task["id"] for task in tasks_of(self.tx)}
        rows = [self._row(record, mine) for record in found.records]
        creates = self.tx.actor.rights.may("create", self.form.id)
        return ListView(
            title=title(self.definition, self.language),
            form_title=pick(self.form.title, self.language),
            icon=str(self.form.body.get("icon", "file-text")),
            tabs=self._tabs(),
            heads=[self._head(column) for column in self.columns.shown],
            rows=rows,
            filters=filters(self.tx, self.form, self.columns.shown, self.criteria, self.address),
            search=self._search,
            carried=self.address.without("q", "cursor", "trail"),
            path=self.address.path,
            clear=self.address.path if self._narrowed else "",
            count=capped(self._count(self.criteria, self._search)),
            newer=self._newer(),
            older=self._older(found.next_cursor),
            new=f"/records/{self.form.id}/new" if creates else "",
            nothing=None if rows else self._nothing(),
        )

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
        known = {column.path for column in self.columns.shown if column.type != "lines"}
        if asked.removeprefix("-") in known:
            return (asked,)
        return tuple(self.definition.body.get("sort", ())) or ("-created_at",)

    def _head(self, column: Column) -> dict[str, object]:
        head: dict[str, object] = {"title": column.title, "number": column.number}
        if column.type == "lines":
            return head
        first = self._sort()[0]
        up = first == column.path
        if first.removeprefix("-") == column.path:
            head["sort"] = "ascending" if up else "descending"
        changed = {"sort": f"-{column.path}" if up else column.path, "cursor": None, "trail": None}
        return {**head, "href": self.address.with_(changed)}

    def _row(self, record: Record, mine: Mapping[str, str]) -> Row:
        task = mine.get(record.id)
        href = f"/tasks/{task}" if task else f"/records/{self.form.id}/{record.id}"
        cells = self.columns.cells(record)
        name = cells[0].value.text if cells else ""
        blank = translate(N_("No number yet"), self.language)
        return Row(href, name or blank, cells, record.voided, task is not None)

    def _tabs(self) -> list[dict[str, object]]:
        made = []
        for one in lists_of(self.tx, self.form.id):
            query = Query(self.form.id, one.body.get("filter"), voided=False)
            here = one.id == self.definition.id
            made.append(
                {
                    "title": title(one, self.language),
                    "href": f"/lists/{one.id}",
                    "active": here,
                    "count": capped(count(self.tx, query, CAP)),
                }
            )
        return made

    def _older(self, cursor: str | None) -> str:
        if cursor is None:
            return ""
        trail = [*self._trail(), self.address.parameters.get("cursor", "")]
        return self.address.with_({"cursor": cursor, "trail": "~".join(trail[-MARKS:]) or "~"})

    def _newer(self) -> str:
        """The page before: its mark is the last of the trail, the first page has none."""
        if not self.address.parameters.get("cursor"):
            return ""
        *before, last = self._trail() or [""]
        return self.address.with_({"cursor": last or None, "trail": "~".join(before) or None})

    def _trail(self) -> list[str]:
        told = self.address.parameters.get("trail", "")
        return told.split("~") if told.strip("~") else [""] if told else []

    def _nothing(self) -> Nothing:
        if not self._narrowed:
            return Nothing(False)
        for one in self.criteria:
            others = [other for other in self.criteria if other is not one]
            found = self._count(others, self._search)
            if found:
                href = self.address.with_({one.key: None, "cursor": None, "trail": None})
                return Nothing(True, f"{one.word} {one.text}", capped(found), href)
        found = self._count(self.criteria, "") if self._search else 0
        if found:
            href = self.address.with_({"q": None, "cursor": None, "trail": None})
            return Nothing(True, self._search, capped(found), href)
        return Nothing(True)
