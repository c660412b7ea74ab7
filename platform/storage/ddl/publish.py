"""Bringing the form tables to the shape a library asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Index, Table, inspect, text
from sqlalchemy.exc import IntegrityError

from dougong.platform.definitions import Form, Library
from dougong.platform.problems import Conflict
from dougong.platform.storage.tables import FormTables, index_name, tables_of
from dougong.platform.texts import N_, Message


@dataclass(frozen=True)
class Operation:
    """One change of the database: `what` is `table`, `column`, `index` or `no_index`."""

    what: str
    table: str
    name: str
    column: Any = None
    index: Any = None


def plan(connection: Connection, library: Library) -> list[Operation]:
    """What is missing in the database, and unique indexes that are no longer asked for; nothing that
    holds data is ever dropped, so this can run again and again.

    Tables come first, then columns (links last: forms refer to each other in circles), indexes.
    """
    tables = tables_of(library)
    present = _present(connection)
    made: list[Operation] = []
    columns: list[Operation] = []
    links: list[Operation] = []
    for form, table in tables.by_form.items():
        if form == "user":
            continue
        if table.name not in present:
            made.append(Operation("table", table.name, table.name))
        known = present.get(table.name) or _created_with(table)
        for column in table.columns:
            if column.name not in known:
                (links if column.foreign_keys else columns).append(
                    Operation("column", table.name, column.name, column=column)
                )
    return [*made, *columns, *links, *_indexes(connection, library, tables, present)]


def _present(connection: Connection) -> dict[str, set[str]]:
    inspector = inspect(connection)
    names = [name for name in inspector.get_table_names() if name.startswith("f_")]
    return {name: {column["name"] for column in inspector.get_columns(name)} for name in names}


def _created_with(table: Table) -> set[str]:
    return {column.name for column in _first_columns(table)}


def _first_columns(table: Table) -> list[Column[Any]]:
    """Columns a table is created with: all but links to other forms."""
    return [column for column in table.columns if not column.foreign_keys]


def _indexes(
    connection: Connection, library: Library, tables: FormTables, present: dict[str, set[str]]
) -> Iterator[Operation]:
    inspector = inspect(connection)
    for definition in library.all("form"):
        form = library.form(definition.id)
        for one in (form, *form.lines.values()):
            table = tables.table(one.id)
            known = (
                {str(i["name"]) for i in inspector.get_indexes(table.name)}
                if table.name in present
                else set()
            )
            wanted = {str(index.name): index for index in _wanted(one, table)}
            for name in sorted(known - set(wanted)):
                if name.startswith("uq__"):
                    yield Operation("no_index", table.name, name)
            for name, index in wanted.items():
                if name not in known:
                    yield Operation("index", table.name, name, index=index)


def _wanted(form: Form, table: Table) -> Iterator[Index]:
    # Bound to a copy: indexes must not pile up on the shared table object.
    copy = table.to_metadata(type(table.metadata)())
    if form.holder is None:
        yield Index(index_name("ix", form.id, "created_at"), copy.c.created_at, copy.c.id)
        yield Index(index_name("ix", form.id, "state"), copy.c.state)
        yield Index(index_name("uq", form.id, "number"), copy.c.number, unique=True)
        live = copy.c.voided_at.is_(None)
        for group in form.unique:
            columns = [copy.c[name] for name in group]
            name = index_name("uq", form.id, *group)
            yield Index(name, *columns, unique=True, sqlite_where=live, postgresql_where=live)
    else:
        yield Index(index_name("ix", form.id, "parent"), copy.c.parent, copy.c.position)
    for field in form.every_field.values():
        if field.type in ("link", "person") or field.body.get("index"):
            yield Index(index_name("ix", form.id, field.id), copy.c[field.id])


def apply(connection: Connection, library: Library, operations: list[Operation]) -> None:
    """Carry out a plan in the transaction at hand; raises Conflict where records are not unique."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '3s'"))
    do = Operations(MigrationContext.configure(connection))
    tables = {table.name: table for table in tables_of(library).by_form.values()}
    for operation in operations:
        if operation.what == "table":
            do.create_table(
                operation.table, *(_bare(c) for c in _first_columns(tables[operation.table]))
            )
        elif operation.what == "column":
            _add_column(connection, operation.table, operation.column)
        elif operation.what == "no_index":
            do.drop_index(operation.name, operation.table)
        else:
            _add_index(connection, operation)


def _add_index(connection: Connection, operation: Operation) -> None:
    try:
        operation.index.create(connection)
    except IntegrityError as error:
        fields = ", ".join(column.name for column in operation.index.columns)
        words = N_("{table}: records there are have the same {fields}; make them differ first")
        raise Conflict(Message(words, {"table": operation.table, "fields": fields})) from error


def _bare(column: Column[Any]) -> Column[Any]:
    return Column(
        column.name, column.type, primary_key=column.primary_key, nullable=column.nullable
    )


def _add_column(connection: Connection, table: str, column: Column[Any]) -> None:
    """ADD COLUMN … REFERENCES, natively on both: alembic's batch copy fails on referenced tables."""
    quote = connection.dialect.identifier_preparer.quote
    type_ = column.type.compile(connection.dialect)
    references = ""
    for key in column.foreign_keys:
        target, _, name = key.target_fullname.rpartition(".")
        references = f" REFERENCES {quote(target)} ({quote(name)})"
    connection.execute(
        text(f"ALTER TABLE {quote(table)} ADD COLUMN {quote(column.name)} {type_}{references}")
    )
