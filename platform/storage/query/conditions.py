"""Expressions and rights as WHERE."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from dougong.platform.expressions import ExpressionError, Type, check
from dougong.platform.expressions.sql import SqlRecord, SqlValue, to_sql
from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage.query.asker import Asker
from dougong.platform.storage.rights import FormRights, Rights
from dougong.platform.storage.transaction import Transaction
from dougong.platform.texts import N_, Message


def allowed(
    tx: Transaction, form: str, record: SqlRecord, rights: FormRights
) -> ColumnElement[bool]:
    """Rows the rights let through; a condition that is unknown lets nothing through."""
    if "read" not in rights.verbs:
        return false()
    if rights.conditions is None:
        return true()
    scope = tx.library.scope(form)
    found = [_plain(to_sql(one, scope, record, tx.evaluation)) for one in rights.conditions]
    return or_(*found) if found else false()


def condition(
    tx: Transaction,
    form: str,
    record: SqlRecord,
    source: str,
    rights: Rights,
    asker: Asker | None = None,
) -> ColumnElement[bool]:
    """A user's filter as SQL; it may name what `asker` knows.

    Raises Invalid (field `filter`) for what is no condition or reads what the rights hide.
    """
    built = value(tx, form, record, source, rights, "filter", Type("boolean"), asker)
    return and_(_plain(built))


def _plain(built: SqlValue) -> ColumnElement[bool]:
    assert isinstance(built, ColumnElement)  # only quantities and money are pairs
    return built


def value(
    tx: Transaction,
    form: str,
    record: SqlRecord,
    source: str,
    rights: Rights,
    what: str,
    expects: Type | None = None,
    asker: Asker | None = None,
) -> SqlValue:
    """An expression somebody asks about, as SQL; `what` names it in the Invalid it may raise."""
    known = asker or Asker()
    scope = tx.library.scope(form, known.names)
    at_hand = {form, *(one.form for one in known.names.values() if one.form)}
    try:
        checked = check(source, scope, expects)
        _visible(checked.fields, at_hand, rights)
        return to_sql(source, scope, record, tx.evaluation, expects, known.values)
    except ExpressionError as error:
        problem = FieldProblem(what, error.code, error.message)
        raise Invalid(Message(N_("The query cannot be read")), [problem]) from None


def _visible(fields: set[tuple[str, str]], at_hand: set[str], rights: Rights) -> None:
    """Nothing hidden may be asked about, directly or through links; records of the forms `at_hand`
    are those the actor sees anyway."""
    for owner, name in fields:
        if not any(may_know(rights, form, owner, name) for form in at_hand):
            raise ExpressionError(
                Message(N_("There is no field or value named “{name}” here"), {"name": name})
            )


def may_know_all(rights: Rights, form: str, fields: Iterable[tuple[str, str]]) -> bool:
    """Whether somebody at a record of `form` may know each of `fields` (owner, field): those an
    expression reads."""
    return all(may_know(rights, form, owner, name) for owner, name in fields)


def may_know(rights: Rights, form: str, owner: str, name: str) -> bool:
    """Whether somebody at a record of `form` may know a field of `owner`, a form or rows of one.

    Of another form some of whose records are hidden by a condition nothing is told: its rows would
    show through.
    """
    holder, _, lines = owner.partition(".")
    if rights.everything or holder == "user":
        return True
    own = rights.of(holder)
    # A row is hidden with the line-item field it stands in.
    seen = "read" in own.verbs and (lines or name) not in own.hidden
    return seen and (holder == form or own.conditions is None or name == "id")


def number_of(built: SqlValue) -> ColumnElement[Any]:
    """What a value is sorted by."""
    return built if isinstance(built, ColumnElement) else built.number
