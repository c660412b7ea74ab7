"""A seeded fault: what is put where in the sound company, and what the checker must say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Library
from tests.services.workshop import bodies, library

DELETE = object()


@dataclass(frozen=True)
class Fault:
    """`values` are put at pointers into the body of `ref` (DELETE takes away, `+` appends).

    The checker finds it `at` a pointer: the first that something was put at, unless told.
    """

    name: str
    ref: str
    values: dict[str, Any]
    code: str
    at: str | None = None
    severity: str = "error"

    @property
    def pointer(self) -> str:
        return next(iter(self.values)) if self.at is None else self.at


def spoil(body: Any, pointer: str, value: Any) -> None:
    *way, last = pointer.split("/")[1:]
    for key in way:
        body = body[int(key)] if isinstance(body, list) else body[key]
    if isinstance(body, list):
        if last == "+":
            body.append(value)
        elif value is DELETE:
            del body[int(last)]
        else:
            body[int(last)] = value
    elif value is DELETE:
        del body[last]
    else:
        body[last] = value


def spoilt(ref: str, values: dict[str, Any]) -> Library:
    made = bodies()
    for pointer, value in values.items():
        spoil(made[ref], pointer, value)
    return library(made.values())
