"""Saying again at the deed who one is, with one's own password."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert

from dougong.platform.audit import note
from dougong.platform.identity.passwords import matches
from dougong.platform.identity.sessions import check_throttle, failed_try
from dougong.platform.identity.users import user_by_id
from dougong.platform.problems import FieldProblem, Forbidden, Invalid
from dougong.platform.storage import Actor, Cause, Record, Storage, Transaction, new_id
from dougong.platform.storage.events import image_hash
from dougong.platform.storage.platform_tables import Signature, table_of
from dougong.platform.texts import N_, Message, Text

_table = table_of(Signature)


@dataclass(frozen=True)
class Signer:
    """Who has just given their password: only `confirmed` makes one, and scenarios, whose people have
    none."""

    person: str
    name: str
    login: str


@dataclass(frozen=True)
class Deed:
    """What is signed: a `transition`, or the vote `vote`; `meaning` says what for."""

    meaning: Text
    transition: str | None = None
    vote: str | None = None


def confirmed(storage: Storage, actor: Actor, password: str, address: str, field: str) -> Signer:
    """The actor, whose password this is.

    Works in transactions of its own, so that a failed try counts whatever becomes of the deed.
    Raises Forbidden (nobody with a password), TooMany, Invalid beside `field`.
    """
    with storage.read(actor) as tx:
        user = user_by_id(tx, actor.id or "")
        if user is None or not user["password_hash"]:
            words = N_("Only a person with a password of their own can sign this")
            raise Forbidden(Message(words))
        if not password:
            raise unsigned(field)
        check_throttle(tx, user["login"], address)
    if not matches(user["password_hash"], password):
        with storage.write(actor, Cause("person", actor.id)) as tx:
            failed_try(tx, user["login"], address)
            note(tx, "signature", str(user["id"]), "refused")
        words = N_("The password is not right: nothing has been done")
        raise Invalid.of([FieldProblem(field, "password", Message(words))])
    return Signer(str(user["id"]), str(user["name"]), str(user["login"]))


def unsigned(field: str) -> Invalid:
    """What asks for the password."""
    words = Message(N_("Sign with your password"))
    return Invalid.of([FieldProblem(field, "required", words)])


def sign(tx: Transaction, record: Record, event: str, deed: Deed, signer: Signer) -> None:
    """Put the signature under what the event `event` made of the record."""
    row = {
        "form": record.form, "record": record.id, "event": event, "transition": deed.transition,
        "vote": deed.vote, "meaning": deed.meaning, "person": signer.person, "name": signer.name,
        "login": signer.login, "change_no": record.system.change_no,
        "hash": image_hash(tx, event),
    }  # fmt: skip
    id = new_id()
    tx.connection.execute(insert(_table).values(id=id, at=tx.now, **row))
    note(tx, "signature", id, "sign", None, row)
