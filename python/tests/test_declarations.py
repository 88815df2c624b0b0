"""Levers and measures are those of the program; types are told and hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Program

import commonroom as cr


def test_levers_and_measures_are_those_of_the_program(program: Program) -> None:
    assert cr.levers() == json.loads(program("levers", "--json").stdout)
    assert cr.measures() == json.loads(program("outputs", "--json").stdout)


def test_a_problem_has_the_usual_spans() -> None:
    names = ["levers.funding.grant", "levers.operator.social_workers"]
    problem = cr.problem(names)
    spans = {lever["path"]: (lever["low"], lever["high"]) for lever in cr.levers()}
    assert problem["names"] == names and problem["num_vars"] == 2
    for name, bounds in zip(names, problem["bounds"], strict=True):
        assert sorted(bounds) == bounds and sorted(map(float, spans[name])) == bounds  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`levers.x` is no lever"):
        cr.problem(["levers.x"])
    words = next(lever["path"] for lever in cr.levers() if lever["choices"])
    with pytest.raises(ValueError, match="no span of numbers"):
        cr.problem([words])


def test_types_hold(tmp_path: Path) -> None:
    """The package and a user's file by mypy --strict, and the stub beside the native part."""
    user = tmp_path / "user.py"
    user.write_text(
        "import commonroom as cr\n"
        'r = cr.run(["z-home", {"extends": "z-home", "levers.funding.grant": 3e5}], replicates=2)\n'
        "reveal_type(r.series.to_polars())\n"
        'reveal_type(cr.World("z-home")["visits"])\n'
    )
    wrong = tmp_path / "wrong.py"
    wrong.write_text('import commonroom as cr\ncr.run("z-home", replicates="2")\n')
    told = _mypy(tmp_path, "mypy", "--strict", "-p", "commonroom", "-m", "user")
    assert "polars" in told and "float | None" in told, told
    assert "incompatible type" in _mypy(tmp_path, "mypy", "--strict", "wrong.py", code=1)
    _mypy(tmp_path, "mypy.stubtest", "commonroom._commonroom")


def _mypy(folder: Path, *words: str, code: int = 0) -> str:
    environment = {**os.environ, "MYPYPATH": str(folder)}
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, cwd=folder, env=environment)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
