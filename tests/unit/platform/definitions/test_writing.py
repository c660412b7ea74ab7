"""The canonical writer, on everything that is shipped and on chosen cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from dougong.platform.definitions import Definition, Library, check, errors, read, write
from dougong.platform.publishing import read_pack
from dougong.platform.resources import packs_folder
from tests.services.workshop import SOUND, both, definition, field

PACKS = [packs_folder() / "qms_erp", Path(__file__).parents[3] / "packs" / "visits"]
FILES = [
    path for pack in PACKS for path in sorted(pack.rglob("*.json")) if "demo" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_shipped_files_are_canonical(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert write(read(text)) == text
    kind = path.name.split(".")[-2]
    assert read(text).ref == f"{kind}:{path.name.split('.')[0]}"


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_shipped_packs_check_clean(pack: Path) -> None:
    _, definitions = read_pack(pack)
    assert [finding.render() for finding in errors(check(Library(definitions)))] == []


@pytest.mark.parametrize("body", SOUND, ids=lambda body: f"{body['kind']}:{body['id']}")
def test_what_is_written_is_read_again(body: dict[str, object]) -> None:
    text = write(Definition.of(body))
    assert read(text).body == body
    assert write(read(text)) == text
    assert max(map(len, text.splitlines())) <= 120


def test_the_order_of_keys_is_that_of_the_schema() -> None:
    body = definition("form", "a", fields=[field("b", "text", required=True, max_length=5)])
    turned = {key: body[key] for key in reversed(body)}
    turned["fields"] = [{key: one[key] for key in reversed(one)} for one in body["fields"]]
    assert list(turned) != list(body)
    assert write(Definition.of(turned)) == write(Definition.of(body))


def test_one_changed_field_is_one_changed_line() -> None:
    def text(required: bool) -> list[str]:
        fields = [field("a", "text"), field("b", "text", required=required), field("c", "text")]
        return write(Definition.of(definition("form", "f", fields=fields))).splitlines()

    differing = [pair for pair in zip(text(True), text(False), strict=True) if len(set(pair)) > 1]
    assert len(differing) == 1


def test_a_long_title_goes_on_lines_of_its_own() -> None:
    body = {**definition("codes", "a", items=[]), "title": both("x" * 70)}
    text = write(Definition.of(body))
    assert text.splitlines()[1] == '  "kind": "codes", "id": "a",'
    assert read(text).body == body


def test_unknown_keys_are_kept_behind_the_known_ones() -> None:
    body = {"colour": "red", **definition("codes", "a", items=[])}
    assert list(read(write(Definition.of(body))).body)[-1] == "colour"
