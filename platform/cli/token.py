"""`dougong token create --user U`."""

from __future__ import annotations

import argparse
from typing import Any

from dougong.platform.cli.opening import OPERATOR
from dougong.platform.identity import create_token
from dougong.platform.settings import Settings
from dougong.platform.storage import Cause, Storage


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("token", help="tokens for programs")
    inner = parser.add_subparsers(dest="action", required=True)
    one = inner.add_parser("create", help="a token that acts as a user; shown this once")
    one.add_argument("--user", required=True, metavar="LOGIN")
    one.add_argument("--name", default="command line")
    one.add_argument("--days", type=int, help="how long it holds (default: until revoked)")
    one.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the token alone on the last line."""
    storage = Storage(Settings.load().database_url)
    try:
        with storage.write(OPERATOR, Cause("person")) as tx:
            print(create_token(tx, arguments.user, arguments.name, arguments.days))
    finally:
        storage.close()
    return 0
