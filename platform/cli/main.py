"""Commands and their arguments; each command is a module of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from dougong.platform.cli import check, format, migrate, pack, serve, test, token, user
from dougong.platform.cli.opening import language
from dougong.platform.problems import Problem
from dougong.platform.settings import SettingsError

COMMANDS = (serve, migrate, pack, check, format, test, token, user)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it should, 1 with a sentence on stderr when not."""
    parser = argparse.ArgumentParser(prog="dougong", description="斗拱 Dougong")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    chosen = parser.parse_args(arguments)
    try:
        done: int = chosen.run(chosen)
        return done
    except Problem as problem:
        return _told(problem)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1


def _told(problem: Problem) -> int:
    words = language()
    print(problem.message.render(words), file=sys.stderr)
    for one in problem.fields:
        print(f"  {one.path}: {one.message.render(words)}", file=sys.stderr)
    return 1
