"""`dougong check PATH`: everything that can be known to be wrong before anything runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dougong.platform.cli.opening import existing, language
from dougong.platform.definitions import Finding, Library, check, errors, write
from dougong.platform.publishing import read_pack


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="check the definitions of a pack")
    parser.add_argument("path", type=existing, nargs="+")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every finding as `file:line:column: message [code]`; 1 when one forbids publishing."""
    wrong = 0
    for path in arguments.path:
        findings = findings_of(path)
        unlike = not_canonical(path)
        for finding in findings:
            print(finding.render(language()))
        for file in unlike:
            print(f"{file}:1:1: not in canonical form: run `dougong format` [format]")
        wrong += len(errors(findings)) + len(unlike)
        print(f"{path}: {len(errors(findings))} errors, {len(findings)} findings")
    return 1 if wrong else 0


def findings_of(path: Path) -> list[Finding]:
    """What the checker says of the pack in a folder. Raises NotFound, Malformed."""
    _, definitions = read_pack(path)
    return check(Library(definitions))


def not_canonical(path: Path) -> list[str]:
    """Files of the pack that the canonical writer would write differently."""
    _, definitions = read_pack(path)
    return [
        one.where
        for one in definitions
        if Path(one.where).read_text(encoding="utf-8") != write(one)
    ]
