"""Writing notices, each in the language of whom it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select

from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import AppUser, NotificationItem, table_of

_items = table_of(NotificationItem)
_users = table_of(AppUser)

# A language's title and body.
Words = Callable[[str], tuple[str, str]]
# What notices are called that no definition words; its ids cannot look like these.
TASK, COPY = ".task", ".copy"


@dataclass(frozen=True)
class About:
    """What a notice is about and leads to: a record, or the task that is about it, or nothing."""

    form: str | None = None
    record: str | None = None
    task: str | None = None


def tell(
    tx: Transaction, people: Iterable[str], notification: str, about: About, words: Words
) -> list[str]:
    """A notice to each of the people (ids) who is active; gives whom it went to.

    `notification` is the id of the definition that words it, or TASK or COPY.
    """
    wanted = list(dict.fromkeys(people))
    statement = select(_users.c.id, _users.c.language).where(
        _users.c.active, _users.c.id.in_(wanted)
    )
    languages = {row.id: row.language for row in tx.connection.execute(statement)}
    texts = {language: words(language) for language in sorted(set(languages.values()))}
    told = [person for person in wanted if person in languages]
    for person in told:
        title, body = texts[languages[person]]
        tx.connection.execute(
            insert(_items).values(
                id=new_id(), user=person, notification=notification, title=title, body=body,
                form=about.form, record=about.record, task=about.task, created_at=tx.now,
                cause=tx.cause.to_json(),
            )
        )  # fmt: skip
    return told
