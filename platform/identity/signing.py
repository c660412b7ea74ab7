"""Saying again at the deed who one is, with one's own password."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert

from dougong.platform.audit import note
from dougong.platform.identity.passwords import matches
from dougong.platform.identity.sessions import check_throttle, failed_try
from dougong.platform.identity.users import user_by_id
from dougong.platform.problems import FieldProblem, Forbidden, Invalid
from dougong.platform.storage import Actor, Cause, EventFact, Storage, Transaction, new_id
from dougong.platform.storage.events import image_hash
from dougong.platform.storage.platform_tables import Signature, table_of
from dougong.platform.texts import N_, Message, Text

_table = table_of(Signature)


@dataclass(frozen=True)
class Signer:
    """Who has just given their password: nobody makes one but `confirmed`."""

    person: str
    name: str
    login: str


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


def sign(tx: Transaction, fact: EventFact, transition: str, signer: Signer, meaning: Text) -> None:
    """Put the signature under what the event made of the record."""
    system = fact.record.system
    row = {
        "form": fact.record.form, "record": fact.record.id, "transition": transition,
        "event": fact.id, "person": signer.person, "name": signer.name, "login": signer.login,
        "meaning": meaning, "change_no": system.change_no,
        "hash": image_hash(tx, fact.id),
    }  # fmt: skip
    id = new_id()
    tx.connection.execute(insert(_table).values(id=id, at=tx.now, **row))
    note(tx, "signature", id, "sign", None, row)
