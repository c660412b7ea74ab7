"""Well-typed expressions by chance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.property.expressions.world import CURRENCIES, DAYS, TEXTS, UNITS

Draw = Callable[[st.SearchStrategy[Any]], Any]

_LITERALS = ["0", "1", "2", "3", "0.5", "1.5", "2.5", "0.000001", "7", "100", "999999999999.999999"]
_FIELDS = {
    "number": ["n", "amount", "weight", "customer.rating", "customer.boss.rating", "factor",
               "record.amount", "holder.rating"],
    "quantity": ["qty", "more"],
    "money": ["price", "cost"],
    "boolean": ["flag"],
    "date": ["day", "due", "customer.since", "today()", "holder.since"],
    "datetime": ["at", "now()"],
    "text": ["note", "state", "customer.name", "holder.boss.name", "id"],
    "link": ["customer", "customer.boss", "holder"],
}  # fmt: skip
_ROW_FIELDS = {
    "number": ["n", "weight", "item.rating", "parent.amount", "parent.customer.rating", "factor"],
    "quantity": ["qty", "parent.qty", "parent.more"],
    "money": ["price", "parent.price"],
    "boolean": ["flag", "parent.flag"],
    "date": ["day", "item.since", "parent.due"],
    "datetime": ["at", "parent.at", "now()"],
    "text": ["note", "item.name", "parent.state", "item.boss.name"],
    "link": ["item", "item.boss", "parent.customer"],
}
_COMPARED = ["number", "quantity", "money", "date", "datetime", "text"]


class Maker:
    """Draws expressions; `row` says whether they stand inside a row expression."""

    def __init__(self, draw: Draw, row: bool = False, within: int = 0) -> None:
        self.draw, self.row, self.within = draw, row, within

    def one(self, choices: list[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def make(self, kind: str, depth: int) -> str:
        if depth <= 0 or self.one([True, False, False]):
            return self.leaf(kind)
        made: str = self.one(getattr(self, f"{kind}_forms")())(depth - 1)
        return made

    def leaf(self, kind: str) -> str:
        fields = (_ROW_FIELDS if self.row else _FIELDS)[kind]
        found: str = self.one([*fields, *fields, *self._literals(kind)])
        return found

    def _literals(self, kind: str) -> list[str]:
        if kind == "number":
            return [*_LITERALS, "-3"]
        if kind == "text":
            return [f"'{text}'" for text in TEXTS]
        if kind == "date":
            return [f"date('{day.isoformat()}')" for day in DAYS]
        if kind == "quantity":
            return [f"quantity(2, '{unit}')" for unit in UNITS]
        if kind == "money":
            return [f"money(0.5, '{currency}')" for currency in CURRENCIES]
        return ["true", "false"] if kind == "boolean" else []

    def rows(self, function: str, kind: str, depth: int) -> str:
        """A function over the lines; of the record at hand, in a row of its holder."""
        if self.within == 2:
            return self.leaf(
                {"any": "boolean", "all": "boolean", "count": "number"}.get(function, kind)
            )
        inner = Maker(self.draw, row=True, within=self.within + 1)
        lines = "parent.lines" if self.row else "lines"
        return f"{function}({lines}, {inner.make(kind, depth)})"

    def _shared(self, kind: str) -> list[Callable[[int], str]]:
        return [
            lambda d: (
                f"({self.make(kind, d)} if {self.make('boolean', d)} else {self.make(kind, d)})"
            ),
            lambda d: f"coalesce({self.make(kind, d)}, {self.make(kind, d)})",
            lambda d: f"({self.make(kind, d)} if {self.make('boolean', d)} else empty)",
        ]

    def _pair(self, left: str, signs: list[str], right: str) -> Callable[[int], str]:
        return lambda d: f"({self.make(left, d)} {self.one(signs)} {self.make(right, d)})"

    def _over_rows(self, kind: str) -> list[Callable[[int], str]]:
        names = ["sum", "avg", "lowest", "highest"]
        return [lambda d: self.rows(self.one(names), kind, d)] * 2

    def number_forms(self) -> list[Callable[[int], str]]:
        return [
            *[self._pair("number", ["+", "-", "*", "/", "%"], "number")] * 4,
            *self._shared("number"),
            *self._over_rows("number"),
            self._pair("quantity", ["/"], "quantity"),
            self._pair("money", ["/"], "money"),
            lambda d: f"(-{self.make('number', d)})",
            lambda d: f"{self.one(['abs', 'round', 'floor', 'ceil'])}({self.make('number', d)})",
            lambda d: f"round({self.make('number', d)}, {self.one([0, 1, 2, 5, 6])})",
            lambda d: (
                f"{self.one(['min', 'max'])}({self.make('number', d)}, {self.make('number', d)})"
            ),
            lambda d: f"len({self.make('text', d)})",
            lambda d: f"value_of({self.make('quantity', d)})",
            lambda d: f"amount_of({self.make('money', d)})",
            lambda d: f"days_between({self.make('date', d)}, {self.make('date', d)})",
            lambda d: f"hours_between({self.make('datetime', d)}, {self.make('datetime', d)})",
            lambda d: f"{self.one(['year', 'month', 'day'])}({self.make('date', d)})",
            lambda d: self.rows("count", "boolean", d),
            lambda d: f"({self.make('number', d)} + empty)",
        ]

    def _measure_forms(self, kind: str) -> list[Callable[[int], str]]:
        return [
            *self._shared(kind),
            *self._over_rows(kind),
            *[self._pair(kind, ["+", "-"], kind)] * 2,
            self._pair(kind, ["*", "/"], "number"),
            self._pair("number", ["*"], kind),
            lambda d: f"(-{self.make(kind, d)})",
        ]

    def quantity_forms(self) -> list[Callable[[int], str]]:
        return [
            *self._measure_forms("quantity"),
            lambda d: f"quantity({self.make('number', d)}, {self.make('text', d)})",
        ]

    def money_forms(self) -> list[Callable[[int], str]]:
        return [
            *self._measure_forms("money"),
            self._pair("quantity", ["*"], "money"),
            self._pair("money", ["*"], "quantity"),
            lambda d: f"money({self.make('number', d)}, {self.make('text', d)})",
        ]

    def text_forms(self) -> list[Callable[[int], str]]:
        return [
            *self._shared("text"),
            self._pair("text", ["+"], "text"),
            lambda d: f"{self.one(['lower', 'upper', 'trim'])}({self.make('text', d)})",
            lambda d: f"unit_of({self.make('quantity', d)})",
            lambda d: f"currency_of({self.make('money', d)})",
        ]

    def date_forms(self) -> list[Callable[[int], str]]:
        return [
            *self._shared("date"),
            lambda d: f"add_days({self.make('date', d)}, {self.make('number', d)})",
            lambda d: f"date_of({self.make('datetime', d)})",
            lambda d: self.rows(self.one(["lowest", "highest"]), "date", d),
        ]

    def datetime_forms(self) -> list[Callable[[int], str]]:
        return [
            *self._shared("datetime"),
            lambda d: self.rows(self.one(["lowest", "highest"]), "datetime", d),
        ]

    def boolean_forms(self) -> list[Callable[[int], str]]:
        return [
            *[self._ordering] * 3,
            *[self._equality] * 3,
            *[self._pair("boolean", ["and", "or"], "boolean")] * 4,
            *self._shared("boolean"),
            self._chain,
            self._listed,
            lambda d: f"(not {self.make('boolean', d)})",
            lambda d: f"is_empty({self.make(self.one([*_COMPARED, 'boolean']), d)})",
            lambda d: (
                f"{self.one(['contains', 'starts_with'])}({self.make('text', d)}, {self.make('text', d)})"
            ),
            lambda d: self.rows(self.one(["any", "all"]), "boolean", d),
            lambda d: f"({self.leaf('link')} {self.one(['==', '!='])} {self.leaf('link')})",
            lambda d: f"({self.leaf('link')} {self.one(['==', '!='])} empty)",
        ]

    def _ordering(self, depth: int) -> str:
        kind = self.one(_COMPARED)
        other = self.one([kind, "number"]) if kind in ("quantity", "money") else kind
        sign = self.one(["<", "<=", ">", ">="])
        return f"({self.make(kind, depth)} {sign} {self.make(other, depth)})"

    def _equality(self, depth: int) -> str:
        kind = self.one([*_COMPARED, "boolean"])
        other = self.one([kind, "number"]) if kind in ("quantity", "money") else kind
        right = self.one([self.make(other, depth), "empty"])
        return f"({self.make(kind, depth)} {self.one(['==', '!='])} {right})"

    def _chain(self, depth: int) -> str:
        kind = self.one(["number", "date", "text", "quantity"])
        signs = [self.one(["<", "<=", "==", "!="]) for _ in range(2)]
        parts = [self.make(kind, depth) for _ in range(3)]
        return f"({parts[0]} {signs[0]} {parts[1]} {signs[1]} {parts[2]})"

    def _listed(self, depth: int) -> str:
        kind = self.one(["number", "text", "quantity"])
        literals = self._literals("text" if kind == "text" else "number")
        listed = self.draw(st.lists(st.sampled_from([*literals, "empty"]), min_size=1, max_size=4))
        return f"({self.make(kind, depth)} {self.one(['in', 'not in'])} [{', '.join(listed)}])"


KINDS = ["number", "quantity", "money", "boolean", "boolean", "boolean", "text", "date", "datetime"]


@st.composite
def expressions(draw: Draw, depth: int = 4) -> str:
    """A well-typed expression about an order."""
    return Maker(draw).make(draw(st.sampled_from(KINDS)), depth)
