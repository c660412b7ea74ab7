"""From draft to live and back: revisions, who sees them when, and what is noted."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from dougong.platform.definitions import Definition
from dougong.platform.problems import Invalid, NotFound
from dougong.platform.publishing import (
    check_draft,
    compare,
    draft,
    listed,
    publish,
    publish_definitions,
    revision,
    revisions,
    roll_back,
    save_draft,
)
from dougong.platform.storage import Storage, Transaction, new_id
from dougong.platform.storage.platform_tables import Audit, table_of
from tests.services.records import add, part
from tests.services.workshop import bodies, both, field
from tests.unit.platform.conftest import BY_HAND, OWNER
from tests.unit.platform.publishing.conftest import changed, later, with_field


def test_from_draft_to_live_to_the_old_one_again(tx: Transaction) -> None:
    save_draft(tx, with_field("form:part", field("weight", "decimal")))
    assert check_draft(tx, "form:part") == []
    assert compare(tx, "form:part", 1, None, "en") == ["field weight: added"]
    published = publish(tx, ["form:part"], "weights are needed")
    assert published.revisions == {"form:part": 2} and published.warnings == ()
    with pytest.raises(NotFound):
        draft(tx, "form:part")
    now = later(tx)
    assert now.library.revision_no == tx.library.revision_no + 1
    assert now.library.revision("form:part") == 2
    save_draft(now, changed("codes:kind", title=both("sorts")))
    publish(now, ["codes:kind"])
    back = later(now)
    assert roll_back(back, "codes:kind", 1).revisions == {"codes:kind": 3}
    again = later(back)
    assert again.library.get("codes:kind").body["title"]["en"] == "kind"
    found = revisions(again, "codes:kind")
    assert [(one["revision"], one["reason"]) for one in found] == [
        (3, "roll back to 1"), (2, None), (1, None),
    ]  # fmt: skip
    assert found[0]["hash"] == found[2]["hash"] != found[1]["hash"]
    assert found[0]["author"] == "owner" and found[0]["at"] == tx.now
    assert revision(again, "codes:kind", 2)[0].body["title"]["en"] == "sorts"
    assert revision(again, "codes:kind")[1] == 3
    assert compare(again, "codes:kind", 2, 3, "en") == ["title: sorts → kind"]
    assert compare(again, "codes:kind", 0, 1, "en") == ["new"]


def test_several_drafts_go_live_together(tx: Transaction) -> None:
    made = with_field("form:part", field("maker", "link", to="form:maker"))
    maker = bodies()["form:part"] | {
        "id": "maker",
        "fields": [field("part", "link", to="form:part")],
    }
    del maker["name"]
    save_draft(tx, made)
    save_draft(tx, Definition.of(maker))
    with pytest.raises(Invalid):
        publish(tx, ["form:part"])
    assert publish(tx, ["form:part", "form:maker"]).revisions == {"form:part": 2, "form:maker": 1}
    now = later(tx)
    other = add(now, "maker")
    assert part(now, new_id(), maker=other.id)
    assert "form:maker" in [one["ref"] for one in listed(now)]


def test_every_step_is_noted(tx: Transaction) -> None:
    save_draft(tx, changed("codes:kind", title=both("sorts")))
    publish(tx, ["codes:kind"])
    audit = table_of(Audit)
    statement = select(audit.c.action).where(audit.c.subject == "codes:kind").order_by(audit.c.id)
    assert list(tx.connection.execute(statement).scalars())[-2:] == ["draft", "publish"]


def test_a_stale_process_sees_the_new_revision_in_its_next_transaction(shop: Storage) -> None:
    other = Storage(shop.url)
    try:
        with other.read(OWNER) as tx:
            assert tx.library.revision("codes:kind") == 1
            with shop.write(OWNER, BY_HAND) as writer:
                publish_definitions(writer, [changed("codes:kind", title=both("sorts"))])
            assert tx.library.revision("codes:kind") == 1
        with other.read(OWNER) as tx:
            assert tx.library.revision("codes:kind") == 2
            assert tx.library.get("codes:kind").body["title"]["en"] == "sorts"
            library = tx.library
        with other.read(OWNER) as tx:
            assert tx.library is library  # read once per revision
    finally:
        other.close()


def test_a_publish_that_fails_on_the_way_leaves_no_table(shop: Storage) -> None:
    with pytest.raises(ZeroDivisionError), shop.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, [with_field("form:part", field("weight", "decimal"))])
        raise ZeroDivisionError
    with shop.write(OWNER, BY_HAND) as tx:
        assert tx.library.revision("form:part") == 1
        with pytest.raises(Exception, match="weight"):
            tx.connection.execute(text("SELECT weight FROM f_part"))
