"""`dougong test PATH`: play the scenarios of a pack, without side effects."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from dougong.platform.cli.opening import existing, language
from dougong.platform.publishing import read_pack

# Named, not imported: the floor above stands above this one.
SCENARIOS = "dougong.runtime.scenarios"


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("test", help="play the scenarios of packs, without side effects")
    parser.add_argument("path", type=existing, nargs="+")
    parser.add_argument("--language", choices=("zh", "en"), default=language())
    parser.add_argument("--only", metavar="ID", help="this scenario alone")
    parser.add_argument(
        "--cover", type=float, metavar="PERCENT",
        help="fail below: how much of nodes, branches and handlers must be gone through",
    )  # fmt: skip
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write the results as JUnit XML")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print how each scenario went, and what all of them went through; 1 when one failed or they
    went through less than `--cover`."""
    room: Any = import_module(SCENARIOS)
    good, reports = True, []
    for path in arguments.path:
        _, definitions = read_pack(path)
        report = room.play_all(path.name, definitions, arguments.language, arguments.only)
        print("\n".join(room.told(report)))
        reports.append(report)
        good = good and report.passed(arguments.cover)
    if arguments.junit is not None:
        room.write_junit(reports, arguments.junit)
    return 0 if good else 1
