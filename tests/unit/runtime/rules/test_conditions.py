"""When a rule applies: its condition, what cannot be known, the fields it names."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Refused
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Query, page
from dougong.runtime import records
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

PROBE = small.definition(
    "form", "probe",
    fields=[small.field("a", "integer"), small.field("b", "integer"), small.field("out", "text"),
            small.field("strict", "boolean")],
)  # fmt: skip

_SAVE = {"form": "form:probe", "save": "any"}
_SAY = {"more": {"out": "'more'"}, "less": {"out": "'not more'"}}


def _says(id: str) -> dict[str, Any]:
    return {"id": id, "do": "set", "set": _SAY[id]}


def _probe(desk: Desk, **values: Any) -> records.Saved:
    with desk.service() as tx:
        return records.create(tx, "probe", values)


def test_what_cannot_be_known_refuses_where_a_rule_refuses(desk: Desk) -> None:
    desk.publish(PROBE, small.rule("big", _SAVE, small.refuse("stop", "a"), **{"if": "a > b"}))
    assert _probe(desk, a=1, b=2).record.values["a"] == 1
    for values in ({"a": 3, "b": 2}, {"a": 1}, {}):
        before = desk.counts()
        with pytest.raises(Refused) as caught:
            _probe(desk, **values)
        assert [one.path for one in caught.value.fields] == ["a"]
        assert desk.counts() == before


def test_what_cannot_be_known_counts_as_false_elsewhere(desk: Desk) -> None:
    warn = {"id": "warn", "do": "warn", "field": "a", "message": small.text("more")}
    desk.publish(
        PROBE,
        small.rule("say", _SAVE, _says("more"), **{"if": "a > b"}, otherwise=[_says("less")]),
        small.rule("warn", _SAVE, warn, **{"if": "a > b"}),
        small.rule("one", _SAVE, {**_says("more"), "if": "a > b"}, order=200),
    )  # fmt: skip
    more = _probe(desk, a=3, b=2)
    assert more.record.values["out"] == "more"
    assert [(one.path, one.rule) for one in more.warnings] == [("a", "warn@1")]
    for values in ({"a": 1, "b": 2}, {"a": 1}, {}):
        saved = _probe(desk, **values)
        assert (saved.record.values["out"], saved.warnings) == ("not more", ())


def test_an_unknown_condition_of_a_rule_after_counts_as_false(desk: Desk) -> None:
    def log(id: str) -> dict[str, Any]:
        return {"id": id, "do": "record.create", "form": "form:log", "set": {"label": f"'{id}'"}}

    desk.publish(
        PROBE,
        small.rule("after", {"form": "form:probe", "event": "created"}, log("yes"),
                   {**log("never"), "if": "a > b"}, **{"if": "a == empty or a > b"},
                   otherwise=[log("no")]),
    )  # fmt: skip
    _probe(desk, b=1)
    _probe(desk, a=1)
    with desk.looking() as tx:
        labels = sorted(r.values["label"] for r in _all(tx, "log"))
    assert labels == ["no", "yes"]


STEPPED = small.definition(
    "form", "stepped",
    fields=[small.field("a", "integer")],
    states={
        "start": "new",
        "list": [{"id": id, "title": small.text(id)} for id in ("new", "seen", "done")],
        "transitions": [
            {"id": id, "event": id, "title": small.text(id), "from": [before], "to": after}
            for id, before, after in (("see", "new", "seen"), ("finish", "seen", "done"),
                                      ("again", "done", "new"))
        ],
    },
)  # fmt: skip


def test_one_rule_stands_before_several_transitions(desk: Desk) -> None:
    on = {"form": "form:stepped", "transition": ["finish", "see"]}
    desk.publish(STEPPED, small.rule("big", on, small.refuse("stop", "a"), **{"if": "a > 2"}))
    with desk.service() as tx:
        id = records.create(tx, "stepped", {"a": 1}).record.system.id
        records.act(tx, "stepped", id, "see", {})
    with desk.service() as tx, pytest.raises(Refused):
        records.act(tx, "stepped", id, "finish", {"a": 3})
    with desk.service() as tx:
        records.act(tx, "stepped", id, "finish", {"a": 2})
        records.act(tx, "stepped", id, "again", {"a": 3})
    with desk.service() as tx, pytest.raises(Refused):
        records.act(tx, "stepped", id, "see", {})


def _all(tx: Transaction, form: str) -> list[Any]:
    return list(page(tx, Query(form, limit=200)).records)


def test_an_unknown_condition_of_a_refusing_action_refuses(desk: Desk) -> None:
    desk.publish(
        PROBE,
        small.rule("fine", _SAVE, small.refuse("stop", "b", **{"if": "a > b"}),
                   **{"if": "strict == true"}),
    )  # fmt: skip
    _probe(desk)
    with pytest.raises(Refused):
        _probe(desk, strict=True)


def test_a_rule_that_names_fields_waits_for_them(desk: Desk) -> None:
    on = {"form": "form:probe", "save": "change", "fields": ["a"]}
    desk.publish(PROBE, small.rule("only_a", on, _says("more")))
    probe = _probe(desk, b=1).record
    assert probe.values["out"] is None, "created is not changed"
    with desk.service() as tx:
        assert records.change(tx, "probe", probe.id, {"b": 2}).record.values["out"] is None
        assert records.change(tx, "probe", probe.id, {"a": 2}).record.values["out"] == "more"
