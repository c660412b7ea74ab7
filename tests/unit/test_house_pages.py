"""Pages live under a strict policy: nothing inline, libraries from the lock, no import map."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.requests import Request

from dougong.platform.web.asked import session_cookie
from dougong.platform.web.headers import POLICY

ROOT = Path(__file__).parents[2]
# Mail programs know no style sheets: what stands in a letter stands inline.
TEMPLATES = [
    one for one in sorted((ROOT / "templates").rglob("*.html")) if one.parent.name != "mails"
]
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "a style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"""<[^>]*\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=""", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_stands_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {what for what, pattern in INLINE.items() if pattern.search(text)} == set()


def test_the_search_would_see_it() -> None:
    bad = (
        "<script>x</script><style></style><p style='a' ><a onclick='x' href='//x.y'>javascript:</a>"
    )
    assert all(pattern.search(bad) for pattern in INLINE.values())


def test_the_policy_lets_nothing_inline_run() -> None:
    assert "unsafe" not in POLICY and "default-src 'none'" in POLICY
    for kind in ("script-src", "style-src"):
        assert f"{kind} 'self';" in POLICY


def test_browser_libraries_are_pinned_and_locked() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    exact = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in exact} == exact
    assert all(one["integrity"] for name, one in locked.items() if name)
    assert wanted["dependencies"]["htmx.org"].startswith("4.")


@pytest.mark.parametrize(
    ("scheme", "name"), [("https", "__Host-dougong"), ("http", "dougong_session")]
)
def test_the_session_cookie_is_bound_to_the_host_where_it_can_be(scheme: str, name: str) -> None:
    scope = {"type": "http", "scheme": scheme, "server": ("x", 1), "path": "/", "headers": []}
    assert session_cookie(Request(scope)) == name


def test_modules_name_each_other_by_their_files() -> None:
    """Bare names would need an import map, which is an inline script."""
    vendored = sorted((ROOT / "templates/static/vendor").glob("*.mjs"))
    if not vendored:
        pytest.skip("`make setup` has not fetched the browser libraries")
    for path in vendored:
        names = re.findall(r"""from\s*["']([^"']+)["']""", path.read_text(encoding="utf-8"))
        assert all(name.startswith("./") for name in names), path.name
