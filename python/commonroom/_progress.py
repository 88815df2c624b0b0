"""How far a batch is, in a terminal or a notebook."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = bool | Callable[[int, int], object] | None
"""Whether progress is shown (``None``: where somebody can see it), or who is told: ``f(lived, all)``."""


@contextmanager
def shown(wish: Progress) -> Iterator[Callable[[int, int], object] | None]:
    """What is told of progress, if it is wanted."""
    if callable(wish):
        yield wish
    elif wish or (wish is None and _seen()):
        with _bar() as tell:
            yield tell
    else:
        yield None


def _seen() -> bool:
    return sys.stderr.isatty() or _notebook()


def _notebook() -> bool:
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return hasattr(shell, "kernel")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], object]]:
    try:
        tqdm: Any = importlib.import_module("tqdm.auto").tqdm
    except ImportError:
        with _line() as line:
            yield line
        return
    bar = tqdm(unit="run", leave=False)

    def tell(lived: int, runs: int) -> None:
        bar.total = runs
        bar.n = min(lived, runs)
        bar.refresh()

    try:
        yield tell
    finally:
        bar.close()


@contextmanager
def _line() -> Iterator[Callable[[int, int], object]]:
    def tell(lived: int, runs: int) -> None:
        print(f"\r{min(lived, runs)} of {runs} runs", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
