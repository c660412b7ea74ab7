"""Whatever JSON a definition holds: written and read it is the same, and written again too."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dougong.platform.definitions import Definition, Library, check, from_body, read, write
from dougong.platform.definitions.positions import positions
from dougong.platform.definitions.walking import escape
from dougong.platform.fields import field_types
from tests.services.workshop import SOUND, library

_SETTINGS = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True)
scalars = st.one_of(
    st.none(), st.booleans(), words, st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=6), st.dictionaries(words, inner, max_size=6)),
    max_leaves=25,
)
KEYS = ["fields", "states", "nodes", "then", "items", "layout", "operations", "rights", "on", "id2"]


@st.composite
def parts(draw: Any) -> Any:
    """Something like a field, an action or a node, whole or not."""
    kinds = ["type", "do"]
    made: dict[str, Any] = {"id": draw(ids)}
    made[draw(st.sampled_from(kinds))] = draw(
        st.sampled_from([*field_types(), "branch", "record.create", "for_each", "nope"])
    )
    for key in draw(st.lists(st.sampled_from(["set", "branches", "fields", "if", "nodes", "x"]))):
        made[key] = draw(values)
    return made


@st.composite
def bodies(draw: Any) -> dict[str, Any]:
    """A definition's body of any shape."""
    kinds = sorted({body["kind"] for body in SOUND})
    made: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=5)):
        made[key] = draw(st.one_of(values, st.lists(parts(), max_size=4)))
    made |= {"kind": draw(st.sampled_from([*kinds, "poem"])), "id": draw(ids)}
    if draw(st.booleans()):
        made["title"] = draw(st.dictionaries(st.sampled_from(["zh", "en"]), words, max_size=2))
    return made


def pointers(value: Any, at: str = "") -> set[str]:
    found = {at}
    children = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    )
    for key, child in children:
        found |= pointers(child, f"{at}/{escape(str(key))}")
    return found


@_SETTINGS
@given(bodies())
def test_round_trip_is_byte_identical(body: dict[str, Any]) -> None:
    text = write(from_body(body))
    again = read(text)
    assert again.body == body
    assert write(again) == text
    assert text.endswith("}\n") and "\r" not in text.replace("\\r", "")


@_SETTINGS
@given(bodies())
def test_every_value_has_a_position(body: dict[str, Any]) -> None:
    text = write(from_body(body))
    found = positions(text)
    assert set(found) == pointers(body)
    lines = text.split("\n")
    for line, column in found.values():
        assert lines[line - 1][column - 1 : column] not in ("", " ", ",", ":", "]", "}")


@settings(_SETTINGS, max_examples=60)
@given(bodies())
def test_the_checker_answers_whatever_it_is_given(body: dict[str, Any]) -> None:
    changed = Library([*library(), Definition.of(body)])
    for finding in check(changed, [f"{body['kind']}:{body['id']}"]):
        assert finding.line > 0 and finding.column > 0
        assert finding.render("zh") and finding.render("en")
