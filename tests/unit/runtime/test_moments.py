"""Steps of the demonstration stand where they could have been taken, whenever it is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dougong.platform.resources import packs_folder
from dougong.runtime.seeding.moments import moment

PACK = packs_folder() / "qms_erp"
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
SHANGHAI = "Asia/Shanghai"
# Just after midnight in Suzhou, early, in the evening, on a Sunday and on a Monday at noon.
LOADED = [
    datetime(2026, 11, 23, 16, 5, tzinfo=UTC),
    datetime(2026, 11, 24, 0, 30, tzinfo=UTC),
    datetime(2026, 11, 25, 12, 45, tzinfo=UTC),
    datetime(2026, 11, 29, 7, 0, tzinfo=UTC),
    datetime(2026, 11, 30, 4, 0, tzinfo=UTC),
]


def test_minutes_lie_before_now() -> None:
    assert moment({"minutes": 90}, NOW, SHANGHAI) == NOW - timedelta(minutes=90)
    assert moment({"minutes": 0}, NOW, SHANGHAI) == NOW
    assert moment({"minutes": -5}, NOW, None) == NOW, "nothing is taken in the future"


def test_days_are_working_days_of_the_time_zone() -> None:
    monday = moment({"days": 1, "time": "09:40"}, NOW, SHANGHAI)
    assert monday == datetime(2026, 11, 23, 1, 40, tzinfo=UTC)
    friday = moment({"days": 2, "time": "09:40"}, NOW, SHANGHAI)
    assert friday == datetime(2026, 11, 20, 1, 40, tzinfo=UTC)
    assert moment({"days": 0, "time": "23:00"}, NOW, SHANGHAI) == NOW
    assert moment(None, NOW, SHANGHAI) is None


@pytest.mark.parametrize("now", LOADED, ids=str)
def test_no_step_stands_before_what_it_depends_upon(now: datetime) -> None:
    last: dict[str, datetime] = {}
    for step, instant in _steps(now):
        assert instant <= now
        for thing in _named(step):
            if thing in last:
                assert last[thing] <= instant, f"{step} before {thing}"
        for thing in {*_named(step), *_made(step)}:
            last[thing] = instant


def _steps(now: datetime) -> Iterator[tuple[Mapping[str, Any], datetime]]:
    manifest = json.loads((PACK / "qms_erp.pack.json").read_text(encoding="utf-8"))
    for name in manifest["data"]:
        file = json.loads((PACK / name).read_text(encoding="utf-8"))
        for step in file.get("steps", ()):
            instant = moment(step.get("at"), now, file.get("timezone"))
            assert instant is not None, f"{step} has no moment"
            yield step, instant


def _named(step: Mapping[str, Any]) -> set[str]:
    """Records the step names by key, batch, code or title; rows by their record."""
    return {word.removeprefix("@").split(".")[0] for word in _words(step)}


def _words(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _words(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one, name)
    elif isinstance(value, str) and (value.startswith("@") or name in ("batch", "title")):
        yield value


def _made(step: Mapping[str, Any]) -> set[str]:
    return {str(step["key"])} if "key" in step else set()
