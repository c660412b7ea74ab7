"""A sentence for people, kept untranslated until it is known who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dougong.platform.texts.catalogue import translate
from dougong.platform.texts.text import Text, pick


@dataclass(frozen=True)
class Message:
    """`msgid` of the catalogue with its `params`, or the `texts` of a definition.

    A param may itself be a text (`{"zh": …}`) or a Message; it is rendered with the rest.
    """

    msgid: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    texts: Text | None = None

    @classmethod
    def of(cls, text: Text) -> Message:
        """The message a definition says in its own words."""
        return cls(texts=text)

    def render(self, language: str) -> str:
        """The sentence in `language`."""
        if self.texts is not None:
            return pick(self.texts, language)
        params = {key: _word(value, language) for key, value in self.params.items()}
        return translate(self.msgid, language, **params)

    def __str__(self) -> str:
        return self.render("en")


def _word(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.render(language)
    if isinstance(value, Mapping):
        return pick({str(k): str(v) for k, v in value.items()}, language)
    return value
