"""`dougong format PATH`: write definitions in their one canonical form."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dougong.platform.cli.opening import existing
from dougong.platform.definitions import read, write


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("format", help="write definitions in canonical form")
    parser.add_argument("path", type=existing, nargs="+")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Rewrite what differs, and say which files did."""
    for path in arguments.path:
        for file in files_of(path):
            text = file.read_text(encoding="utf-8")
            canonical = write(read(text, str(file)))
            if canonical != text:
                file.write_text(canonical, encoding="utf-8")
                print(file)
    return 0


def files_of(path: Path) -> Iterator[Path]:
    """The definitions at a path: `<id>.<kind>.json`; demonstration data are none."""
    if path.is_file():
        yield path
    else:
        yield from sorted(one for one in path.rglob("*.*.json"))
