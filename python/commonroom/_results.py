"""Batches of runs, and the tables that come of them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
import weakref
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from commonroom import _commonroom, _progress, _scenarios
from commonroom._errors import OutputExists, ScenarioWarning, told
from commonroom._progress import Progress
from commonroom._scenarios import Scenario
from commonroom._table import Table

_FOLDER = "results"


class _Tables(Mapping[str, Table]):
    """The tables of a folder, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self._described = {table["name"]: table for table in package["resources"]}
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            table = self._described[name]
            if table["format"] != "csv":
                files = self._folder / name / "*" / "*.parquet"
                raise ValueError(
                    f"the table {name} stands in the folder as Parquet, a file for each scenario; read it with "
                    f"polars.read_parquet({str(files)!r}, hive_partitioning=True)"
                )
            columns = [(field["name"], field["type"]) for field in table["schema"]["fields"]]
            read = _commonroom.read_table(self._folder / table["path"], columns)
            self._read[name] = Table(read, name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._described)

    def __len__(self) -> int:
        return len(self._described)


class Results:
    """A result folder: the one that ``commonroom run`` writes, byte for byte.

    Its tables are attributes (``r.series``, ``r.windows``, ``r.groups``, ``r.summary``, ``r.events``,
    ``r.ledger``, ``r.runs``, ``r.failures``, ``r.warnings``) and items of
    ``r.tables``; each is read when it is first asked
    for. Without a place of its own the folder lies among temporary files and goes with this object.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        self.tables: Mapping[str, Table] = _Tables(self.folder)
        self.manifest: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.answer: dict[str, Any] = {}
        self.warnings: list[str] = []

    def __getattr__(self, name: str) -> Table:
        # Asked also while nothing is there yet, for example by what copies objects.
        tables: Mapping[str, Table] | None = self.__dict__.get("tables")
        if name.startswith("_") or tables is None:
            raise AttributeError(name)
        table = tables.get(name.replace("_", "-"))
        if table is None:
            raise AttributeError(f"no table `{name}` among these results; there are {', '.join(tables)}")
        return table

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(name.replace("-", "_") for name in self.tables)]

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios, as they stand in the tables."""
        return [scenario["name"] for scenario in self.manifest["scenarios"]]

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the whole folder to a place where nothing stands yet."""
        place = Path(folder)
        if place.exists() or place.is_symlink():
            raise OutputExists(f"{place} exists already; choose another name")
        with tempfile.TemporaryDirectory(prefix=".commonroom-", dir=place.parent) as work:
            shutil.copytree(self.folder, Path(work) / _FOLDER)
            os.rename(Path(work) / _FOLDER, place)
        return place

    def __repr__(self) -> str:
        return f"<commonroom.{type(self).__name__} of {', '.join(self.scenarios)}: {', '.join(self.tables)}>"

    @classmethod
    def _lived(
        cls,
        scenarios: Scenario | Iterable[Scenario],
        *,
        out: str | os.PathLike[str] | None,
        progress: Progress,
        replicates: int,
        seed: int,
        weeks: int | None,
        threads: int | None,
        overrides: Mapping[str, Any] | None,
        tables: Iterable[str] | None = None,
        measures: Iterable[str] | None = None,
        sample: int | None = None,
        measure: str | None = None,
        draws: int | None = None,
    ) -> Self:
        asked: dict[str, Any] = {
            "scenarios": _scenarios.scenarios(scenarios),
            "sets": _scenarios.sets(overrides),
            "weeks": None if weeks is None else _scenarios.whole("weeks", weeks, -(2**63), 2**63 - 1),
            "seed": _scenarios.whole("seed", seed, 0, 2**64 - 1),
            "replicates": _scenarios.whole("replicates", replicates, 1, 2**32 - 1),
            "threads": None if threads is None else _scenarios.whole("threads", threads, 1, 4096),
            "tables": _scenarios.names("tables", tables),
            "measures": _scenarios.names("measures", measures),
            "sample": None if sample is None else _scenarios.whole("sample", sample, 1, 2**32 - 1),
            "measure": measure,
            "draws": None if draws is None else _scenarios.whole("draws", draws, 0, 20_000),
        }
        temporary = tempfile.mkdtemp(prefix="commonroom-") if out is None else None
        place = Path(temporary) / _FOLDER if temporary is not None else Path(os.fspath(out or ""))
        try:
            with told(), _progress.shown(progress) as tell:
                answer, words = _commonroom.batch(**asked, folder=place, progress=tell)
            done = cls(place)
        except BaseException:
            _remove(temporary, os.getpid())
            raise
        weakref.finalize(done, _remove, temporary, os.getpid())
        done.answer, done.warnings = json.loads(answer), words
        for warning in words:
            warnings.warn(warning, ScenarioWarning, stacklevel=3)
        return done


def _remove(folder: str | None, owner: int) -> None:
    # What a process began is not for those that it forked to remove.
    if folder is not None and os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def run(
    scenarios: Scenario | Iterable[Scenario],
    *,
    replicates: int = 20,
    seed: int = 1,
    weeks: int | None = None,
    threads: int | None = None,
    overrides: Mapping[str, Any] | None = None,
    tables: Iterable[str] | None = None,
    measures: Iterable[str] | None = None,
    sample: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Progress = None,
) -> Results:
    """Live scenarios in many random worlds: ``commonroom run``.

    ``replicates``: random worlds, the same for every scenario. ``seed``: seed of all of them. ``weeks``: weeks
    to simulate instead of those of the scenarios. ``threads``: one for each core unless told. ``overrides``: set
    in every scenario (``--set``). ``tables``, ``measures``: keep these alone. ``sample``: so many residents of each
    world, one by one, are the table ``residents`` (``--sample``). ``out``: where the folder stays; without it, it
    goes with the result. ``progress``: see ``commonroom._progress``.

    The interpreter's lock is free meanwhile, so that threads run batches side by side; Ctrl-C stops within a
    second. Faults raise :class:`ScenarioError`, all at once; a run that fails is a row of ``failures``.
    """
    return Results._lived(
        scenarios,
        replicates=replicates,
        seed=seed,
        weeks=weeks,
        threads=threads,
        overrides=overrides,
        tables=tables,
        measures=measures,
        sample=sample,
        out=out,
        progress=progress,
    )


def read_results(folder: str | os.PathLike[str]) -> Results:
    """The tables of a result folder, whoever wrote it."""
    return Results(folder)
