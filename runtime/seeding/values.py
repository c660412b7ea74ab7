"""Values as steps of demonstration data write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dougong.platform.expressions import Evaluation, compile_expression
from dougong.platform.files import prepare, receive
from dougong.platform.storage import Record, Transaction, wire
from dougong.runtime.seeding.story import Story


def by_row(values: Mapping[str, Any], found: Record) -> dict[str, Any]:
    """Line items a step names by one of their fields (`{"by": field, "rows": {value: {…}}}`), as
    rows with their ids."""
    made = dict(values)
    for name, value in values.items():
        if isinstance(value, Mapping) and set(value) == {"by", "rows"}:
            ids = {str(row[value["by"]]): row["id"] for row in found.values[name]}
            made[name] = [{"id": ids[key], **row} for key, row in value["rows"].items()]
    return made


def values_of(tx: Transaction, value: Any, story: Story) -> Any:
    """Values of a step: formulas worked out at the moment of the step (`=`) or of loading (`now`),
    `@key` replaced by the record it names, a file of the pack by what sending it answers."""
    if isinstance(value, Mapping):
        if set(value) == {"="}:
            return wire(_worked_out(value["="], tx.evaluation, tx))
        if set(value) == {"now"}:
            return wire(_worked_out(value["now"], replace(tx.evaluation, now=story.now), tx))
        if set(value) == {"file"} and str(value["file"]).startswith("demo/"):
            return _sent(tx, story.pack, value["file"])
        return {key: values_of(tx, one, story) for key, one in value.items()}
    if isinstance(value, list):
        return [values_of(tx, one, story) for one in value]
    return _named(value, story.keys) if isinstance(value, str) and value.startswith("@") else value


def _sent(tx: Transaction, pack: Path, name: str) -> dict[str, Any]:
    path = (pack / name).resolve()
    assert path.is_relative_to(pack.resolve() / "demo"), f"{name} is outside the demonstration"
    with path.open("rb") as file:
        return receive(tx, prepare(file, path.name)).to_json()


def _worked_out(source: str, evaluation: Evaluation, tx: Transaction) -> Any:
    return compile_expression(source, tx.library.scope(None))({}, evaluation)


def _named(text: str, keys: Mapping[str, Record]) -> str:
    key, _, rest = text[1:].partition(".")
    if not rest:
        return keys[key].id
    field_id, position = rest.split(".")
    row: Mapping[str, Any] = keys[key].values[field_id][int(position)]
    return str(row["id"])
