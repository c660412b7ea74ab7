"""Functions about empty values."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func

from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.operators import merged
from dougong.platform.expressions.value_type import BOOLEAN, Type


def _first(types: Sequence[Type]) -> Type | None:
    found: Type | None = types[0]
    for type_ in types[1:]:
        found = merged(found, type_) if found is not None else None
    if found is None or all(t.optional for t in types):
        return found
    return found.sure()


FUNCTIONS = (
    Function("is_empty", ("any",), lambda _: BOOLEAN.sure(), lambda a: a is None,
             lambda a: a.is_(None), {"zh": "是否为空", "en": "Whether there is no value"},
             (("is_empty(empty)", True),), takes_empty=True),
    Function("coalesce", ("any", "any"), _first,
             lambda *values: next((v for v in values if v is not None), None), func.coalesce,
             {"zh": "第一个非空值", "en": "The first value that is not empty"},
             (("coalesce(empty, 3)", 3),), repeats=True, takes_empty=True),
)  # fmt: skip
