"""What can be set, and what comes out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, TypedDict

from commonroom import _commonroom


class Lever(TypedDict):
    """A lever, as ``commonroom levers --json`` tells it. ``low`` and ``high`` are its usual span."""

    path: str
    unit: str
    range: list[float] | None
    choices: list[str] | None
    default: bool | int | float | str
    low: str | None
    high: str | None
    moves: list[str] | None
    price: str | None
    grade: str
    source: str
    meaning: str
    label_zh: str


class Measure(TypedDict):
    """A measure, as ``commonroom outputs --json`` tells it."""

    name: str
    unit: str
    scope: str
    combine: str
    better: str
    empty: str
    meaning: str
    label: str
    label_zh: str


class Problem(TypedDict):
    """What SALib samples and analyses."""

    num_vars: int
    names: list[str]
    bounds: list[list[float]]


def levers() -> list[Lever]:
    """Everything that an analyst can set."""
    found: list[Lever] = json.loads(_commonroom.levers())
    return found


def measures() -> list[Measure]:
    """Everything that comes out."""
    found: list[Measure] = json.loads(_commonroom.measures())
    return found


@cache
def measure_names() -> tuple[str, ...]:
    """The names of all measures, in their order."""
    return tuple(measure["name"] for measure in measures())


def problem(paths: Iterable[str]) -> Problem:
    """The `problem` of SALib over the usual spans of these levers.

    A whole-numbered lever is sampled as a number: round it before it is set.
    """
    known: dict[str, Any] = {lever["path"]: lever for lever in levers()}
    wanted = [paths] if isinstance(paths, str) else list(paths)
    bounds = []
    for path in wanted:
        if path not in known:
            raise ValueError(f"`{path}` is no lever; commonroom.levers() lists them")
        try:
            ends = [float(known[path]["low"]), float(known[path]["high"])]
        except (TypeError, ValueError):
            raise ValueError(f"`{path}` has no span of numbers") from None
        bounds.append([min(ends), max(ends)])
    return {"num_vars": len(wanted), "names": wanted, "bounds": bounds}
