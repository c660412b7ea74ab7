"""Writing notices, each in the language of whom it is for, in the way they want to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import insert

from dougong.platform.mails import Letter, enabled, post
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import NotificationItem, table_of
from dougong.runtime.notifications.choices import DIGEST, MAIL, OFF, Listener, listeners

_items = table_of(NotificationItem)

# A language's title and body.
Words = Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class About:
    """What a notice is about and leads to: a record, or the task that is about it, or nothing."""

    form: str | None = None
    record: str | None = None
    task: str | None = None

    @property
    def path(self) -> str:
        """Where it leads."""
        if self.task:
            return f"/tasks/{self.task}"
        return f"/records/{self.form}/{self.record}" if self.record else "/notifications"


def tell(
    tx: Transaction, people: Iterable[str], notification: str, about: About, words: Words
) -> list[str]:
    """A notice to each of the people (ids) who is active; gives whom it went to.

    `notification` is the id of the definition that words it, or TASK or COPY. Whoever does not want
    to be told has it too, as read: what they were told of stays to be found.
    """
    told = listeners(tx, people, notification)
    texts = {one: words(one) for one in sorted({person.language for person in told})}
    for person in told:
        title, body = texts[person.language]
        tx.connection.execute(
            insert(_items).values(
                id=new_id(), user=person.id, notification=notification, title=title, body=body,
                form=about.form, record=about.record, task=about.task, created_at=tx.now,
                read_at=tx.now if person.choice == OFF else None, cause=tx.cause.to_json(),
            )
        )  # fmt: skip
        _mail(tx, person, Letter(title, body, about.path, about.task))
    return [person.id for person in told]


def tell_by_mail(
    tx: Transaction, people: Iterable[str], notification: str, about: About, words: Words
) -> None:
    """A mail alone, to those of the people who chose to have one."""
    if not enabled(tx):
        return
    for person in listeners(tx, people, notification):
        if person.mailed and person.choice in (MAIL, DIGEST):
            _mail(tx, person, Letter(*words(person.language), about.path, about.task))


def _mail(tx: Transaction, person: Listener, letter: Letter) -> None:
    if person.mailed and person.choice in (MAIL, DIGEST):
        post(tx, person.id, letter, person.digest_at if person.choice == DIGEST else None)
