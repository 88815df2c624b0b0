"""Levers as parameters of other programs: SALib by :func:`evaluate`, the EMA workbench by :func:`model`."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonroom import _scenarios
from commonroom._declarations import Lever, levers, measure_names
from commonroom._results import run
from commonroom._scenarios import Scenario


def _known(paths: Iterable[str]) -> list[Lever]:
    known = {lever["path"]: lever for lever in levers()}
    wanted = _scenarios.names("levers", paths)
    for path in wanted:
        if path not in known:
            raise ValueError(f"`{path}` is no lever; commonroom.levers() lists them")
    return [known[path] for path in wanted]


def _measured(outcomes: Iterable[str]) -> list[str]:
    wanted = _scenarios.names("outcomes", outcomes)
    for name in wanted:
        if name not in measure_names():
            raise ValueError(f"`{name}` is no measure; commonroom.measures() lists them")
    return wanted


@dataclass(frozen=True)
class Evaluation:
    """Means of measures over random worlds, always the same ones, as a function of levers by their paths."""

    base: Scenario
    outcomes: list[str]
    window: str = "last-year"
    replicates: int = 5
    seed: int = 1
    weeks: int | None = None
    threads: int | None = 1
    overrides: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, **set_to: Any) -> dict[str, float]:
        whole = {lever["path"] for lever in _known(set_to) if type(lever["default"]) is int}
        rounded = {path: round(value) if path in whole else value for path, value in set_to.items()}
        lived = run(
            self.base,
            replicates=self.replicates,
            seed=self.seed,
            weeks=self.weeks,
            threads=self.threads,
            overrides={**self.overrides, **rounded},
            tables=["windows"],
            measures=self.outcomes,
            progress=False,
        )
        windows = lived.windows
        rows = [row for row, window in enumerate(windows["window"]) if window == self.window]
        if not rows:
            raise ValueError(f"no window `{self.window}`; there are {', '.join(dict.fromkeys(windows['window']))}")
        return {name: _mean([windows[name][row] for row in rows]) for name in self.outcomes}


def _mean(values: list[float | None]) -> float:
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else float("nan")


def evaluate(base: Scenario, outcomes: Iterable[str], **how: Any) -> Evaluation:
    """A function of levers that gives means of measures; ``how``: ``window``, ``replicates``, ``seed``,
    ``weeks``, ``threads``, ``overrides``.

    With SALib: ``[f(**dict(zip(problem["names"], row)))["visits"] for row in sample]``. A whole-numbered lever
    is rounded.
    """
    return Evaluation(base, _measured(outcomes), **how)


def model(name: str, base: Scenario, paths: Iterable[str], outcomes: Iterable[str], **how: Any) -> Any:
    """A ``Model`` of the EMA workbench: levers over their usual spans, and measures as scalar outcomes.

    ``how`` is as for :func:`evaluate`. In the workbench a lever is called by its path with ``_`` for ``.``.
    """
    ema = importlib.import_module("ema_workbench")
    evaluation = evaluate(base, outcomes, **how)
    made = ema.Model(name, function=evaluation)
    made.levers = [_parameter(ema, lever) for lever in _known(paths)]
    made.outcomes = [ema.ScalarOutcome(outcome) for outcome in evaluation.outcomes]
    return made


def _parameter(ema: Any, lever: Lever) -> Any:
    called, path, default = lever["path"].replace(".", "_"), lever["path"], lever["default"]
    if isinstance(default, bool):
        return ema.BooleanParameter(called, default=default, variable_name=path)
    if lever["choices"]:
        return ema.CategoricalParameter(called, lever["choices"], default=default, variable_name=path)
    if lever["low"] is None or lever["high"] is None:
        raise ValueError(f"`{path}` has no usual span")
    low, high = sorted([float(lever["low"]), float(lever["high"])])
    if isinstance(default, int):
        return ema.IntegerParameter(called, int(low), int(high), variable_name=path)
    return ema.RealParameter(called, low, high, variable_name=path)
