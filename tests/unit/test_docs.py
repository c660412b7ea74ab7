"""The examples of the documentation run, and its table of functions is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dougong.platform.definitions import Library, catalogue, check, read, write
from dougong.platform.expressions import (
    Evaluation,
    Scope,
    Type,
    compile_expression,
    functions_by_name,
)
from dougong.platform.expressions.functions.documentation import table
from dougong.platform.publishing import install
from dougong.platform.storage import Actor, Cause, Rights, Storage
from dougong.platform.storage.query import Query, page
from tests.unit.documents import DOCS, FENCE, PAGES, name_of, text_of

WORKED_OUT = re.compile(r"`([^`]+)` → `([^`]+)`")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
catalogue()  # functions of the floors above are of the language too


def definitions_of_the_docs() -> list[tuple[str, str]]:
    """Where it stands and text of every definition shown as an example."""
    blocks = [(name_of(path), FENCE.findall(text_of(path))) for path in PAGES]
    texts = [(where, text) for where, found in blocks for lang, _, text in found if lang == "json"]
    return [(where, text) for where, text in texts if '"kind":' in text]


def library_of_the_docs() -> Library:
    return Library(read(text, where) for where, text in definitions_of_the_docs())


def formulas() -> Iterator[tuple[str, str, str]]:
    """Kind of block, form and formula of every example in the pages on the language."""
    for path in (DOCS / "expressions.md", DOCS / "definitions.md"):
        for lang, form, text in FENCE.findall(text_of(path)):
            if lang in ("formula", "rule", "filter"):
                yield from ((lang, form, line) for line in text.splitlines() if line.strip())


def test_example_definitions_check_clean() -> None:
    """They make a pack together: no error, and no warning either."""
    library = library_of_the_docs()
    assert {one.kind for one in library} >= {
        "form", "codes", "rule", "flow", "interface", "connector", "role", "list", "calendar",
        "notification", "pack", "scenario",
    }  # fmt: skip
    assert [finding.render() for finding in check(library)] == []


@pytest.mark.parametrize(("where", "text"), definitions_of_the_docs())
def test_example_definitions_are_canonical(where: str, text: str) -> None:
    assert write(read(text, where)) == text


def scope_for(kind: str, form: str) -> Scope:
    names = {"old": Type("link", form)} if kind == "rule" else {}
    if "." in form:
        names["parent"] = Type("link", form.split(".")[0], optional=False)
    return Scope(library_of_the_docs().schema, form, names)


@pytest.mark.parametrize(("kind", "form", "source"), list(formulas()))
def test_example_formulas_check(kind: str, form: str, source: str) -> None:
    found = compile_expression(source, scope_for(kind, form)).checked.type
    assert found.kind == "boolean" or kind == "formula"


@pytest.mark.parametrize("path", [DOCS / "expressions.md"], ids=name_of)
def test_what_a_formula_is_said_to_give_it_gives(path: Path) -> None:
    said = [pair for pair in WORKED_OUT.findall(text_of(path)) if pair[1] != "…"]
    assert len(said) > 40
    wrong = [(source, value) for source, value in said if not gives(source, value)]
    assert wrong == []


def gives(source: str, shown: str) -> bool:
    value = compile_expression(source, Scope(Library().schema))({}, Evaluation(NOW))
    if shown in ("true", "false", "empty"):
        return value is {"true": True, "false": False, "empty": None}[shown]
    if shown.startswith("'"):
        return bool(value == shown.strip("'"))
    if isinstance(value, date):
        return value.isoformat() == shown
    return isinstance(value, Decimal | int) and Decimal(value) == Decimal(shown)


def test_example_filters_run_in_the_database(sqlite_url: str, tmp_path: Path) -> None:
    for definition in library_of_the_docs():
        target = tmp_path / "pack" / f"{definition.id}.{definition.kind}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(write(definition), encoding="utf-8")
    everybody = Actor.for_service("docs")
    assert everybody.rights == Rights(everything=True)
    storage = Storage(sqlite_url)
    with storage.write(everybody, Cause("import", "docs")) as tx:
        install(tx, tmp_path / "pack")
    filters = [(form, source) for kind, form, source in formulas() if kind == "filter"]
    assert filters
    with storage.read(everybody) as tx:
        for form, source in filters:
            assert page(tx, Query(form, source)).records == []
    storage.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_functions_is_the_registry(language: str) -> None:
    """Whoever adds a function runs `python -m tests.unit.test_docs` to renew the page."""
    start, end = f"<!-- functions:{language} -->\n", f"<!-- /functions:{language} -->"
    shown = text_of(DOCS / "expressions.md").partition(start)[2].partition(end)[0]
    assert shown == table(functions_by_name(), language)


def renew() -> None:
    """Write the tables of functions into docs/expressions.md anew."""
    target = DOCS / "expressions.md"
    text = text_of(target)
    for language in ("zh", "en"):
        start, end = f"<!-- functions:{language} -->\n", f"<!-- /functions:{language} -->"
        before, _, rest = text.partition(start)
        text = before + start + table(functions_by_name(), language) + end + rest.partition(end)[2]
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
