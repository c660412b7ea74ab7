"""A small scope to write expressions in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from dougong.platform.expressions import (
    Evaluation,
    Money,
    Quantity,
    Scope,
    Type,
    compile_expression,
    explain,
)

LINES = Type("lines", "order.lines", optional=False)
FORMS: Mapping[str, Mapping[str, Type]] = {
    "order": {
        "id": Type("text", optional=False),
        "state": Type("choice", options=frozenset({"open", "done"}), optional=False),
        "kind": Type("choice", options=frozenset({"bought", "made"})),
        "n": Type("integer"),
        "a": Type("decimal"),
        "b": Type("decimal"),
        "sure": Type("decimal", optional=False),
        "q": Type("quantity"),
        "r": Type("quantity"),
        "price": Type("money"),
        "flag": Type("boolean"),
        "other": Type("boolean"),
        "due": Type("date"),
        "at": Type("datetime"),
        "note": Type("text"),
        "part": Type("link", "part"),
        "lines": LINES,
    },
    "order.lines": {
        "id": Type("text", optional=False),
        "count": Type("integer"),
        "weight": Type("decimal"),
        "note": Type("text"),
    },
    "part": {
        "id": Type("text", optional=False),
        "code": Type("text", optional=False),
        "name": Type("text"),
        "maker": Type("link", "part"),
    },
}


class Forms:
    def fields(self, form: str) -> Mapping[str, Type]:
        return FORMS[form]


SCOPE = Scope(Forms(), "order", {"factor": Type("decimal"), "step": Type(
    "struct", members={"record": Type("link", "part", optional=False)}, optional=False)})  # fmt: skip
NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
AT = Evaluation(NOW, "Asia/Shanghai", {"id": "me"})
MAKER = {"id": "m", "code": "M", "name": None, "maker": None}
PART = {"id": "p", "code": "P-1", "name": "Bolt", "maker": MAKER}
RECORD: Mapping[str, Any] = {
    "id": "o", "state": "open", "kind": "bought", "n": 3, "a": Decimal("1.5"), "b": None,
    "sure": Decimal(2), "q": Quantity(Decimal(10), "pcs"), "r": None,
    "price": Money(Decimal("0.4"), "CNY"), "flag": True, "other": None, "due": date(2026, 12, 1),
    "at": NOW, "note": "斗拱", "part": PART,
    "lines": [{"id": "1", "count": 1, "weight": Decimal("0.5"), "note": "x"},
              {"id": "2", "count": 2, "weight": None, "note": None}],
}  # fmt: skip
VALUES: Mapping[str, Any] = {"record": RECORD, "factor": Decimal(4), "step": {"record": PART}}


def value(source: str, **changed: Any) -> Any:
    """What `source` gives; compiled and explained must agree."""
    values = {**VALUES, "record": {**RECORD, **changed}}
    compiled = compile_expression(source, SCOPE)(values, AT)
    assert explain(source, SCOPE, values, AT).value == compiled, source
    return compiled
