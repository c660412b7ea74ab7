"""Passwords: Argon2id, never kept in clear."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.texts import N_, Message

MINIMUM, MAXIMUM = 8, 256
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Checked when there is no such user, so that an unknown login takes as long as a wrong password.
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """The hash to keep; raises Invalid for one that is too short or too long."""
    if not MINIMUM <= len(password) <= MAXIMUM:
        words = Message(
            N_("Between {minimum} and {maximum} characters"),
            {"minimum": MINIMUM, "maximum": MAXIMUM},
        )
        raise Invalid.of([FieldProblem("password", "length", words)])
    return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one kept; takes as long when nothing is kept."""
    try:
        right = _hasher.verify(kept or _NOBODY, password[:MAXIMUM])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return right and bool(kept)
