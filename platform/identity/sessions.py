"""Signing in and out; sessions and API tokens are kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from dougong.platform.audit import note
from dougong.platform.fields import storable
from dougong.platform.identity.passwords import matches
from dougong.platform.identity.users import user_by_login
from dougong.platform.problems import TooMany, Unauthenticated
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import ApiToken, LoginAttempt, UserSession, table_of
from dougong.platform.texts import N_, Message

_sessions = table_of(UserSession)
_tokens = table_of(ApiToken)
_attempts = table_of(LoginAttempt)

LASTS = timedelta(hours=12)
TRIES, WINDOW = 5, timedelta(minutes=1)


@dataclass(frozen=True)
class Session:
    """`token` goes into the cookie (only right after signing in), `csrf` into forms."""

    user: str
    csrf: str
    token: str = ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _named(login: str) -> str:
    """What was typed as a login, as far as it can be kept."""
    return login[:60] if storable(login) else "?"


def _key(login: str, address: str) -> str:
    return f"{_named(login)}|{address}"[:120]


def check_throttle(tx: Transaction, login: str, address: str) -> None:
    """Raises TooMany after five failed tries within a minute for one login and address."""
    recent = (_attempts.c.key == _key(login, address)) & (_attempts.c.at > tx.now - WINDOW)
    if (tx.connection.execute(select(func.count()).where(recent)).scalar() or 0) >= TRIES:
        raise TooMany(Message(N_("Too many tries: wait a minute and try again")))


def failed_try(tx: Transaction, login: str, address: str) -> None:
    """Count a wrong password against the throttle."""
    key = _key(login, address)
    tx.connection.execute(insert(_attempts).values(id=new_id(), key=key, at=tx.now))


def sign_in(tx: Transaction, login: str, password: str, address: str) -> Session | None:
    """A new session; None (and a remembered try) for a wrong login or password."""
    _forget_old(tx)
    user = user_by_login(tx, login)
    if not matches(user["password_hash"] if user else None, password):
        failed_try(tx, login, address)
        note(tx, "login", _named(login), "refused")
        return None
    assert user is not None
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    tx.connection.execute(
        insert(_sessions).values(
            token_hash=_hash(token), user=user["id"], csrf=csrf, created_at=tx.now,
            last_used_at=tx.now, expires_at=tx.now + LASTS,
        )
    )  # fmt: skip
    note(tx, "login", user["id"], "signed in")
    return Session(user["id"], csrf, token)


def _forget_old(tx: Transaction) -> None:
    """Tries that no longer count and sessions that are over would pile up for ever."""
    tx.connection.execute(delete(_attempts).where(_attempts.c.at <= tx.now - WINDOW))
    tx.connection.execute(delete(_sessions).where(_sessions.c.expires_at <= tx.now))


def session_for(tx: Transaction, token: str) -> Session | None:
    """The live session of a cookie."""
    statement = select(_sessions.c.user, _sessions.c.csrf).where(
        _sessions.c.token_hash == _hash(token), _sessions.c.expires_at > tx.now
    )
    found = tx.connection.execute(statement).first()
    return Session(found.user, found.csrf) if found else None


def sign_out(tx: Transaction, token: str) -> None:
    """End a session."""
    tx.connection.execute(delete(_sessions).where(_sessions.c.token_hash == _hash(token)))
    note(tx, "login", tx.actor.id or "", "signed out")


def create_token(tx: Transaction, login: str, name: str, days: int | None = None) -> str:
    """A token for programs acting as the user; shown this once. Raises Unauthenticated: no user."""
    user = user_by_login(tx, login)
    if user is None:
        raise Unauthenticated(Message(N_("There is no user “{login}”"), {"login": login}))
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = f"dgt_{prefix}_{secret}"
    tx.connection.execute(
        insert(_tokens).values(
            id=new_id(), prefix=prefix, token_hash=_hash(token), user=user["id"], name=name,
            created_at=tx.now, expires_at=tx.now + timedelta(days=days) if days else None,
        )
    )  # fmt: skip
    note(tx, "token", user["id"], "create", None, {"prefix": prefix, "name": name})
    return token


def user_of_token(tx: Transaction, token: str) -> str | None:
    """The user a live token stands for."""
    parts = token.split("_", 2)
    if len(parts) != 3 or parts[0] != "dgt" or not storable(token):
        return None
    found = (
        tx.connection.execute(select(*_tokens.c).where(_tokens.c.prefix == parts[1]))
        .mappings()
        .first()
    )
    if found is None or not secrets.compare_digest(found["token_hash"], _hash(token)):
        return None
    return None if _over(found, tx) else str(found["user"])


def _over(found: Mapping[Any, Any], tx: Transaction) -> bool:
    expired = found["expires_at"] is not None and found["expires_at"] <= tx.now
    return bool(expired or found["revoked_at"] is not None)


def revoke_sessions(tx: Transaction, user: str) -> None:
    """Sign a user out everywhere."""
    tx.connection.execute(delete(_sessions).where(_sessions.c.user == user))
    tx.connection.execute(update(_tokens).where(_tokens.c.user == user).values(revoked_at=tx.now))
    note(tx, "login", user, "revoked")
