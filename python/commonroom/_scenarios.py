"""Scenarios and numbers as users give them, as the native part takes them."""

from __future__ import annotations

import math
import operator
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any


_Value = Any
ScenarioParts = tuple[str | None, Sequence[str], Sequence[str], str | None]
Scenario = str | os.PathLike[str] | Mapping[str, Any]
"""A scenario: words as on the command line, a path, or a dict.

A dict names what it ``extends`` (a scenario, or a list of them, later over earlier), may give itself a ``name``,
and sets anything that a file can set by its dotted key.
"""

_KEY = re.compile(r"[^\s=:\"'\[\]{}#,]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def whole(name: str, value: object, low: int, high: int) -> int:
    """A whole number within bounds."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    number = operator.index(value)
    if not low <= number <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {number}")
    return number


def names(name: str, value: Iterable[str] | None) -> list[str]:
    """Several names; one alone is no list of its letters."""
    if value is None:
        return []
    listed = [value] if isinstance(value, str) else list(value)
    for one in listed:
        if not isinstance(one, str):
            raise TypeError(f"{name} must be names, not {one!r}")
    return listed


def scenarios(given: Scenario | Iterable[Scenario]) -> list[ScenarioParts]:
    """Several scenarios, or one."""
    if isinstance(given, (str, os.PathLike, Mapping)):
        return [scenario(given)]
    return [scenario(one) for one in given]


def scenario(given: Scenario) -> ScenarioParts:
    """One scenario."""
    if isinstance(given, Mapping):
        return _told(given)
    if isinstance(given, (str, os.PathLike)):
        return _path(given), [], [], None
    raise TypeError(f"a scenario is a name, a path or a dict, not {given!r}")


def _path(given: str | os.PathLike[str]) -> str:
    path = os.fspath(given)
    if not isinstance(path, str):
        raise TypeError(f"a scenario is named by text, not {path!r}")
    return path


def _told(given: Mapping[str, Any]) -> ScenarioParts:
    rest = dict(given)
    extends, called = rest.pop("extends", None), rest.pop("name", None)
    parts = [extends] if isinstance(extends, (str, os.PathLike)) else extends
    if not isinstance(parts, Sequence) or not parts:
        raise ValueError('a scenario as a dict says what it extends: {"extends": "z-home", ...}')
    if called is not None and not isinstance(called, str):
        raise TypeError(f"the name of a scenario is text, not {called!r}")
    if called is None and any(isinstance(value, (list, tuple)) for _, value in _flat(rest, "")):
        raise ValueError("a scenario that is told by lists (schedule, when ...) needs a `name`: they give none")
    return None, [_path(part) for part in parts], sets(rest), called


def sets(given: Mapping[str, Any] | None) -> list[str]:
    """What is set, as `key=value`; tables inside are told by dotted keys."""
    return [f"{key}={_toml(value, key)}" for key, value in _flat(given or {}, "")]


def _flat(given: Mapping[str, Any], above: str) -> Iterable[tuple[str, _Value]]:
    for key, value in given.items():
        if not isinstance(key, str):
            raise TypeError(f"a key is text, not {key!r}")
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no key: keys look like levers.funding.grant")
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _toml(value: _Value, key: str) -> str:
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    if hasattr(value, "__index__"):
        return str(operator.index(value))
    if isinstance(value, (Real, float)):
        return _number(float(value), key)
    if isinstance(value, str):
        return '"' + "".join(_ESCAPES.get(letter, letter) for letter in value) + '"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_toml(v, k)}" for k, v in _flat(value, "")) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(one, key) for one in value) + "]"
    raise TypeError(f"{key}: a value is a number, a flag, text, a list or a dict, not {value!r}")


def _number(value: float, key: str) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{key}: {value} is no number that can be set")
    # A whole number may stand where a number is meant, and 8.0 where a whole one is.
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
