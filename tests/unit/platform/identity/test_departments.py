"""Who heads a department, and whom that leaves over each person in it."""

from __future__ import annotations

from sqlalchemy import update

from dougong.platform.identity import create_department, create_user, head_of, head_over, set_head
from dougong.platform.storage import Actor, Cause, Storage
from dougong.platform.storage.platform_tables import AppUser, Department, table_of

_SERVICE, _CAUSE = Actor.for_service("test"), Cause("import", "test")


def test_heads_of_departments_inside_each_other(storage: Storage) -> None:
    with storage.write(_SERVICE, _CAUSE) as tx:
        above = create_department(tx, "ALL", {"en": "All"}, None)
        below = create_department(tx, "SHOP", {"en": "Shop"}, None, above)
        chief = create_user(tx, "chief", "Chief", department=above)
        head = create_user(tx, "head", "Head", department=below)
        hand = create_user(tx, "hand", "Hand", department=below)
        stranger = create_user(tx, "stranger", "Stranger")
        assert (head_of(tx, "SHOP"), head_over(tx, hand)) == (None, None)
        set_head(tx, above, chief)
        assert head_over(tx, hand) == chief  # the nearest there is
        set_head(tx, below, head)
        assert (head_of(tx, "SHOP"), head_of(tx, "ALL"), head_of(tx, "NONE")) == (head, chief, None)
        assert [head_over(tx, one) for one in (hand, head, chief, stranger)] == [
            head, chief, None, None,
        ]  # fmt: skip
        users = table_of(AppUser)
        tx.connection.execute(update(users).where(users.c.id == head).values(active=False))
        assert (head_of(tx, "SHOP"), head_over(tx, hand)) == (None, None)


def test_departments_in_a_circle_end_somewhere(storage: Storage) -> None:
    with storage.write(_SERVICE, _CAUSE) as tx:
        one = create_department(tx, "A", {"en": "A"}, None)
        other = create_department(tx, "B", {"en": "B"}, None, one)
        departments = table_of(Department)
        tx.connection.execute(
            update(departments).where(departments.c.id == one).values(parent=other)
        )
        assert head_over(tx, create_user(tx, "hand", "Hand", department=one)) is None
