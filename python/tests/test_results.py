"""The numbers are those of the program, byte for byte, in files and as Arrow."""

from __future__ import annotations

import csv
import filecmp
import gc
import json
import shutil
from pathlib import Path
from typing import Any

import numpy
import pandas
import polars
import pyarrow
import pytest
from conftest import SETS, SMALL, Program

import commonroom as cr

ASKED = [
    "z-home",
    {"extends": "z-home", "levers.funding.grant": 3e5, "levers": {"brand": {"spend": 900}}},
    {"extends": ["z-home", "support"], "levers.operator.social_workers": 6.0},
]
SAID = [
    "z-home",
    "z-home:levers.funding.grant=300000:levers.brand.spend=900",
    "z-home+support:levers.operator.social_workers=6",
]


@pytest.fixture(scope="module")
def told(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("program") / "told"
    program("run", *SAID, *SETS, "-r", "3", "--seed", "7", "--weeks", "110", "--no-report", "-q", "-o", folder)
    return folder


def lived() -> cr.Results:
    return cr.run(ASKED, replicates=3, seed=7, weeks=110, overrides=SMALL)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def equal(told: Path, saved: Path) -> list[str]:
    """The names of the files of two folders that hold the same."""
    names = files(told)
    assert files(saved) == names
    assert filecmp.cmpfiles(told, saved, names, shallow=False) == (names, [], [])
    return names


def test_every_file_is_that_of_the_program(told: Path, tmp_path: Path) -> None:
    names = equal(told, lived().save(tmp_path / "saved"))
    assert {"series.csv", "summary.csv", "ledger.csv", "manifest.json", "scenarios/z-home.resolved.toml"} <= set(names)


def test_arrow_holds_what_the_files_hold(told: Path) -> None:
    results = cr.read_results(told)
    of_weeks = {"series", "windows", "groups", "summary", "events", "ledger"}
    assert set(results.tables) == of_weeks | {"runs", "failures", "warnings"}
    for name, table in results.tables.items():
        frame = pyarrow.table(table)
        frame.validate(full=True)
        with (told / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        assert frame.column_names == table.column_names == header
        assert frame.num_rows == len(table) == len(rows)
        read = {pyarrow.int64(): int, pyarrow.float64(): float, pyarrow.large_string(): str}
        read[pyarrow.bool_()] = {"true": True, "false": False}.__getitem__
        for at, field in enumerate(frame.schema):
            cells = [read[field.type](row[at]) if row[at] else None for row in rows]
            assert frame.column(at).to_pylist() == cells, (name, field)
            assert table[field.name] == cells


def test_others_take_the_tables(told: Path) -> None:
    results = cr.read_results(told)
    weeks = results.series["week"]
    taken = polars.from_arrow(results.series)
    assert isinstance(taken, polars.Series) and taken.struct.field("week").to_list() == weeks
    assert results.series.to_polars()["week"].to_list() == weeks
    assert pandas.DataFrame.from_arrow(results.series)["week"].tolist() == weeks
    assert results.series.to_pandas()["week"].tolist() == weeks
    assert isinstance(results.series.to_pandas(), pandas.DataFrame)
    assert pyarrow.schema(results.series) == results.series.to_pyarrow().schema
    assert results.events.to_pyarrow()["community"].null_count > 0


def test_what_is_taken_outlives_the_results() -> None:
    results = cr.run("z-home", replicates=2, weeks=60, overrides=SMALL)
    folder, weeks = results.folder, results.series["week"]
    taken = [pyarrow.table(results.series), results.series.to_polars()["week"]]
    results.series.__arrow_c_stream__()
    results.series.__arrow_c_schema__()
    del results
    gc.collect()
    assert not folder.exists()
    assert taken[0]["week"].to_pylist() == weeks == taken[1].to_list()


def test_tables_and_measures_are_chosen() -> None:
    results = cr.run("z-home", replicates=2, weeks=60, overrides=SMALL, tables=["windows"], measures="participation")
    assert set(results.tables) == {"windows", "runs", "failures", "warnings"}
    assert results.windows.column_names[-1] == "participation"
    with pytest.raises(AttributeError, match="no table `series`.*windows"):
        results.series


def test_a_sample_gives_residents_as_the_program_does(program: Program, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program("run", "z-home", *SETS, "-r", "2", "--weeks", "60", "--sample", "5", "--no-report", "-q", "-o", told)
    results = cr.run("z-home", replicates=2, weeks=60, overrides=SMALL, sample=5)
    equal(told, results.save(tmp_path / "saved"))
    frame = results.residents.to_pandas()
    living = frame.groupby("replicate")["weeks"].sum()
    assert living.to_dict() == {1: 5 * 60, 2: 5 * 60}
    assert set(results.residents["union_member"]) <= {True, False}
    assert "residents" not in cr.run("z-home", replicates=1, weeks=60, overrides=SMALL).tables
    with pytest.raises(cr.ScenarioError, match="`z-home` has 400 residents; --sample 400 takes all of them"):
        cr.run("z-home", replicates=1, weeks=60, overrides=SMALL, sample=401)
    for wrong in (0, 2**32):
        with pytest.raises(ValueError, match="sample must be a whole number from 1"):
            cr.run("z-home", replicates=1, weeks=60, overrides=SMALL, sample=wrong)


def test_a_scenario_may_have_a_name_of_its_own() -> None:
    both = [{"extends": "z-home", "name": "ours"}, "z-home"]
    results = cr.run(both, replicates=1, weeks=60, overrides=SMALL, tables=["windows"])
    assert results.scenarios == ["ours", "z-home"]


def test_numbers_of_numpy_are_numbers() -> None:
    ours: dict[str, Any] = {"levers.funding.grant": 3e5, "levers.funding.lag": 6, "levers.council.charter": True}
    theirs = {
        "levers.funding.grant": numpy.float64(3e5),
        "levers.funding.lag": numpy.int64(6),
        "levers.council.charter": numpy.True_,
    }
    both = [cr.run("z-home", replicates=numpy.int32(1), weeks=80, overrides={**SMALL, **set_to}) for set_to in (ours, theirs)]
    assert both[0].manifest == both[1].manifest


def test_what_to_know_is_warned_of() -> None:
    with pytest.warns(cr.ScenarioWarning, match="2 replicates give wide intervals"):
        results = cr.run("z-home", replicates=2, weeks=60, overrides=SMALL)
    assert results.warnings


def test_a_table_in_parquet_says_how_it_is_read(told: Path, tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    shutil.copytree(told, folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (windows,) = [table for table in package["resources"] if table["name"] == "windows"]
    windows.update(format="parquet", path=["windows/scenario=z-home/part-0.parquet"])
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    results = cr.read_results(folder)
    with pytest.raises(ValueError, match="windows stands in the folder as Parquet.*polars.read_parquet"):
        results.windows  # noqa: B018
    assert len(results.runs) == 9


def test_a_comparison_is_that_of_the_program(program: Program, tmp_path: Path) -> None:
    asked = ["compare", *SAID[:2], *SETS, "-r", "4", "--weeks", "110", "--chance-only", "--no-report", "-q"]
    program(*asked, "-o", tmp_path / "told")
    compared = cr.compare(ASKED[0], ASKED[1], replicates=4, weeks=110, overrides=SMALL, draws=0)
    assert "effects.csv" in equal(tmp_path / "told", compared.save(tmp_path / "saved"))
    row = compared.effect(compared.scenarios[1], "public_cost")
    (found,) = [e for e in compared.answer["scenarios"][0]["effects"]
                if (e["measure"], e["window"]) == ("public_cost", "last-year")]
    assert abs(row["diff"] - found["diff"]) < 0.01 and row["baseline"] == "z-home"
    assert compared.answer["ranking"]["scenarios"] == compared.scenarios
    with pytest.raises(KeyError):
        compared.effect("z-home", "participation")


def test_what_is_known_is_told_as_the_program_tells_it(program: Program, tmp_path: Path) -> None:
    asked = ["compare", *SAID[:2], *SETS, "-r", "2", "--weeks", "110", "--draws", "5", "--no-report", "-q"]
    program(*asked, "-o", tmp_path / "told")
    compared = cr.compare(ASKED[0], ASKED[1], replicates=2, weeks=110, overrides=SMALL, draws=5)
    assert "draws.csv" in equal(tmp_path / "told", compared.save(tmp_path / "saved"))
    known = compared.answer["knowledge"]
    assert (known["draws"], known["draws_there"]) == (5, 268)
    assert set(compared.draws["draw"]) == {1, 2, 3, 4, 5}
    with pytest.raises(ValueError, match="one draw tells nothing of what is known"):
        cr.compare(ASKED[0], ASKED[1], replicates=2, weeks=110, overrides=SMALL, draws=1)
