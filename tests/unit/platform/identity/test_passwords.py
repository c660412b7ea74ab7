"""Passwords."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from dougong.platform.identity import hashed, matches, passwords
from dougong.platform.problems import Invalid


def test_only_the_right_password_matches() -> None:
    kept = hashed("correct horse")
    assert matches(kept, "correct horse")
    for wrong in ("Correct horse", "correct hors", "", "correct horse ", "\ud800", "x" * 5000):
        assert not matches(kept, wrong)
    assert hashed("correct horse") != kept  # salted


def test_it_is_argon2id_of_the_cost_agreed_on() -> None:
    assert hashed("12345678").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_nobody_and_a_broken_hash_match_nothing() -> None:
    assert not matches(None, "nobody has this password")
    assert not matches("not a hash", "x")
    assert not matches("", "nobody has this password")


def test_an_unknown_login_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str, password: str) -> bool:
        hashes.append(kept)
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    assert not matches(None, "x")
    assert not matches(hashed("12345678"), "x")
    known, unknown = (one.split("$")[:4] for one in hashes)
    assert known == unknown  # the same parameters: the same time
    assert hashes[0] == passwords._NOBODY


@pytest.mark.parametrize("length", [0, 7, 257])
def test_too_short_or_too_long(length: int) -> None:
    with pytest.raises(Invalid) as refused:
        hashed("x" * length)
    assert [one.path for one in refused.value.fields] == ["password"]


def test_the_longest_that_may_be_matches_itself() -> None:
    assert matches(hashed("x" * 256), "x" * 256)
    assert hashed("x" * 8)
