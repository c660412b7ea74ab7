"""Signing at the deed, as requests ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.identity import Signer, confirmed, unsigned
from dougong.platform.web.asked import Asked

PAGE_FIELD, API_FIELD = "_password", "signature.password"


def signer_of(asked: Asked, password: str, field: str) -> Signer:
    """Who asks, having given their own password; before the deed, so that a failed try stays counted.

    Raises Unauthenticated, Forbidden (nobody with a password), TooMany, Invalid beside `field`.
    """
    # No trace of the password may be kept, not even in the hash that tells repeated writes apart.
    asked.request.state.secret = True
    with asked.writing() as tx:
        actor = tx.actor
    address = asked.request.client.host if asked.request.client else ""
    return confirmed(asked.deployment.storage, actor, password, address, field)


def page_signer(asked: Asked, sent: Mapping[str, str], asks: bool) -> Signer | None:
    """Who signs on a page that `asks` for it, or was sent a password all the same; None: nobody.
    Raises as `signer_of`."""
    password = sent.get(PAGE_FIELD, "")
    return signer_of(asked, password, PAGE_FIELD) if asks or password else None


def sent_password(signature: Any) -> str:
    """The password in `{"password": …}`. Raises Invalid for anything else."""
    password = signature.get("password") if isinstance(signature, dict) else None
    if not isinstance(password, str) or set(signature) != {"password"}:
        raise unsigned(API_FIELD)
    return password
