"""Who sends the mail: a thread of its own, so that a slow server keeps nobody waiting."""

from __future__ import annotations

import logging
import smtplib
import threading
from collections.abc import Iterator, Sequence
from itertools import groupby
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from dougong.platform.jobs import Job
from dougong.platform.mails import outbox
from dougong.platform.mails.outbox import DROPPED, RING, Row
from dougong.platform.mails.server import Send, Server
from dougong.platform.mails.writing import letter
from dougong.platform.storage import Actor, Cause, Storage

_log = logging.getLogger("dougong.mails")
_SERVICE = Actor.for_service("mails")
_LONGEST_WAIT = 600.0
_postmen: WeakKeyDictionary[Engine, Postman] = WeakKeyDictionary()

__all__ = ["RING", "Postman", "postman_of", "ring", "set_postman"]


class Postman:
    """Sends what is due, woken when something is written; `address` begins the links."""

    def __init__(self, storage: Storage, server: Server, address: str = "") -> None:
        self.storage, self.server, self.address = storage, server, address
        self._awake, self._stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to send."""
        self._thread = threading.Thread(target=self._work, name="mails", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the letter at hand and stop."""
        self._stopping.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def wake(self) -> None:
        """Say that there may be something to send."""
        self._awake.set()

    def deliver(self) -> int:
        """Send what is due now; gives how many letters went out."""
        count = 0
        while not self._stopping.is_set():
            with self.storage.write(_SERVICE, Cause("person")) as tx:
                rows = outbox.claim(tx)
            if not rows:
                break
            count += self._deliver(rows)
        return count

    def _deliver(self, rows: Sequence[Row]) -> int:
        gone = [row["id"] for row in rows if not _wanted(row)]
        with self.storage.write(_SERVICE, Cause("person")) as tx:
            outbox.sent(tx, gone, DROPPED)
        bundles = list(_bundles([row for row in rows if _wanted(row)]))
        done = 0
        try:
            with self.server.open() as send:
                for bundle in bundles:
                    self._send(bundle, send)
                    done += 1
        except (OSError, smtplib.SMTPException) as error:
            left = [row for bundle in bundles[done:] for row in bundle]
            self._failed(left, error)
        return done

    def _send(self, bundle: Sequence[Row], send: Send) -> None:
        """Hand one letter over. What is wrong with this letter alone is noted with it; the rest is
        raised: the server is not to be had."""
        try:
            send(letter(bundle, self.server, self.address))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            self._failed(bundle, error, _for_good(error))
            return
        except ValueError as error:  # what cannot be written as a mail never will be
            self._failed(bundle, error, True)
            return
        with self.storage.write(_SERVICE, Cause("person")) as tx:
            outbox.sent(tx, [row["id"] for row in bundle])

    def _failed(self, rows: Sequence[Row], error: Exception, final: bool = False) -> None:
        _log.warning("mail was not sent: %s", type(error).__name__)
        with self.storage.write(_SERVICE, Cause("person")) as tx:
            outbox.failed(tx, rows, _said(error), final)

    def _work(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                self.deliver()
                wait = self._until_next()
            except Exception:
                _log.exception("mail could not be worked on")
                wait = 60.0
            if not self._stopping.is_set():
                self._awake.wait(wait)

    def _until_next(self) -> float:
        with self.storage.read(_SERVICE) as tx:
            due = outbox.next_due(tx)
        if due is None:
            return _LONGEST_WAIT
        seconds: float = (due - self.storage.clock()).total_seconds()
        return min(max(seconds, 0.0), _LONGEST_WAIT)


def set_postman(storage: Storage, postman: Postman) -> None:
    """From now on this postman sends the mail of the storage."""
    _postmen[storage.engine] = postman
    outbox.serve(storage.engine)


def postman_of(storage: Storage) -> Postman | None:
    """Who sends the mail of the storage here."""
    return _postmen.get(storage.engine)


def ring(job: Job, storage: Storage) -> None:
    """Something was written: a job, so that whichever process works hears of it."""
    postman = postman_of(storage)
    if postman is not None:
        postman.wake()


def _wanted(row: Row) -> bool:
    """Somebody who is here and has an address; of a digest, what is still to be done."""
    over = row["digest"] and row["task"] is not None and row["task_state"] != "open"
    return bool(row["active"] and row["to"]) and not over


def _bundles(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """A letter for each; what goes into the mail of the day, one for each person."""
    digests = sorted((row for row in rows if row["digest"]), key=lambda row: str(row["user"]))
    yield from ([row] for row in rows if not row["digest"])
    for _, found in groupby(digests, key=lambda row: row["user"]):
        yield list(found)


def _for_good(error: smtplib.SMTPException) -> bool:
    """Whether the server says never, not later: 5xx."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _said(error: Exception) -> str:
    """What the server said, without what we said to it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = (f"{code} {_text(words)}" for code, words in error.recipients.values())
        return "; ".join(answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
