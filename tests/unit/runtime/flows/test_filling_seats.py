"""Each person takes one seat: whether every seat finds somebody."""

from __future__ import annotations

import pytest

from dougong.runtime.flows.approvals.filling import unfilled


@pytest.mark.parametrize(
    ("candidates", "first_empty"),
    [
        ([], None),
        ([{"a"}], None),
        ([set()], 0),
        ([{"a"}, {"a"}], 1),
        ([{"a", "b"}, {"a"}], None),  # b moves to the first so that a can have the second
        ([{"a", "b"}, {"a", "c"}, {"a"}], None),
        ([{"a", "b"}, {"a", "b"}, {"a", "b"}], 2),
        ([{"a"}, set(), {"b"}], 1),
    ],
)
def test_seats_find_somebody(candidates: list[set[str]], first_empty: int | None) -> None:
    assert unfilled(candidates) == first_empty
