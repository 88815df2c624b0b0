"""Scenarios against a baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from commonroom._progress import Progress
from commonroom._results import Results
from commonroom._scenarios import Scenario


class Comparison(Results):
    """What scenarios change against a baseline in the same random worlds.

    ``effects`` and ``group_effects`` are tables beside those of the runs; ``answer`` holds everything that
    ``commonroom compare --json`` answers: effects, costs, prices, ranking, frontier, what breaks.
    """

    def effect(self, scenario: str, measure: str, window: str = "last-year") -> dict[str, Any]:
        """The row of ``effects`` of a scenario, by the names of its columns."""
        table = self.tables["effects"]
        keys = zip(table["scenario"], table["measure"], table["window"], strict=True)
        for row, key in enumerate(keys):
            if key == (scenario, measure, window):
                return {name: table[name][row] for name in table.column_names}
        raise KeyError(f"no effect of {scenario} on {measure} over {window}")


def compare(
    base: Scenario,
    others: Scenario | Iterable[Scenario],
    *,
    measure: str = "participation",
    replicates: int = 20,
    seed: int = 1,
    weeks: int | None = None,
    threads: int | None = None,
    overrides: Mapping[str, Any] | None = None,
    draws: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Progress = None,
) -> Comparison:
    """Compare scenarios with a baseline in the same random worlds: ``commonroom compare``.

    ``measure`` is that of the ranking. ``draws``: so many plausible draws of what nobody measured are lived
    beside random worlds, as many as a minute of two cores allows unless told; 0 for chance only. What is known
    stands in ``answer["knowledge"]`` and in the table ``draws``. The others are as for :func:`commonroom.run`;
    ``progress`` counts runs of random worlds.
    """
    listed = [others] if isinstance(others, (str, os.PathLike, Mapping)) else list(others)
    return Comparison._lived(
        [base, *listed],
        measure=measure,
        replicates=replicates,
        seed=seed,
        weeks=weeks,
        threads=threads,
        overrides=overrides,
        draws=draws,
        out=out,
        progress=progress,
    )
