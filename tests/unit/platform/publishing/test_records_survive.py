"""What is published never costs a record its data, nor a running flow what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid
from dougong.platform.publishing import (
    bind_live_flows,
    check_draft,
    judging,
    publish,
    publish_definitions,
    roll_back,
    save_draft,
)
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.query import Query, any_record, page
from tests.services.records import part
from tests.services.workshop import bodies, field
from tests.unit.platform.publishing.conftest import later, places, with_field


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda b: b["fields"][2].update(type="datetime"), ("/fields/2/type", "type_changed")),
        (lambda b: b["fields"][5].update(to="form:part"), ("/fields/5/to", "type_changed")),
        (lambda b: b["fields"][6]["fields"][1].update(type="decimal"),
         ("/fields/6/fields/1/type", "type_changed")),
        (lambda b: b["fields"][6]["fields"].pop(0), ("/fields/6/fields", "field_removed")),
        (lambda b: b["fields"].pop(6), ("/fields", "field_removed")),
    ],
)  # fmt: skip
def test_a_change_the_records_would_not_survive(
    tx: Transaction, change: Any, place: tuple[str, str]
) -> None:
    made = bodies()["form:order"]
    change(made)
    save_draft(tx, Definition.of(made))
    assert place in [(one.pointer, one.code) for one in check_draft(tx, "form:order")]
    with pytest.raises(Invalid) as refused:
        publish(tx, ["form:order"])
    assert (f"form:order#{place[0]}", place[1]) in places(refused.value)


def test_a_retired_field_keeps_its_data_and_comes_back(tx: Transaction) -> None:
    record = part(tx, new_id(), price=None, name="kept")
    retired = bodies()["form:part"]
    retired["fields"][6]["retired"] = True  # spare: nobody reads it
    publish_definitions(tx, [Definition.of(retired)])
    now = later(tx)
    found = any_record(now, "part", record.id)
    assert found is not None and "spare" not in found.values
    with pytest.raises(Invalid):
        page(now, Query("part", filter="spare == empty"))
    roll_back(now, "form:part", 1)
    found = any_record(later(now), "part", record.id)
    assert found is not None and found.values["spare"] is None


def test_rolling_a_form_back_retires_what_it_got_since(tx: Transaction) -> None:
    """Its data stay, and going forward again finds them."""
    save_draft(tx, with_field("form:part", field("weight", "decimal")))
    publish(tx, ["form:part"])
    now = later(tx)
    heavy = part(now, new_id(), weight="1.5")
    assert roll_back(now, "form:part", 1).revisions == {"form:part": 3}
    without = later(now)
    assert "weight" not in without.library.form("part").fields
    assert "weight" in without.library.form("part").every_field
    assert roll_back(without, "form:part", 2).revisions == {"form:part": 4}
    found = any_record(later(without), "part", heavy.id)
    assert found is not None and str(found.values["weight"]) == "1.500000"


@pytest.fixture
def running() -> Iterator[list[Definition]]:
    """Flow revisions that instances still run on."""
    before = judging._live_flows[:]
    flows: list[Definition] = []
    bind_live_flows(lambda tx: flows)
    yield flows
    judging._live_flows[:] = before


def test_flows_that_instances_still_run_on_are_asked_too(
    tx: Transaction, running: list[Definition]
) -> None:
    old = bodies()["flow:follow_up"]
    old["nodes"].insert(0, {"id": "first", "do": "wait", "until": "about.created_at",
                            "if": "about.part.spare == empty"})  # fmt: skip
    retired = bodies()["form:part"]
    retired["fields"][6]["retired"] = True
    save_draft(tx, Definition.of(retired))
    assert check_draft(tx, "form:part") == []
    running.append(Definition.of(old))
    assert [(f.ref, f.pointer, f.code) for f in check_draft(tx, "form:part")] == [
        ("flow:follow_up", "/nodes/0/if", "retired_field")
    ]
    with pytest.raises(Invalid) as refused:
        publish(tx, ["form:part"])
    assert places(refused.value) == [("flow:follow_up#/nodes/0/if", "retired_field")]
