"""An environment with Tryton in it, made once and kept in a folder git does not see."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
KEPT = ROOT / ".tools" / "tryton"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def fingerprint(*files: Path) -> str:
    """Short, the same as long as the files are."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    return digest.hexdigest()[:12]


ENVIRONMENT = KEPT / f"venv-{fingerprint(REQUIREMENTS)}"


def install() -> None:
    """Make the virtual environment if it is not there; to be called `alone`.

    Raises RuntimeError that says what is missing when the package index gives nothing.
    """
    if not (ENVIRONMENT / "complete").exists():
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        _install(ENVIRONMENT)
        (ENVIRONMENT / "complete").touch()


def program(name: str) -> list[str]:
    """The command that runs one of Tryton's programs."""
    return [str(ENVIRONMENT / "bin" / one) for one in ("python", name)]


@contextmanager
def alone() -> Iterator[None]:
    """One test process at a time makes what is kept; the others wait and find it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _install(folder: Path) -> None:
    _uv("venv", "--quiet", "--python", sys.executable, str(folder))
    python = str(folder / "bin" / "python")
    _uv("pip", "install", "--quiet", "--python", python, "--requirement", str(REQUIREMENTS))


def _uv(*arguments: str) -> None:
    here = shutil.which("uv") or next(map(str, (ROOT / ".tools").glob("uv-*/bin/uv")), None)
    if here is None:
        raise RuntimeError("uv is not there: run `make setup`")
    settings = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    done = subprocess.run([here, *arguments], env=settings, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(
            "Tryton could not be installed for the live tests. It comes from the Python package"
            f" index, which must be reachable the first time.\n{done.stderr.strip()}"
        )
