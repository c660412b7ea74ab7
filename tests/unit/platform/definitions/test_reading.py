"""Reading definitions: bounded, strict JSON."""

from __future__ import annotations

import json

import pytest

from dougong.platform.definitions import from_body, read
from dougong.platform.problems import Malformed

GOOD = '{"kind": "codes", "id": "a", "title": {"en": "A"}, "format": 1, "items": []}'


def nested(levels: int) -> str:
    return '{"kind": "codes", "id": "a", "items": ' + "[" * levels + "]" * levels + "}"


def test_reads_a_definition() -> None:
    found = read(GOOD, "a.codes.json")
    assert (found.ref, found.where, found.body["format"]) == ("codes:a", "a.codes.json", 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"kind"',
        "{}",
        '{"kind": "codes"}',
        '{"kind": 1, "id": "a"}',
        '{"kind": "codes", "id": null}',
        GOOD + GOOD,
        GOOD.replace('"format": 1', '"format": NaN'),
        GOOD.replace('"format": 1', '"format": Infinity'),
        GOOD.replace('"format": 1', '"format": -Infinity'),
        GOOD.replace('"format": 1', '"format": 1e999'),
        GOOD.replace('"format": 1', '"format": 01'),
        GOOD.replace('"format": 1', '"format": ' + "9" * 5000),
        GOOD.replace('"A"', '"\\ud800"'),
        GOOD.replace('"A"', '"\\u0000"'),
        GOOD.replace('"A"', "'A'"),
        GOOD.replace('"items": []', '"items": [],'),
        "\ufeff" + GOOD,
        "[" * 100_000,
        nested(41),
    ],
    ids=range(23),
)
def test_refuses_what_is_no_definition(text: str) -> None:
    with pytest.raises(Malformed):
        read(text)


def test_a_key_twice_is_named() -> None:
    with pytest.raises(Malformed) as refused:
        read('{"kind": "codes", "id": "a", "title": {"en": "A", "en": "B"}}')
    assert "“en”" in str(refused.value)


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read(nested(40)).id == "a"
    with pytest.raises(Malformed):
        from_body(json.loads(nested(41)))


def test_size_up_to_the_limit_is_read() -> None:
    room = 1_000_000 - len(GOOD)
    assert read(GOOD.replace('"A"', f'"{"A" * (room + 1)}"')).id == "a"
    with pytest.raises(Malformed) as refused:
        read(GOOD.replace('"A"', f'"{"A" * (room + 2)}"'))
    assert "1 MB" in str(refused.value)


def test_an_already_parsed_body_is_held_to_the_same() -> None:
    bodies: list[object] = [
        [],
        {"kind": "codes"},
        {"kind": "c", "id": "a", "x": float("nan")},
        {"kind": "c", "id": "a", "x": "\udc00"},
        {"kind": "c", "id": "a", "x": "a" * 10**6},
    ]
    for body in bodies:
        with pytest.raises(Malformed):
            from_body(body)
