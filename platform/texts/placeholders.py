"""Texts of definitions with places for fields: `{{vendor.name}}`."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")
_BARE = re.compile(r"\{+[^{}]*\}*|\}+")


def placeholders(text: str) -> list[str]:
    """The paths a text names, in order."""
    return _PLACE.findall(text)


def filled(text: str, shown: Callable[[str], str]) -> str:
    """The text with what `shown` says for each path."""
    return _PLACE.sub(lambda match: shown(match[1]), text)


def stray(text: str) -> str:
    """The first brace that makes no placeholder, as it is written; "" when there is none."""
    found = _BARE.search(_PLACE.sub("", text))
    return found[0] if found else ""
