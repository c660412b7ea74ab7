"""`for_each` in rules and operations: the same actions for every row, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope
from dougong.platform.definitions.checks.sequences import check_sequence
from dougong.platform.definitions.kinds.kind import ID, expression, parts
from dougong.platform.expressions import Type
from dougong.runtime.actions.action import Action, Outputs
from dougong.runtime.actions.frame import Frame
from dougong.runtime.actions.sequence import run_sequence


def check_rows(part: Mapping[str, Any], scope: CheckScope) -> CheckScope | None:
    """The scope inside a loop over line items; None when they are none."""
    lines = scope.at("of").expression(part.get("of"), Type("lines"))
    if lines is None or lines.form is None:
        return None
    return scope.with_names({str(part.get("as")): Type("link", lines.form, optional=False)})


class ForEach(Action):
    """`of` (line items), `as` (the row's name), `then`."""

    id = "for_each"
    title = {"zh": "逐行执行", "en": "For each row"}
    schema = {"of": expression("lines"), "as": ID, "then": {**parts("action"), "minItems": 1}}
    required = ("of", "as", "then")
    places = frozenset({"after", "operation"})

    def check(self, part: Mapping[str, Any], scope: CheckScope) -> None:
        inner = check_rows(part, scope)
        if inner is not None:
            check_sequence(part.get("then"), inner.at("then"))

    def effects(self, part: Mapping[str, Any], scope: CheckScope) -> Iterable[tuple[str, str]]:
        return ()  # those inside are looked at one by one

    def run(self, action: Mapping[str, Any], frame: Frame) -> Outputs | None:
        compiled = frame.tx.library.compiled(action["of"], frame.form, frame.types)
        row_type = Type("link", compiled.checked.type.form, optional=False)
        for row in frame.evaluate(action["of"]) or []:
            run_sequence(action["then"], frame.with_(action["as"], row_type, {"id": row["id"]}))
        return None
