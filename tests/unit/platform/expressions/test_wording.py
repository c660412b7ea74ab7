"""A formula in people's words: every construct of the language, brackets where they are needed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dougong.platform.expressions import check
from dougong.platform.expressions.wording import wording
from tests.unit.platform.expressions.world import SCOPE


class Capitals:
    """Fields in capitals with their form, options between strokes."""

    def field(self, form: str | None, name: str) -> str:
        return f"{form or 'scope'}:{name.upper()}"

    def option(self, form: str | None, name: str, value: str) -> str:
        return f"|{value}|" if name else f"“{value}”"

    def number(self, value: Decimal) -> str:
        return str(value)


def told(source: str, language: str = "en") -> str:
    checked = check(source, SCOPE)
    return wording(checked, Capitals(), language).words[0, len(source)].replace("order:", "")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a", "A"),
        ("record.a", "A"),
        ("part.maker.code", "PART › part:MAKER › part:CODE"),
        ("step.record.code", "scope:STEP › scope:RECORD › part:CODE"),
        ("factor * 2", "scope:FACTOR × 2"),
        ("a - (b - 1)", "A − (B − 1)"),
        ("a - b - 1", "A − B − 1"),
        ("(a + b) * n / 2", "(A + B) × N ÷ 2"),
        ("-(a + 1)", "−(A + 1)"),
        ("a % 2", "A mod 2"),
        ("1 < a <= 3", "1 < A ≤ 3"),
        ("kind == 'made'", "KIND = |made|"),
        ("kind != 'made'", "KIND ≠ |made|"),
        ("kind in ('made', 'bought')", "KIND is one of |made|, |bought|"),
        ("n not in (1, 2)", "N is none of 1, 2"),
        ("note + 'x'", "NOTE + “x”"),
        ("b == empty", "B is empty"),
        ("b != empty", "B is filled in"),
        ("flag == true", "FLAG = yes"),
        ("flag and (other or a > 1)", "FLAG and (OTHER or A > 1)"),
        ("flag and other and a > 1", "FLAG and OTHER and A > 1"),
        ("not (flag or other)", "not (FLAG or OTHER)"),
        ("(a if flag else b) + 1", "(A if FLAG, otherwise B) + 1"),
        ("sum(lines, count * weight)", "sum(LINES, lines:COUNT × lines:WEIGHT)"),
        ("any(lines, count > parent.n)", "any(LINES, lines:COUNT > N)"),
    ],
)
def test_it_reads_like_on_paper(source: str, words: str) -> None:
    assert told(source).replace("order.", "") == words


def test_it_is_said_in_the_readers_language() -> None:
    assert told("a if b != empty else 0", "zh") == "如果 B不为空，则 A，否则 0"
    assert told("flag and not other", "zh") == "FLAG 且 非 OTHER"


def test_every_part_has_its_words_and_every_name_its_path() -> None:
    source = "part.code == 'P' or sum(lines, count) > n"
    found = wording(check(source, SCOPE), Capitals(), "en")
    paths = {source[at : at + size]: path for (at, size), path in found.paths.items()}
    assert paths == {
        "part": (("order", "part"),),
        "part.code": (("order", "part"), ("part", "code")),
        "lines": (("order", "lines"),),
        "count": (("order.lines", "count"),),
        "n": (("order", "n"),),
    }
    assert found.words[0, len("part.code")] == "order:PART › part:CODE"
