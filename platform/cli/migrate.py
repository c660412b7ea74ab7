"""`dougong migrate`: bring the platform's tables to the newest shape."""

from __future__ import annotations

import argparse
from typing import Any

from dougong.platform.settings import Settings
from dougong.platform.storage import Storage


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("migrate", help="bring the database to the newest shape")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate; says so when there was nothing to do."""
    storage = Storage(Settings.load().database_url)
    try:
        current = storage.at_head()
        storage.migrate()
    finally:
        storage.close()
    print("The database is up to date." if current else "The database was brought up to date.")
    return 0
