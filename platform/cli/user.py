"""`dougong user create --login L --name N --role R`: the first person of a new deployment."""

from __future__ import annotations

import argparse
import secrets
from typing import Any

from dougong.platform.cli.opening import OPERATOR
from dougong.platform.identity import create_user, user_by_login
from dougong.platform.problems import Conflict, NotFound
from dougong.platform.settings import Settings
from dougong.platform.storage import Cause, Storage, Transaction
from dougong.platform.texts import N_, Message


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("user", help="people who can sign in")
    inner = parser.add_subparsers(dest="action", required=True)
    one = inner.add_parser("create", help="a person with a password of the program's choice")
    one.add_argument("--login", required=True)
    one.add_argument("--name", required=True)
    one.add_argument("--role", action="append", default=[], metavar="ID")
    one.add_argument("--language", choices=("zh", "en"), default="zh")
    one.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the password alone on the last line; it is kept nowhere."""
    password = secrets.token_urlsafe(12)
    storage = Storage(Settings.load().database_url)
    try:
        with storage.write(OPERATOR, Cause("person")) as tx:
            _check(tx, arguments)
            create_user(
                tx, arguments.login, arguments.name, password, arguments.role,
                language=arguments.language,
            )  # fmt: skip
    finally:
        storage.close()
    print(password)
    return 0


def _check(tx: Transaction, arguments: argparse.Namespace) -> None:
    if user_by_login(tx, arguments.login) is not None:
        raise Conflict(Message(N_("The login “{login}” is taken"), {"login": arguments.login}))
    for role in arguments.role:
        if tx.library.find(f"role:{role}") is None:
            raise NotFound(Message(N_("There is no role “{role}”"), {"role": role}))
