"""What is refused, and in which words."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from conftest import HUGE, SMALL, Program

import commonroom as cr


def test_faults_are_those_of_the_command_line(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('title = "Bad"\nextends = "z-home"\n[levers.funding]\ngrnt = 3e5\n\n[levers.brand]\nspend = -1\n')
    with pytest.raises(cr.ScenarioError) as found:
        cr.run([file, "z-hme"])
    assert str(found.value) == program("run", file, "z-hme", code=3).stderr.rstrip("\n")
    faults = found.value.faults
    assert [(f.file, f.line, f.column) for f in faults[:2]] == [(str(file), 4, 1), (str(file), 7, 9)]
    assert "grant" in (faults[0].suggestion or "") and "z-home" in (faults[2].suggestion or "")
    assert (found.value.file, found.value.line, found.value.column) == (str(file), 4, 1)
    again = pickle.loads(pickle.dumps(found.value))
    assert str(again) == str(found.value) and again.faults == faults


def test_faults_of_a_dict_come_all_at_once(program: Program) -> None:
    with pytest.raises(cr.ScenarioError) as found:
        cr.run({"extends": "z-home", "levers.funding.grnt": 3e5, "levers.brand.spend": "much"})
    words = "z-home:levers.funding.grnt=300000:levers.brand.spend=\"much\""
    assert str(found.value) == program("run", words, code=3).stderr.rstrip("\n")
    assert len(found.value.faults) == 2


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        ({"replicates": -1}, ValueError, "replicates must be a whole number from 1"),
        ({"replicates": 2.5}, TypeError, "replicates must be a whole number, not 2.5"),
        ({"replicates": True}, TypeError, "replicates"),
        ({"replicates": "3"}, TypeError, "replicates"),
        ({"replicates": 2**32}, ValueError, "replicates"),
        ({"seed": -1}, ValueError, "seed"),
        ({"seed": 2**64}, ValueError, "seed"),
        ({"threads": 0}, ValueError, "threads"),
        ({"weeks": -5}, cr.ScenarioError, "weeks"),
        ({"weeks": 10**6}, cr.ScenarioError, "weeks"),
        ({"tables": ["serie"]}, ValueError, "`serie` is no table of a result folder; did you mean `series`"),
        ({"tables": [1]}, TypeError, "tables"),
        ({"measures": "visit"}, ValueError, "`visit` is no measure"),
        ({"overrides": {"residents.population": 10**12}}, cr.ScenarioError, "residents.population"),
        ({"overrides": {"levers.funding.grant": float("nan")}}, ValueError, "levers.funding.grant"),
        ({"overrides": {"levers.funding.grant": object()}}, TypeError, "levers.funding.grant"),
        ({"overrides": {"a=b": 1}}, ValueError, "'a=b' is no key"),
        ({"overrides": {1: 1}}, TypeError, "key"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error) as found:
        cr.run("z-home", **asked)
    assert words in str(found.value)


@pytest.mark.parametrize(
    ("scenario", "error"),
    [
        (7, TypeError),
        ([7], TypeError),
        ({"levers.funding.grant": 1}, ValueError),
        ({"extends": 7}, ValueError),
        ({"extends": "z-home", "schedule": [{"week": 60, "levers.funding.grant": 1}]}, ValueError),
        ({"extends": "z-home", "name": "n", "schedule": [{"week": 60, "levers.funding.grnt": 1}]}, cr.ScenarioError),
        ({"extends": [7]}, TypeError),
        ({"extends": "z-home", "name": 7}, TypeError),
        ({"extends": "z-home", "name": "a/b"}, cr.ScenarioError),
        ([], cr.ScenarioError),
        ("", cr.ScenarioError),
        ("z-home\0", cr.ScenarioError),
        (["z-home", "z-home"], cr.ScenarioError),
        (b"z-home", TypeError),
    ],
)
def test_what_is_no_scenario(scenario: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        cr.run(scenario)


def test_what_stands_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(cr.OutputExists, match="exists already"):
        cr.run("z-home", replicates=1, weeks=60, overrides=SMALL, out=tmp_path / "there")
    results = cr.run("z-home", replicates=1, weeks=60, overrides=SMALL, out=tmp_path / "here")
    assert results.folder == tmp_path / "here" and len(cr.read_results(tmp_path / "here").windows) > 0
    with pytest.raises(cr.OutputExists):
        results.save(tmp_path / "there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "there"]


def test_a_place_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(cr.RunError):
        cr.run("z-home", replicates=1, weeks=60, overrides=SMALL, out=tmp_path / "file" / "results")
    with pytest.raises(FileNotFoundError):
        cr.read_results(tmp_path)


def test_no_measure_of_a_ranking() -> None:
    with pytest.raises(ValueError, match="`visit` is no measure; did you mean `visits`"):
        cr.compare("z-home", "support", measure="visit")


def test_other_horizons_are_not_compared() -> None:
    with pytest.raises(cr.ScenarioError, match="weeks") as found:
        cr.compare("z-home", {"extends": "z-home", "weeks": 104}, overrides=SMALL)
    assert found.value.faults == [] and found.value.file is None


def test_more_people_than_there_is_room_for() -> None:
    with pytest.raises(cr.ScenarioError, match="`huge` needs about .* are free: fewer residents") as found:
        cr.run(HUGE, replicates=1)
    assert found.value.faults == []
    with pytest.raises(cr.ScenarioError, match="are free"):
        cr.World(HUGE)
