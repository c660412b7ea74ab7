"""What stands around a record: the strip, panels of other records and of facts, banners."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, text

from dougong.platform.definitions import Definition
from dougong.platform.storage import Transaction
from dougong.runtime.pages.views.panels import Panel, panels
from dougong.runtime.pages.views.record import record_view
from dougong.runtime.pages.views.task import task_view
from dougong.runtime.records import make, preview, stored
from dougong.runtime.showing import form_view
from tests.e2e.cellar import cellar, to_taste
from tests.unit.runtime.desk import Desk

__all__ = ["cellar"]


def panel(tx: Transaction, id: str, name: str = "last") -> Panel:
    found = [one for one in panels(tx, stored(tx, "tasting", id)) if one.id == name]
    return found[0]


def decided(desk: Desk, batch: str, **told: Any) -> str:
    tasting = to_taste(desk, batch, (8, 5, 7))
    desk.clock.forward(hours=30)
    values = {"decision": "send_back", **told}
    return desk.act("tina", "tasting", tasting.id, "decide", values).id


def test_what_came_of_the_same_thing_before_stands_beside_it(cellar: Desk) -> None:
    cellar.create("hedi", "wine", {"code": "W-2", "title": "雷司令"})
    for batch in ("B-1", "B-2", "B-3"):
        decided(cellar, batch)
    decided(cellar, "B-4", decision="keep", reason="换杯复尝")
    to_taste(cellar, "OTHER", wine={"code": "W-2"})
    tasting = to_taste(cellar, "B-5")
    with cellar.looking("tina") as tx:
        found = panel(tx, tasting.id)
        assert (found.title, [one.note for one in found.rows]) == (
            "上次品评", ["换杯复尝 · B-4", "B-3", "B-2"])  # fmt: skip
        assert [one.day for one in found.rows] == ["11-28", "11-26", "11-25"]
        assert [(one.state.text, one.state.tone) for one in found.rows[:2]] == [
            ("入窖", "green"), ("退回", "red")]  # fmt: skip
    lone = to_taste(cellar, "FIRST", wine={"code": "W-2"})
    with cellar.looking("tina") as tx:
        assert (panel(tx, lone.id).rows, panel(tx, lone.id).empty) == ([], "第一次品评")


def test_it_follows_what_the_record_holds_now(cellar: Desk) -> None:
    """The strip, banners and facts are worked out from what is typed."""
    tasting = to_taste(cellar, scores=(8, 5, None), urgent={"value": "50", "unit": "bottle"})
    with cellar.looking("tina") as tx:
        around = form_view(preview(tx, "tasting", tasting.id)).around
        assert [(one.id, one.value.text) for one in around.strip] == [
            ("wine", "W-1 夏布利"), ("batch", "B-1"), ("quantity", "360"), ("glasses", "6"),
        ]  # fmt: skip
        assert around.strip[-1].why.endswith("/why/glasses")
        assert [(one.words, one.tone) for one in around.banners] == [
            ("已先行上架 50 瓶，结论未出", "red")]  # fmt: skip
        assert [(one.id, one.value.text) for one in around.facts[0].fields] == [
            ("region", "勃艮第"), ("worst", "5")]  # fmt: skip
        typed = {"quantity": "800", "urgent": "", "notes": []}
        around = form_view(preview(tx, "tasting", tasting.id, typed)).around
        assert [one.value.text for one in around.strip][2:] == ["800", "10"]
        assert around.banners == ()
        assert [one.id for one in around.facts[0].fields] == ["region"]


def test_the_task_shows_the_strip_in_place_of_its_facts(cellar: Desk) -> None:
    to_taste(cellar)
    (task,) = cellar.open_tasks()
    with cellar.looking("tina") as tx:
        view = task_view(tx, task)
        head = {one.id for one in view.form.around.strip}
        assert head == {"wine", "batch", "quantity", "glasses"}
        assert head.isdisjoint(one.id for one in view.facts)
        assert "glasses" not in view.form.fields and view.earlier is None
        assert [one.id for one in view.panels] == ["last", "buying"]


def test_nothing_is_shown_of_what_one_may_not_read(cellar: Desk) -> None:
    decided(cellar, "B-1")
    tasting = to_taste(cellar, "B-2")
    with cellar.looking("tina") as tx:
        form = dict(tx.library.get("form:tasting").body)
        role = dict(tx.library.get("role:taster").body)
    log = {
        "kind": "form", "id": "log", "title": {"zh": "记录", "en": "Log"}, "format": 1,
        "fields": [{"id": "wine", "type": "link", "to": "form:wine",
                    "title": {"zh": "酒", "en": "Wine"}}],
    }  # fmt: skip
    logs = {
        "kind": "list", "id": "logs", "title": {"zh": "记录", "en": "Logs"}, "format": 1,
        "form": "form:log", "columns": ["wine"],
    }  # fmt: skip
    one = {"id": "logs", "title": log["title"], "list": "list:logs", "where": "wine == holder.wine"}
    form["panels"] = [*form["panels"], one]
    cellar.publish(*(Definition.of(body) for body in (log, logs, form)))
    with cellar.service() as tx:
        make(tx, "log", {"wine": tasting.values["wine"]})
    with cellar.looking("tina") as tx:  # no right to read the form
        assert "logs" not in [one.id for one in panels(tx, stored(tx, "tasting", tasting.id))]
    with cellar.looking() as tx:
        assert len(panel(tx, tasting.id, "logs").rows) == 1
    # what the record is chosen by is hidden, so nothing may be told by it either
    rights = [
        {**one, "hidden": ["wine"]} if one["form"] == "form:tasting" else one
        for one in role["rights"]
    ]
    cellar.publish(Definition.of({**role, "rights": rights}))
    with cellar.looking("tina") as tx:
        view = record_view(tx, "tasting", tasting.id, {})
        assert [one.id for one in view.panels] == ["buying"]
        assert "wine" not in [one.id for one in view.form.around.strip]


def test_rows_one_may_not_see_are_not_beside_it(cellar: Desk) -> None:
    for batch in ("B-1", "B-2"):
        decided(cellar, batch)
    tasting = to_taste(cellar, "B-3")
    with cellar.looking("tina") as tx:
        role = dict(tx.library.get("role:taster").body)
    rights = [
        {**one, "if": "batch != 'B-1'"} if one["form"] == "form:tasting" else one
        for one in role["rights"]
    ]
    cellar.publish(Definition.of({**role, "rights": rights}))
    with cellar.looking("tina") as tx:
        assert [one.note for one in panel(tx, tasting.id).rows] == ["B-2"]
    with cellar.looking("hedi") as tx:
        assert [one.note for one in panel(tx, tasting.id).rows] == ["B-2", "B-1"]


def test_the_records_are_found_by_an_index(cellar: Desk) -> None:
    """Among thousands nothing but the index of the link is read."""
    tasting = to_taste(cellar)
    asked: list[tuple[str, Any]] = []

    def heard(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "FROM f_tasting" in statement and "LIMIT" in statement and "decided" in str(parameters):
            asked.append((statement, parameters))

    with cellar.looking("tina") as tx:
        engine = tx.connection.engine
        event.listen(engine, "before_cursor_execute", heard)
        try:
            panel(tx, tasting.id)
        finally:
            event.remove(engine, "before_cursor_execute", heard)
        (statement, parameters) = asked[-1]
        if tx.on_sqlite:
            rows = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        else:  # so few rows would be read whole: the question is whether the index fits
            tx.connection.execute(text("SET LOCAL enable_seqscan = off"))
            rows = tx.connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        plan = "\n".join(str(row) for row in rows)
    assert "ix__f_tasting__wine" in plan, plan
