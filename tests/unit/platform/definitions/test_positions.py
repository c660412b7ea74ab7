"""Where values stand in a text."""

from __future__ import annotations

import pytest

from dougong.platform.definitions.positions import positions

TEXT = """{
  "a": [1, -2.5e3, "x\\"]", {"b/c": null}],
  "d~": {}, "e": [], "f": true, "斗": "拱"
}
"""


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("", (1, 1)),
        ("/a", (2, 3)),
        ("/a/0", (2, 9)),
        ("/a/1", (2, 12)),
        ("/a/2", (2, 20)),
        ("/a/3", (2, 28)),
        ("/a/3/b~1c", (2, 29)),
        ("/d~0", (3, 3)),
        ("/e", (3, 13)),
        ("/f", (3, 22)),
        ("/斗", (3, 33)),
    ],
)
def test_line_and_column_by_pointer(pointer: str, place: tuple[int, int]) -> None:
    assert positions(TEXT)[pointer] == place
