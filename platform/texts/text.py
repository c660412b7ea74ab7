"""Texts of definitions: `{"zh": …, "en": …}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Text = Mapping[str, str]

_FALLBACKS = ("zh", "en")


def pick(text: Text | str | None, language: str) -> str:
    """The text in `language` (any BCP-47 tag), else its base language, Chinese, English, any."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    for tag in (language, language.split("-")[0], *_FALLBACKS):
        if text.get(tag):
            return text[tag]
    return next(iter(text.values()), "")


def listed(words: Iterable[str], language: str) -> str:
    """The words one after the other, as the language sets them off."""
    return ("、" if language.split("-")[0] == "zh" else ", ").join(words)
