"""Empty values: == is total, ordering and arithmetic are unknown, and/or/not follow Kleene."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.expressions import check, holds, may_be_unknown
from tests.unit.platform.expressions.world import SCOPE, value

T, F, U = True, False, None
WORDS: dict[Any, str] = {T: "true", F: "false", U: "other"}  # other is empty


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T),
        (F, T, F, T), (F, F, F, F), (F, U, F, U),
        (U, T, U, T), (U, F, F, U), (U, U, U, U),
    ],
)  # fmt: skip
def test_and_or(left: Any, right: Any, both: Any, either: Any) -> None:
    assert value(f"{WORDS[left]} and {WORDS[right]}") is both
    assert value(f"{WORDS[left]} or {WORDS[right]}") is either


@pytest.mark.parametrize(("one", "opposite"), [(T, F), (F, T), (U, U)])
def test_not(one: Any, opposite: Any) -> None:
    assert value(f"not {WORDS[one]}") is opposite


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # equality is total
        ("b == empty", T), ("b != empty", F), ("a == empty", F), ("a == b", F), ("a != b", T),
        ("b == b", T), ("b != b", F), ("empty == empty", T), ("r == empty", T), ("q == r", F),
        ("part == empty", F), ("part.maker.maker == empty", T), ("part.maker.maker.code == empty", T),
        ("b in (1, empty)", T), ("b in (1, 2)", F), ("b not in (1, 2)", T), ("a in (1.5, empty)", T),
        ("is_empty(b)", T), ("is_empty(a)", F),
        # ordering is unknown
        ("b < 1", U), ("1 < b", U), ("b <= b", U), ("b > a", U), ("due < add_days(due, b)", U),
        ("part.maker.name < 'x'", U), ("1 < a < b", U), ("1 > a < b", F), ("a < b < 0", U),
        ("q > r", U), ("q > quantity(1, 'kg')", U), ("price < money(1, 'USD')", U),
        # arithmetic is empty
        ("b + 1", U), ("a * b", U), ("-b", U), ("a / 0", U), ("a % 0", U), ("a + empty", U),
        ("note + part.maker.name", U), ("q + r", U), ("q + quantity(1, 'kg')", U), ("abs(b)", U),
        ("999999999999 + 1", U), ("0 * b", U), ("round(a, 7)", U), ("len(part.maker.name)", U),
        # choosing
        ("1 if other else 2", 2), ("1 if not other else 2", 2), ("coalesce(b, 7)", 7),
        ("coalesce(b, empty)", U), ("coalesce(b, a)", "1.5"), ("b if flag else 1", U),
        # line items: weight is 0.5 and empty
        ("sum(lines, weight)", "0.5"), ("sum(lines, weight * 0 + parent.b)", U), ("avg(lines, weight)", "0.5"),
        ("count(lines, weight > 0)", 1), ("any(lines, weight > 1)", U), ("any(lines, weight > 0)", T),
        ("all(lines, weight > 0)", U), ("all(lines, weight > 1)", F), ("lowest(lines, weight)", "0.5"),
        ("any(lines, weight == empty)", T), ("all(lines, count != empty)", T),
    ],
)  # fmt: skip
def test_the_table(source: str, expected: Any) -> None:
    found = value(source)
    assert found == (expected if not isinstance(expected, str) else pytest.approx(float(expected)))
    assert (found is None) == (expected is None)
    assert not isinstance(expected, bool) or found is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(lines, count)", U), ("avg(lines, count)", U), ("lowest(lines, count)", U),
        ("highest(lines, count)", U), ("count(lines)", 0), ("count(lines, count > 0)", 0),
        ("any(lines, true)", F), ("all(lines, false)", T),
    ],
)  # fmt: skip
def test_over_no_rows(source: str, expected: Any) -> None:
    found = value(source, lines=[])
    assert found == expected and (found is None) == (expected is None)


def test_only_true_holds() -> None:
    assert [holds(one) for one in (T, F, U, 1, "true")] == [T, F, F, F, F]


@pytest.mark.parametrize("source", ["b < empty", "empty > 1", "empty <= empty", "due >= empty"])
def test_ordering_with_a_written_empty_is_a_slip_of_the_pen(source: str) -> None:
    with pytest.raises(Exception, match="Only == and !="):
        check(source, SCOPE)


@pytest.mark.parametrize(
    ("source", "unknown"),
    [
        ("sure > 1", F), ("a > 1", T), ("a == 1", F), ("flag", T), ("flag == true", F),
        ("state == 'open'", F), ("a != empty and a > 1", F), ("a == empty or a > 1", F),
        ("a != empty or a > 1", T), ("a > 1 and a != empty", T),
        ("part.name != empty and part.name < 'x'", F), ("part != empty and part.name < 'x'", T),
        ("part != empty and part.code < 'x'", F), ("record.a != empty and a > 1", F),
        ("not is_empty(a) and not is_empty(b) and a > b", F), ("not (a == empty) and a > 1", F),
        ("not (a == empty or b == empty) and a > 1", T), ("a > 1 if a != empty else sure > 1", F),
        ("a > 1 if a == empty else sure > 1", T), ("a != empty and (b == empty or a > b)", F),
        ("all(lines, count != empty and count > 0)", F), ("all(lines, count > 0)", T),
        ("any(lines, count != empty) and any(lines, count > 0)", T),
        ("(a if a != empty else sure) > 1", F), ("coalesce(a, sure) > 1", F),
        ("q != empty and q > 1", F), ("q != empty and q > quantity(1, 'pcs')", T),
        ("sure / a > 1", T), ("a != empty and sure / a > 1", T),
    ],
)  # fmt: skip
def test_whether_a_condition_may_be_unknown(source: str, unknown: bool) -> None:
    assert may_be_unknown(check(source, SCOPE)) is unknown
