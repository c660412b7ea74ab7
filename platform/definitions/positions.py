"""Where in a text the parts of its JSON value stand."""

from __future__ import annotations

from json import decoder, scanner
from typing import Any

from dougong.platform.definitions.walking import escape

_SPACE = " \t\r\n"
_string: Any = decoder.scanstring  # type: ignore[attr-defined]  # left out of the stubs


def positions(text: str) -> dict[str, tuple[int, int]]:
    """Line and column (from 1) of every value by JSON pointer; a member counts from its key.

    `text` must be valid JSON.
    """
    found: dict[str, int] = {}
    _Scanner(text, found).value(0, "", 0)
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    return {pointer: _place(offset, starts) for pointer, offset in found.items()}


def _place(offset: int, starts: list[int]) -> tuple[int, int]:
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= offset else (low, middle)
    return low + 1, offset - starts[low] + 1


class _Scanner:
    def __init__(self, text: str, found: dict[str, int]) -> None:
        self.text, self.found = text, found

    def value(self, at: int, pointer: str, mark: int | None = None) -> int:
        """Note the value at `at`; gives the offset behind it."""
        at = self.space(at)
        self.found[pointer] = at if mark is None else mark
        character = self.text[at]
        if character == "{":
            return self._object(at + 1, pointer)
        if character == "[":
            return self._array(at + 1, pointer)
        if character == '"':
            return int(_string(self.text, at + 1)[1])
        match = scanner.NUMBER_RE.match(self.text, at)
        return match.end() if match else at + (5 if character == "f" else 4)

    def space(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in _SPACE:
            at += 1
        return at

    def _object(self, at: int, pointer: str) -> int:
        at = self.space(at)
        while self.text[at] != "}":
            start = self.space(at)
            key, at = _string(self.text, start + 1)
            at = self.space(at) + 1  # the colon
            at = self.space(self.value(at, f"{pointer}/{escape(key)}", start))
            if self.text[at] == ",":
                at = self.space(at + 1)
        return at + 1

    def _array(self, at: int, pointer: str) -> int:
        at, index = self.space(at), 0
        while self.text[at] != "]":
            at = self.space(self.value(at, f"{pointer}/{index}"))
            index += 1
            if self.text[at] == ",":
                at = self.space(at + 1)
        return at + 1
