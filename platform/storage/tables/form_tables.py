"""SQLAlchemy tables of a library's forms."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Table, Text

from dougong.platform.definitions import Field, Form, Library
from dougong.platform.expressions.sql import UtcDateTime
from dougong.platform.storage.platform_tables import AppUser, table_of

USERS = table_of(AppUser)


def table_name(form: str) -> str:
    """`f_arrival`; rows of line items `f_arrival__lines`."""
    return "f_" + form.replace(".", "__")


def index_name(prefix: str, form: str, *fields: str) -> str:
    """`uq__f_arrival__batch`; PostgreSQL keeps 63 characters, a hash keeps a cut name unique."""
    whole = "__".join([prefix, table_name(form), *fields])
    if len(whole) <= 63:
        return whole
    return whole[:52] + "_" + sha256(whole.encode()).hexdigest()[:10]


class FormTables:
    """The tables of every form; columns of retired fields stay, so nothing is lost."""

    def __init__(self, library: Library) -> None:
        self.metadata = MetaData()
        self.by_form: dict[str, Table] = {"user": USERS}
        for definition in library.all("form"):
            form = library.form(definition.id)
            self._add(form, system_columns())
            for rows in form.lines.values():
                self._add(rows, row_columns(form.id))

    def table(self, form: str) -> Table:
        """The table of a form or of rows; KeyError if there is none."""
        return self.by_form[form]

    def _add(self, form: Form, columns: list[Column[Any]]) -> None:
        for field in form.every_field.values():
            columns += field_columns(field)
        self.by_form[form.id] = Table(table_name(form.id), self.metadata, *columns)


def tables_of(library: Library) -> FormTables:
    """The tables of a library, made once."""
    return library.cached("tables", lambda: FormTables(library))


def system_columns() -> list[Column[Any]]:
    """What every form's table begins with."""
    return [
        Column("id", String(36), primary_key=True),
        Column("number", String(80)),
        Column("state", String(40), nullable=False),
        Column("form_revision", Integer, nullable=False),
        Column("change_no", BigInteger, nullable=False),
        Column("site", String(36)),
        Column("owner", String(36)),
        Column("created_at", UtcDateTime(), nullable=False),
        Column("created_by", String(36)),
        Column("changed_at", UtcDateTime(), nullable=False),
        Column("changed_by", String(36)),
        Column("voided_at", UtcDateTime()),
        Column("voided_by", String(36)),
        Column("void_reason", Text),
    ]


def row_columns(holder: str) -> list[Column[Any]]:
    """What every table of line items begins with."""
    return [
        Column("id", String(36), primary_key=True),
        Column("parent", String(36), ForeignKey(f"{table_name(holder)}.id"), nullable=False),
        Column("position", Integer, nullable=False),
    ]


def field_columns(field: Field) -> list[Column[Any]]:
    """The columns of one field; links carry their foreign key."""
    made: list[Column[Any]] = []
    for spec in field.kind.columns(field.body):
        name = field.id + spec.suffix
        if spec.references is None:
            made.append(Column(name, spec.type))
        else:
            target = (
                USERS.c.id if spec.references == "user" else f"{table_name(spec.references)}.id"
            )
            made.append(Column(name, spec.type, ForeignKey(target)))
    return made
