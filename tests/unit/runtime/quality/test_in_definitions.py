"""Sampling by definitions alone: a nursery looks at trays of seedlings of its growers."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.definitions import Library, check
from dougong.platform.problems import Refused
from dougong.platform.storage import Record
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

_STEPS = ("normal", "tightened", "reduced", "discontinued")
_SAVED = {"form": "form:tray", "save": "any"}


def codes(id: str, *items: str) -> Any:
    return small.definition("codes", id, items=[{"id": x, "title": small.text(x)} for x in items])


def sets(id: str, **values: str) -> dict[str, Any]:
    return {"id": id, "do": "set", "set": values}


GROWER = small.definition(
    "form", "grower",
    fields=[
        small.field("code", "text", required=True),
        small.field("steady", "boolean"),
        small.field("series", "text", max_length=100),
        small.field("severity", "choice", options="codes:severity", compute="switching_regime(series)"),
        small.field("score", "integer", compute="switching_score(series)"),
        small.field("why", "text", compute="switching_reason(series, 'zh')"),
        small.field("ahead", "text", compute="switching_outlook(series, 'zh')"),
    ],
)  # fmt: skip

_PLAN = "plants, level, aql, severity"
TRAY = small.definition(
    "form", "tray",
    fields=[
        small.field("grower", "link", to="form:grower", required=True),
        small.field("plants", "integer", required=True, min="1"),
        small.field("level", "choice", options="codes:level", default="'ii'"),
        small.field("aql", "decimal", required=True),
        small.field("severity", "choice", options="codes:severity", read_only=True),
        small.field("size", "integer", compute=f"sampling_size({_PLAN})"),
        small.field("ac", "integer", compute=f"sampling_ac({_PLAN})"),
        small.field("re", "integer", compute=f"sampling_re({_PLAN})"),
        small.field("withered", "integer"),
        small.field("result", "text", read_only=True, max_length=1),
    ],
    states=small.states(
        "waiting", [small.state("waiting"), small.state("seen", submitted=True)],
        small.step("look", "looked", "waiting", "seen", who="role:clerk", needs=["withered"]),
    ),
)  # fmt: skip

DEFINITIONS = (
    codes("severity", *_STEPS), codes("level", "i", "ii", "iii"), GROWER, TRAY,
    small.rule("only_known_aqls", _SAVED, small.refuse("no_aql", "aql"),
               **{"if": "not is_aql(aql, 'percent')"}),
    small.rule("as_severe_as_now", {"form": "form:tray", "save": "create"},
               small.refuse("stop", "grower", **{"if": "grower.severity == 'discontinued'"})),
    small.rule("severity_is_kept", {"form": "form:tray", "save": "create"},
               sets("keep", severity="grower.severity"), order=50),
    small.rule("what_it_counts_for", {"form": "form:tray", "transition": "look"},
               sets("judge", result=f"switching_result(withered, {_PLAN})")),
    small.rule("series_goes_on", {"form": "form:tray", "event": "looked"},
               {"id": "add", "do": "record.update", "record": "grower",
                "set": {"series": "switching_next(current.series, result)"}}),
    small.rule("steady_or_not", {"form": "form:grower", "save": "change", "fields": ["steady"]},
               sets("say", series="switching_next(series, 'Y' if steady == true else 'N')")),
    small.definition(
        "role", "clerk",
        rights=[{"form": f"form:{form}", "verbs": ["read", "create", "change"]}
                for form in ("grower", "tray")],
    ),
)  # fmt: skip


@pytest.fixture
def nursery(desk: Desk) -> Desk:
    desk.publish(*DEFINITIONS)
    return desk


def tray(desk: Desk, grower: Record, withered: int = 0, **values: Any) -> Record:
    asked = {"grower": grower.id, "plants": 3600, "aql": "0.65", **values}
    made = desk.create("clara", "tray", asked)
    return desk.act("clara", "tray", made.id, "look", {"withered": withered})


def told(desk: Desk, grower: Record) -> tuple[Any, ...]:
    values = desk.record("grower", grower.id).values
    return values["severity"], values["score"], values["why"], values["ahead"]


def test_the_checker_finds_nothing() -> None:
    assert [one.render() for one in check(Library(DEFINITIONS)) if one.severity == "error"] == []


def test_a_series_goes_its_way(nursery: Desk) -> None:
    grower = nursery.create("clara", "grower", {"code": "G"})
    assert told(nursery, grower) == (
        "normal", 0, "从正常检验开始", "再拒收 2 批转加严（5 批以内）；转移得分 0/30")  # fmt: skip
    first = tray(nursery, grower, withered=2).values
    assert [first[x] for x in ("size", "ac", "re", "result")] == [200, 3, 4, "T"]
    assert tray(nursery, grower, withered=4).values["result"] == "R"
    assert told(nursery, grower)[3] == "再拒收 1 批转加严（4 批以内）；转移得分 0/30"
    tray(nursery, grower, withered=9)
    assert told(nursery, grower) == (
        "tightened", None, "连续 5 批以内有 2 批拒收，转加严",
        "再连续接收 5 批转正常；再拒收 5 批暂停检验")  # fmt: skip
    severe = tray(nursery, grower).values
    assert [severe[x] for x in ("severity", "size", "ac", "re")] == ["tightened", 200, 2, 3]
    for _ in range(4):
        tray(nursery, grower)
    assert told(nursery, grower)[:3] == ("normal", 0, "加严检验连续接收 5 批，转正常")


def test_reduced_needs_somebody_to_say_so_and_ends(nursery: Desk) -> None:
    grower = nursery.create("clara", "grower", {"code": "G", "series": "T" * 10})
    assert told(nursery, grower)[:2] == ("normal", 30)
    nursery.change("clara", "grower", grower.id, {"steady": True})
    assert told(nursery, grower)[:2] == ("reduced", None)
    light = tray(nursery, grower).values
    assert [light[x] for x in ("severity", "size", "ac", "re")] == ["reduced", 80, 2, 3]
    nursery.change("clara", "grower", grower.id, {"steady": False})
    assert told(nursery, grower)[:3] == ("normal", 0, "生产不稳定或负责部门要求，转正常")


def test_what_is_discontinued_takes_no_more(nursery: Desk) -> None:
    grower = nursery.create("clara", "grower", {"code": "G", "series": "RRRRRR"})
    tray(nursery, grower, withered=50)
    assert told(nursery, grower)[0] == "discontinued"
    with pytest.raises(Refused) as caught:
        tray(nursery, grower)
    assert [one.path for one in caught.value.fields] == ["grower"]


@pytest.mark.parametrize("aql", ["0.7", "15"])
def test_an_aql_that_is_none_is_refused(nursery: Desk, aql: str) -> None:
    grower = nursery.create("clara", "grower", {"code": "G"})
    with pytest.raises(Refused) as caught:
        tray(nursery, grower, aql=aql)
    assert [(one.path, one.rule) for one in caught.value.fields] == [("aql", "only_known_aqls@1")]


def test_a_small_tray_is_looked_at_whole(nursery: Desk) -> None:
    grower = nursery.create("clara", "grower", {"code": "G"})
    for plants in (1, 12):
        values = tray(nursery, grower, plants=plants).values
        assert [values[x] for x in ("size", "ac", "re", "result")] == [plants, 0, 1, "A"]
