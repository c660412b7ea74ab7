"""The command line: `dougong …`."""

from dougong.platform.cli.main import main

__all__ = ["main"]
