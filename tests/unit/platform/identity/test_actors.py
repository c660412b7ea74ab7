"""From users and roles to rights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dougong.platform.definitions import Library
from dougong.platform.identity import (
    NOBODY,
    actor_for,
    create_department,
    create_site,
    create_user,
    rights_of,
    roles_of,
    set_preference,
    set_roles,
)
from dougong.platform.storage import FormRights, Storage, new_id
from tests.services.workshop import definition, library
from tests.unit.platform.conftest import BY_HAND, OWNER

Right = Mapping[str, Any]


def roles(*rights: list[Right], **more: Any) -> Library:
    """One role a list of rights: r0, r1, …"""
    return library(
        [definition("role", f"r{n}", rights=one, **more) for n, one in enumerate(rights)]
    )


def on(verbs: str, **more: Any) -> Right:
    return {"form": "form:order", "verbs": verbs.split(), **more}


def merged(*rights: list[Right]) -> FormRights:
    return rights_of(roles(*rights), [f"r{n}" for n in range(len(rights))]).of("order")


def test_verbs_add_up() -> None:
    found = merged([on("read")], [on("create change")])
    assert found.verbs == {"read", "create", "change"}


def test_conditions_are_alternatives_and_none_means_every_row() -> None:
    assert merged([on("read", **{"if": "a == 1"})]).conditions == ("a == 1",)
    both = merged([on("read", **{"if": "a == 1"})], [on("read", **{"if": "b == 2"})])
    assert both.conditions == ("a == 1", "b == 2")
    assert merged([on("read", **{"if": "a == 1"})], [on("read")]).conditions is None
    assert merged([on("read")], [on("read", **{"if": "a == 1"})]).conditions is None


def test_a_field_is_closed_only_where_every_role_says_so() -> None:
    one, other = on("read", hidden=["a", "b"], read_only=["c"]), on("read", hidden=["b", "d"])
    found = merged([one], [other])
    assert found.hidden == {"b"} and not found.read_only
    assert merged([one]).hidden == {"a", "b"}


def test_two_rights_in_one_role_are_joined_likewise() -> None:
    found = merged([on("read", **{"if": "a == 1"}, hidden=["x"]), on("change")])
    assert found.verbs == {"read", "change"}
    assert found.conditions is None and not found.hidden


def test_another_form_is_not_there() -> None:
    rights = rights_of(roles([on("read")]), ["r0"])
    assert rights.may("read", "order") and not rights.may("change", "order")
    assert not rights.may("read", "part")
    assert rights.of("part").verbs == frozenset()


def test_an_unknown_role_gives_nothing() -> None:
    assert rights_of(roles([on("read")]), ["nope"]).forms == {}


def test_rights_on_definitions_messages_instances() -> None:
    found = rights_of(
        roles([], definitions=["read"], messages=["read", "act"], instances=["read"]), ["r0"]
    )
    assert found.definitions == {"read"}
    assert found.messages == {"read", "act"} and found.instances == {"read"}


def test_nobody_may_nothing() -> None:
    assert NOBODY.id is None and NOBODY.rights.forms == {} and not NOBODY.service


@pytest.fixture
def user(hall: Storage) -> str:
    with hall.write(OWNER, BY_HAND) as tx:
        site = create_site(tx, "T1", {"en": "Tokyo"}, "Asia/Tokyo")
        create_department(tx, "D1", {"en": "Stores"}, site)
        return create_user(tx, new_id(), "Somebody", roles=["clerk"], site=site, language="en")


def test_a_change_of_roles_acts_at_once(hall: Storage, user: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        before = actor_for(tx, user)
        assert before is not None and before.roles == {"clerk"}
        assert not before.rights.may("create", "order")
        set_roles(tx, user, ["clerk", "buyer", "buyer"])
        after = actor_for(tx, user)
        assert after is not None and after.roles == {"clerk", "buyer"}
        assert after.rights.may("create", "order")
        assert after.rights.of("order").conditions is None
        set_roles(tx, user, [])
        assert roles_of(tx, user) == frozenset()


def test_an_actor_knows_site_zone_and_language(hall: Storage, user: str) -> None:
    with hall.write(OWNER, BY_HAND) as tx:
        found = actor_for(tx, user)
        assert found is not None
        assert (found.name, found.timezone, found.language) == ("Somebody", "Asia/Tokyo", "en")
        set_preference(tx, user, language="zh", theme="dark", password_hash="x")
        changed = actor_for(tx, user)
        assert changed is not None and (changed.language, changed.theme) == ("zh", "dark")
        assert actor_for(tx, new_id()) is None


def test_who_has_the_login_already_is_left_as_is(hall: Storage) -> None:
    login = new_id()
    with hall.write(OWNER, BY_HAND) as tx:
        first = create_user(tx, login, "One", roles=["clerk"])
        assert create_user(tx, login, "Two", roles=["buyer"]) == first
        found = actor_for(tx, first)
    assert found is not None and found.name == "One" and found.roles == {"clerk"}
