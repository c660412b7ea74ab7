"""Signing in, sessions, tokens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select, update

from dougong.platform.identity import (
    Session,
    actor_for,
    check_throttle,
    create_token,
    create_user,
    revoke_sessions,
    session_for,
    sign_in,
    sign_out,
    user_of_token,
)
from dougong.platform.problems import TooMany, Unauthenticated
from dougong.platform.storage import Storage, Transaction, new_id
from dougong.platform.storage.platform_tables import (
    ApiToken,
    AppUser,
    Audit,
    LoginAttempt,
    UserSession,
    table_of,
)
from tests.unit.platform.conftest import BY_HAND, OWNER, Clock

PASSWORD = "a good password"


@contextmanager
def writing(storage: Storage) -> Iterator[Transaction]:
    with storage.write(OWNER, BY_HAND) as tx:
        yield tx


@pytest.fixture
def login(hall: Storage) -> str:
    """Somebody who can sign in."""
    name = "u" + new_id()[-12:]
    with writing(hall) as tx:
        create_user(tx, name, "Somebody", PASSWORD)
    return name


def move(storage: Storage, **by: float) -> None:
    assert isinstance(storage.clock, Clock)
    storage.clock.move(**by)


def enter(storage: Storage, login: str, password: str = PASSWORD) -> Session | None:
    with writing(storage) as tx:
        return sign_in(tx, login, password, "10.0.0.1")


def test_a_session_lasts_twelve_hours(hall: Storage, login: str) -> None:
    session = enter(hall, login)
    assert session is not None and len(session.token) > 40 and session.csrf
    with writing(hall) as tx:
        found = session_for(tx, session.token)
        assert found is not None and (found.user, found.csrf) == (session.user, session.csrf)
        assert found.token == ""  # shown once
        assert session_for(tx, session.token + "x") is None
        assert session_for(tx, "") is None
    move(hall, hours=11, minutes=59)
    with writing(hall) as tx:
        assert session_for(tx, session.token) is not None
    move(hall, minutes=2)
    with writing(hall) as tx:
        assert session_for(tx, session.token) is None


def test_neither_token_nor_password_is_kept(hall: Storage, login: str) -> None:
    session = enter(hall, login)
    assert session is not None
    with writing(hall) as tx:
        token = create_token(tx, login, "program")
        kept = ""
        models: tuple[Any, ...] = (UserSession, ApiToken, AppUser, Audit)
        for model in models:
            rows = tx.connection.execute(select(model.__table__))
            kept += str([tuple(row) for row in rows])
    for secret in (session.token, token, token.split("_", 2)[2], PASSWORD):
        assert secret not in kept


def test_a_wrong_password_and_an_unknown_login_are_alike(hall: Storage, login: str) -> None:
    for who, password in ((login, "wrong password"), ("nobody", PASSWORD), (login, ""),
                          ("a\x00b", PASSWORD), ("\ud800", PASSWORD), ("x" * 9999, PASSWORD)):  # fmt: skip
        assert enter(hall, who, password) is None


def test_who_has_no_password_cannot_sign_in(hall: Storage) -> None:
    with writing(hall) as tx:
        create_user(tx, "service", "Service")
    for password in ("", "nobody has this password", "None"):
        assert enter(hall, "service", password) is None


def test_five_wrong_tries_a_minute_for_one_login_and_address(hall: Storage, login: str) -> None:
    for _ in range(5):
        with writing(hall) as tx:
            check_throttle(tx, login, "10.0.0.1")
        assert enter(hall, login, "wrong") is None
    with writing(hall) as tx:
        with pytest.raises(TooMany):
            check_throttle(tx, login, "10.0.0.1")
        check_throttle(tx, login, "10.0.0.2")
        check_throttle(tx, "somebody else", "10.0.0.1")
    move(hall, seconds=61)
    with writing(hall) as tx:
        check_throttle(tx, login, "10.0.0.1")
    assert enter(hall, login) is not None


def test_signing_out_ends_this_session_only(hall: Storage, login: str) -> None:
    one, other = enter(hall, login), enter(hall, login)
    assert one is not None and other is not None and one.token != other.token
    with writing(hall) as tx:
        sign_out(tx, one.token)
        assert session_for(tx, one.token) is None
        assert session_for(tx, other.token) is not None


def test_a_token_stands_for_its_user_until_it_expires(hall: Storage, login: str) -> None:
    with writing(hall) as tx:
        forever, brief = create_token(tx, login, "p"), create_token(tx, login, "q", days=1)
        assert forever.startswith("dgt_") and forever != brief
        assert user_of_token(tx, forever) == user_of_token(tx, brief) is not None
    move(hall, days=1)
    with writing(hall) as tx:
        assert user_of_token(tx, forever) is not None
        assert user_of_token(tx, brief) is None


def test_what_is_no_token(hall: Storage, login: str) -> None:
    with writing(hall) as tx:
        token = create_token(tx, login, "p")
        prefix = "_".join(token.split("_")[:2])
        for wrong in ("", "dgt", "dgt__", prefix, f"{prefix}_", f"{prefix}_x", token + "x",
                      token.replace("dgt", "xxx"), token[:-1], "dgt_a\x00_b", "dgt_\ud800_b"):  # fmt: skip
            assert user_of_token(tx, wrong) is None
        with pytest.raises(Unauthenticated):
            create_token(tx, "nobody", "p")


def test_revoked_everywhere(hall: Storage, login: str) -> None:
    session = enter(hall, login)
    assert session is not None
    with writing(hall) as tx:
        token = create_token(tx, login, "p")
        revoke_sessions(tx, session.user)
        assert session_for(tx, session.token) is None
        assert user_of_token(tx, token) is None


def test_somebody_put_out_of_use_is_nobody_at_once(hall: Storage, login: str) -> None:
    session = enter(hall, login)
    assert session is not None
    users = table_of(AppUser)
    with writing(hall) as tx:
        assert actor_for(tx, session.user) is not None
        tx.connection.execute(update(users).where(users.c.id == session.user).values(active=False))
        assert actor_for(tx, session.user) is None
    assert enter(hall, login) is None
    with writing(hall) as tx, pytest.raises(Unauthenticated):
        create_token(tx, login, "p")


def test_old_tries_and_ended_sessions_do_not_pile_up(hall: Storage, login: str) -> None:
    enter(hall, login, "wrong")
    enter(hall, login)
    move(hall, hours=13)
    enter(hall, login)
    with writing(hall) as tx:
        tries = tx.connection.execute(select(table_of(LoginAttempt))).all()
        live = tx.connection.execute(select(table_of(UserSession))).all()
    assert tries == [] and len(live) == 1
