"""What the checker says."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.texts import Message


@dataclass(frozen=True)
class Finding:
    """`pointer` is a JSON pointer into the definition `ref`; `line` and `column` count from 1 in
    its canonical text; `severity` is `error` (cannot be published) or `warning`."""

    ref: str
    pointer: str
    code: str
    message: Message
    severity: str = "error"
    line: int = 0
    column: int = 0
    where: str = ""

    def render(self, language: str = "en") -> str:
        """`file:line:column: message`."""
        place = self.where or self.ref
        return f"{place}:{self.line}:{self.column}: {self.message.render(language)} [{self.code}]"
