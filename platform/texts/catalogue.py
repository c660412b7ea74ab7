"""The program's own words: English msgids, Chinese in `templates/locales/zh.po`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel.messages.pofile import read_po

from dougong.platform.resources import templates_folder

LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}


def N_(msgid: str) -> str:
    """Mark a msgid for the catalogue without translating it here."""
    return msgid


def translate(msgid: str, language: str, /, **params: object) -> str:
    """The message in `language`, its `{name}` placeholders filled from `params`."""
    words = _catalogue(language.split("-")[0]).get(msgid) or msgid
    return words.format(**params) if params else words


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = templates_folder() / "locales" / f"{language}.po"
    if language == "en" or not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}
