"""Settings from the environment."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dougong.platform.settings import Settings, SettingsError


def test_all_by_itself_it_is_sqlite_in_its_home(tmp_path: Path) -> None:
    found = Settings.load({"DOUGONG_HOME": str(tmp_path / "var")})
    assert found.home == tmp_path / "var" and found.home.is_dir()
    assert found.database_url == f"sqlite:///{tmp_path / 'var' / 'dougong.sqlite'}"
    assert found.on_sqlite and len(found.secret_key) == 64
    key = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [one.name for one in found.home.iterdir()] == ["secret_key"]


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    environment = {"DOUGONG_HOME": str(tmp_path)}
    assert Settings.load(environment).secret_key == Settings.load(environment).secret_key
    assert Settings.load({**environment, "DOUGONG_SECRET_KEY": "given"}).secret_key == "given"


def test_many_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = list(
            threads.map(
                lambda _: Settings.load({"DOUGONG_HOME": str(tmp_path)}).secret_key, range(40)
            )
        )
    assert len(set(keys)) == 1 and len(keys[0]) == 64
    assert [one.name for one in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_needs_a_key_all_machines_share(tmp_path: Path, scheme: str) -> None:
    environment = {"DOUGONG_HOME": str(tmp_path), "DOUGONG_DATABASE_URL": f"{scheme}://u@h/d"}
    with pytest.raises(SettingsError, match="DOUGONG_SECRET_KEY"):
        Settings.load(environment)
    found = Settings.load({**environment, "DOUGONG_SECRET_KEY": "k"})
    assert found.database_url == "postgresql+psycopg://u@h/d" and not found.on_sqlite


def test_what_is_empty_counts_as_unsaid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = Settings.load(
        {"DOUGONG_HOME": "", "DOUGONG_DATABASE_URL": "", "DOUGONG_SECRET_KEY": ""}
    )
    assert found.home == tmp_path / "var" and found.home.is_absolute()
