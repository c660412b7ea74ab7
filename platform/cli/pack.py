"""`dougong pack install PATH`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dougong.platform.cli.opening import OPERATOR, existing, opened
from dougong.platform.publishing import InstallReport, install
from dougong.platform.settings import Settings
from dougong.platform.storage import Cause, Storage


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("pack", help="packs of definitions")
    inner = parser.add_subparsers(dest="action", required=True)
    one = inner.add_parser("install", help="install or renew a pack from its folder")
    one.add_argument("path", type=existing)
    one.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Install a pack and say what became of each definition."""
    storage, _ = opened(Settings.load())
    try:
        storage.migrate()
        print(told(install_pack(storage, arguments.path)))
    finally:
        storage.close()
    return 0


def install_pack(storage: Storage, path: Path) -> InstallReport:
    """Install the pack in `path` in one transaction. Raises NotFound, Malformed, Invalid."""
    with storage.write(OPERATOR, Cause("import", path.name)) as tx:
        return install(tx, path)


def told(report: InstallReport) -> str:
    """What an installation did, in one line and one more for each local change it met."""
    line = (
        f"{report.pack} {report.version}: {len(report.published)} published, "
        f"{len(report.unchanged)} unchanged, {len(report.drafted)} drafted beside local changes"
    )
    return "\n".join([line, *(f"  draft: {ref}" for ref in report.drafted)])
