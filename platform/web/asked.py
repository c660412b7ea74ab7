"""One request: who asks, and the transactions it may open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Request

from dougong.platform.identity import NOBODY, Session, actor_for, session_for, user_of_token
from dougong.platform.problems import Unauthenticated
from dougong.platform.storage import Actor, Cause, Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web.csrf import check_origin, check_token
from dougong.platform.web.deployment import Deployment
from dougong.platform.web.languages import language_of
from dougong.platform.web.upload import Upload

_SAFE = ("GET", "HEAD", "OPTIONS")


class Asked:
    """The request with the deployment behind it.

    The actor is worked out inside the very transaction that serves the request, so that a role
    taken away, a user shut out or a session ended acts at once.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.deployment: Deployment = request.app.state.deployment
        self.session: Session | None = None

    @property
    def language(self) -> str:
        """The language of the answer; before anybody is identified, that of the browser."""
        return getattr(self.request.state, "language", None) or language_of(self.request)

    @property
    def key(self) -> str | None:
        """What makes a repeated write recognisable: the program's header, or the page's field."""
        form = getattr(self.request.state, "form", {})
        sent = self.request.headers.get("idempotency-key") or form.get("_key")
        return sent[:120] if sent else None

    @property
    def uploads(self) -> Sequence[Upload]:
        """The files that came with the form of a page."""
        found: Sequence[Upload] = getattr(self.request.state, "uploads", ())
        return found

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads, as the person who asks. Raises Unauthenticated, Forbidden
        (another site)."""
        with self.deployment.storage.read(NOBODY) as tx:
            actor = self._identify(tx)
            yield tx.as_(Cause("person", actor.id), actor)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that may write. Raises Unauthenticated, Forbidden (another site),
        PageOutdated (no page of this session)."""
        with self.deployment.storage.write(NOBODY, Cause("person")) as tx:
            actor = self._identify(tx)
            if self.session is not None:
                check_token(self.request, self.session.csrf)
            yield tx.as_(Cause("person", actor.id), actor)

    def _identify(self, tx: Transaction) -> Actor:
        user = self._bearer(tx) or self._cookie(tx)
        actor = actor_for(tx, user) if user else None
        if actor is None:
            raise Unauthenticated(Message(N_("Please sign in")))
        self.request.state.language = language_of(self.request, actor.language)
        return actor

    def _bearer(self, tx: Transaction) -> str | None:
        scheme, _, token = self.request.headers.get("authorization", "").partition(" ")
        if not scheme:
            return None
        user = user_of_token(tx, token.strip()) if scheme.lower() == "bearer" else None
        if user is None:
            raise Unauthenticated(Message(N_("This token is not valid (any more)")))
        return user

    def _cookie(self, tx: Transaction) -> str | None:
        """The user of the session; no other site may send its requests."""
        token = self.request.cookies.get(session_cookie(self.request))
        self.session = session_for(tx, token) if token else None
        if self.session is None:
            return None
        if self.request.method not in _SAFE:
            check_origin(self.request)
        return self.session.user


def session_cookie(request: Request) -> str:
    """The cookie's name: bound to this host where the connection is encrypted."""
    return "__Host-dougong" if request.url.scheme == "https" else "dougong_session"


def asked(request: Request) -> Asked:
    """The request as handlers take it."""
    return Asked(request)


Ask = Annotated[Asked, Depends(asked)]
