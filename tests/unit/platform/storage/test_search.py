"""Search by words, codes, CJK pairs and pinyin initials."""

from __future__ import annotations

import pytest

from dougong.platform.storage import Storage, new_id
from dougong.platform.storage.query import Query, page, remove
from dougong.platform.storage.search import MAX_TOKENS, tokens
from tests.services.records import add, part
from tests.unit.platform.conftest import BY_HAND, OWNER

NAMES = {
    "五金": "五金",
    "screw": "M4×12 十字螺丝",
    "code": "PO-2026-0031 rev_b",
    "wide": "ＡＢＣ１２３",
    "long": "x" * 80,
    "decoy": "revxb 五谷 金",
    "percent": "100% cotton",
}


@pytest.fixture(scope="module")
def filled(hall: Storage) -> Storage:
    with hall.write(OWNER, BY_HAND) as tx:
        for key, name in NAMES.items():
            part(tx, f"K{list(NAMES).index(key)}", name=name)
    return hall


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("五金", {"五金"}),
        ("五", {"五金", "decoy"}),
        ("金", {"五金", "decoy"}),
        ("金五", set()),
        ("五金 谷", set()),
        ("wj", {"五金"}),
        ("szls", {"screw"}),
        ("螺丝", {"screw"}),
        ("m4", {"screw"}),
        ("M4×12", {"screw"}),
        ("12 螺丝", {"screw"}),
        ("PO-2026-0031", {"code"}),
        ("po-2026", {"code"}),
        ("0031", {"code"}),
        ("003", {"code"}),
        ("031", set()),
        ("rev_b", {"code"}),
        ("r%b", {"code"}),
        ("abc123", {"wide"}),
        ("ａｂｃ", {"wide"}),
        ("x" * 80, {"long"}),
        ("x" * 59, {"long"}),
        ("cotton 100", {"percent"}),
        ("%", set()),
        ("_", set()),
        ("'; drop table search_token", set()),
        ("nothing", set()),
    ],
)
def test_what_finds_what(filled: Storage, words: str, found: set[str]) -> None:
    with filled.read(OWNER) as tx:
        records = page(tx, Query("part", search=words)).records
    names = {value: key for key, value in NAMES.items()}
    assert {names[one.values["name"]] for one in records} == found


def test_blank_words_ask_for_nothing(filled: Storage) -> None:
    with filled.read(OWNER) as tx:
        assert len(page(tx, Query("part", search="  ")).records) == len(NAMES)


def test_line_items_and_the_number_are_found_and_a_removed_record_is_not(hall: Storage) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        order = add(tx, "order", number="O-77", part=part(tx, new_id()).id,
                    lines=[{"id": new_id(), "batch": "LOT 42"}])  # fmt: skip
        for words in ("o-77", "lot", "42 lot"):
            assert [one.id for one in page(tx, Query("order", search=words)).records] == [order.id]
        remove(tx, order)
        assert page(tx, Query("order", search="o-77")).records == []


@pytest.mark.parametrize("words", ["IQC-2611-0027", "2611-0027", "0027", "2611", "iqc", "611-0027"])
def test_a_number_is_found_from_any_of_its_parts_on(words: str) -> None:
    found = any(one.startswith(words.lower()) for one in tokens("IQC-2611-0027"))
    assert found is (words != "611-0027")


def test_tokens_are_few_and_short() -> None:
    found = tokens(" ".join(f"w{n}" for n in range(2000)) + "长" * 500)
    assert len(found) <= MAX_TOKENS
    assert max(map(len, found)) <= 60
