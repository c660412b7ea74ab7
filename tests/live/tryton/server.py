"""Tryton as a process of its own on a database of its own."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from tests.live.tryton.environment import program

DATABASE = "erp"
USER, PASSWORD = "admin", "only-for-the-tests"
MODULES = ("party", "product", "purchase", "stock", "stock_lot", "quality")
_PATIENCE = 60  # seconds until it must have answered

_CONFIGURATION = """
[database]
uri = sqlite://
path = {folder}
[web]
listen = 127.0.0.1:{port}
"""


class Server:
    """`trytond` on the database in `folder`, on a free port; started on creation, ended by `stop`."""

    def __init__(self, folder: Path) -> None:
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}/{DATABASE}"
        self._log = folder / "trytond.log"
        configuration = _configured(folder, port)
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [*program("trytond"), "-c", configuration, "-d", DATABASE],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_for(port)
        except AssertionError:
            self.stop()
            raise

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait_for(self, port: int) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"Tryton did not start:\n{self._log.read_text()}")


def settle(folder: Path) -> None:
    """Bring everything into the one file of a database whose server has ended: it ends without."""
    with closing(sqlite3.connect(folder / f"{DATABASE}.sqlite")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make_database(folder: Path) -> None:
    """An empty database with the modules, in `folder`; takes a quarter of a minute or more."""
    (folder / f"{DATABASE}.sqlite").touch()  # it opens what is there and makes nothing
    password = folder / "password"
    password.write_text(PASSWORD)
    done = subprocess.run(
        [*program("trytond-admin"), "-c", _configured(folder, 0), "-d", DATABASE,
         "-u", *MODULES, "--activate-dependencies", "--email", "admin@example.com"],
        env={**os.environ, "TRYTONPASSFILE": str(password)}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"Tryton's database could not be made:\n{done.stderr[-2000:]}")


def _configured(folder: Path, port: int) -> str:
    path = folder / "trytond.conf"
    path.write_text(_CONFIGURATION.format(folder=folder, port=port))
    return str(path)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
