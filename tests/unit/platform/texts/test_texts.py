"""Words for people."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from dougong.platform.resources import templates_folder
from dougong.platform.texts import Message, pick, translate

TEXT = {"zh": "到货", "en": "Arrival", "zh-Hant": "到貨"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "到货"), ("en", "Arrival"), ("en-GB", "Arrival"), ("zh-Hant", "到貨"),
     ("zh-CN", "到货"), ("fr", "到货"), ("", "到货")],
)  # fmt: skip
def test_the_nearest_language_is_picked(language: str, words: str) -> None:
    assert pick(TEXT, language) == words


def test_any_language_rather_than_none() -> None:
    assert pick({"de": "Eingang"}, "zh") == "Eingang"
    assert pick({"zh": "", "en": "Arrival"}, "zh") == "Arrival"
    assert (pick("plain", "zh"), pick(None, "zh"), pick({}, "zh")) == ("plain", "", "")


def test_a_message_is_said_in_the_language_of_who_reads_it() -> None:
    inner = Message("a {what}", {"what": {"zh": "甲", "en": "A"}})
    message = Message("{n} of {inner}", {"n": 3, "inner": inner})
    assert (message.render("en"), str(message)) == ("3 of a A", "3 of a A")
    assert message.render("zh") == "3 of a 甲"
    assert Message.of(TEXT).render("en") == "Arrival"


def test_params_may_bear_any_name_and_any_braces() -> None:
    for name in ("language", "msgid", "params", "self"):
        message = Message("<{" + name + "}>", {name: "{x} {0} %s {"})
        assert message.render("zh") == message.render("en") == "<{x} {0} %s {>"


def test_a_message_without_params_keeps_its_braces() -> None:
    assert translate("{seq} stays", "en") == "{seq} stays"


def test_every_chinese_sentence_names_what_the_english_one_names() -> None:
    path = templates_folder() / "locales" / "zh.po"
    if not path.exists():
        pytest.skip("the catalogue is not written yet")
    with path.open("rb") as file:
        for entry in read_po(file):
            if entry.id and entry.string:
                names = [
                    set(re.findall(r"\{(\w+)\}", str(words))) for words in (entry.id, entry.string)
                ]
                assert names[0] == names[1], entry.id
