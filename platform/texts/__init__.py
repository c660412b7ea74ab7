"""Words for people: texts of definitions, messages of the program, the catalogue."""

from dougong.platform.texts.catalogue import LANGUAGES, N_, translate
from dougong.platform.texts.message import Message
from dougong.platform.texts.placeholders import filled, placeholders, stray
from dougong.platform.texts.text import Text, listed, pick

__all__ = [
    "LANGUAGES",
    "Message",
    "N_",
    "Text",
    "filled",
    "listed",
    "pick",
    "placeholders",
    "stray",
    "translate",
]
