"""Batches side by side, stopped, forked."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import SMALL

import commonroom as cr


def test_two_threads_run_two_batches_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=120)

    def live(seed: int) -> list[float]:
        met: list[bool] = []

        def meet(lived: int, runs: int) -> None:
            # Nobody goes on before the other batch is under way as well.
            if not met:
                both.wait()
                met.append(True)

        done = cr.run("z-home", replicates=4, seed=seed, weeks=60, threads=1, overrides=SMALL, progress=meet)
        assert met
        return done.windows["visits"]

    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(live, [1, 2]))
    for seed, found in zip([1, 2], together, strict=True):
        assert found == cr.run("z-home", replicates=4, seed=seed, weeks=60, overrides=SMALL).windows["visits"]
    assert together[0] != together[1]


def test_who_stops_one_batch_stops_no_other() -> None:
    begun = threading.Event()

    def stop(lived: int, runs: int) -> None:
        begun.wait(120)
        raise RuntimeError("enough")

    def note(lived: int, runs: int) -> None:
        begun.set()

    with ThreadPoolExecutor(2) as pool:
        stopped = pool.submit(cr.run, "z-home", replicates=500, overrides=SMALL, progress=stop)
        other = pool.submit(cr.run, "z-home", replicates=4, weeks=60, overrides=SMALL, progress=note)
        with pytest.raises(RuntimeError, match="enough"):
            stopped.result()
        assert len(other.result().runs) == 4


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """Whoever runs the tests in the background ignores SIGINT, and Python with it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heard")
@pytest.mark.parametrize("people", [400, 300_000], ids=["between runs", "inside a run"])
def test_ctrl_c_stops_within_a_second(people: int, nothing_stays: Path) -> None:
    asked_at: list[float] = []

    def ask() -> None:
        asked_at.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    # Long enough for runs to be lived, far too short for all of them.
    timer = threading.Timer(3.0, ask)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        cr.run("z-home", replicates=20_000, overrides={**SMALL, "residents.population": people}, tables=["windows"])
    assert time.monotonic() - asked_at[0] < 1.0
    assert list(nothing_stays.iterdir()) == []
    # What was stopped leaves nothing that stops the next.
    assert len(cr.run("z-home", replicates=2, weeks=60, overrides=SMALL).runs) == 2


def test_a_forked_process_goes_on_by_itself() -> None:
    results = cr.run("z-home", replicates=4, weeks=60, overrides=SMALL)
    world = cr.World("z-home", weeks=60, overrides=SMALL)
    world.step(5)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            world.step(5)
            again = cr.run("z-home", replicates=4, weeks=60, overrides=SMALL)
            code = 0 if again.windows["visits"] == results.windows["visits"] and world.week == 10 else 2
            del results, again
        finally:
            os._exit(code)
    deadline = time.monotonic() + 60
    while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0):
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            pytest.fail("the child hangs")
        time.sleep(0.05)
    assert os.waitstatus_to_exitcode(ended[1]) == 0
    # The child gave its copy up, and the folder is still the parent's.
    assert len(results.series) > 0


def test_progress_counts_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    cr.run(["z-home", "support"], replicates=3, weeks=60, overrides=SMALL, progress=lambda *at: seen.append(at))
    assert seen[-1] == (6, 6) and seen == sorted(seen)


def test_progress_in_words(capfd: pytest.CaptureFixture[str]) -> None:
    cr.run("z-home", replicates=2, weeks=60, overrides=SMALL, progress=True)
    assert capfd.readouterr().err != ""
    cr.run("z-home", replicates=2, weeks=60, overrides=SMALL)
    assert capfd.readouterr().err == ""
