"""What the tests share: a small world, and the program beside which the package is held."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = {"residents.population": 400, "calendar.warm_start": 8}
# More people than any machine has room for.
HUGE = {
    "extends": "z-home",
    "name": "huge",
    "communities": [{"name": f"place {n}", "residents.population": 100_000_000} for n in range(1000)],
}
SETS = [f"--set={key}={value}" for key, value in SMALL.items()]

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def program() -> Program:
    """The program that was built beside the package."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    path = os.environ.get("COMMONROOM", str(target / "release" / "commonroom"))

    def call(*arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([path, *map(str, arguments)], capture_output=True, text=True, env={"LC_ALL": "C"})
        assert done.returncode == code, done.stderr
        return done

    return call


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Temporary folders of batches lie here, and are gone after the test."""
    import gc
    import tempfile

    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    gc.collect()
    assert list(folder.iterdir()) == []
