"""SALib and the EMA workbench take levers as they are declared."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from conftest import SMALL

import commonroom as cr
from commonroom import workbench

LEVERS = ["levers.funding.grant", "levers.funding.instalments"]
HOW: dict[str, Any] = {"replicates": 2, "weeks": 80, "overrides": SMALL}


def test_an_evaluation_is_the_mean_of_the_worlds() -> None:
    found = workbench.evaluate("z-home", ["reserve", "visits"], **HOW)
    given = {"levers.funding.grant": 2e5, "levers.funding.instalments": 5.6}
    overrides = {**SMALL, **given, "levers.funding.instalments": 6}
    windows = cr.run("z-home", replicates=2, weeks=80, overrides=overrides).windows
    last = [held for held, window in zip(windows["reserve"], windows["window"], strict=True) if window == "last-year"]
    assert found(**given)["reserve"] == sum(last) / 2
    assert found(**{**given, "levers.funding.instalments": 1})["reserve"] != sum(last) / 2
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(ValueError, match="`visit` is no measure"):
        workbench.evaluate("z-home", ["visit"])
    with pytest.raises(ValueError, match="`levers.x` is no lever"):
        found(**{"levers.x": 1})
    with pytest.raises(ValueError, match="no window `year-9`"):
        workbench.evaluate("z-home", ["visits"], window="year-9", **HOW)()


def test_salib_finds_the_lever_that_acts() -> None:
    from SALib.analyze import morris as analysis
    from SALib.sample import morris

    problem = cr.problem([*LEVERS, "levers.operator.social_workers", "levers.brand.spend"])
    found = workbench.evaluate("z-home", ["staff"], **HOW)
    sample = morris.sample(problem, N=4, seed=1)
    answers = [found(**dict(zip(problem["names"], row, strict=True)))["staff"] for row in sample]
    import numpy

    effects = analysis.analyze(problem, sample, numpy.array(answers), seed=1)
    by_name = dict(zip(effects["names"], effects["mu_star"], strict=True))
    # Who employs social workers has staff; what is spent on the brand employs nobody.
    assert by_name["levers.operator.social_workers"] > by_name["levers.brand.spend"]


@pytest.mark.filterwarnings("ignore")
def test_the_ema_workbench_lives_experiments() -> None:
    import ema_workbench as ema

    model = workbench.model("home", "z-home", [*LEVERS, "levers.council.charter"], ["visits", "staff"], **HOW)
    experiments, outcomes = ema.perform_experiments(model, policies=3)
    assert len(outcomes["visits"]) == len(experiments) == 3
    first = experiments.iloc[0]
    given = {path: first[path.replace(".", "_")] for path in [*LEVERS, "levers.council.charter"]}
    again = workbench.evaluate("z-home", ["visits"], **HOW)(**given)
    assert again["visits"] == outcomes["visits"][0]
    with pytest.raises(ValueError, match="`levers.x` is no lever"):
        workbench.model("home", "z-home", ["levers.x"], ["visits"])
