"""A world by hand lives the weeks of `run`."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from conftest import SMALL

import commonroom as cr

WEEKS = 90


def world(**more: Any) -> cr.World:
    return cr.World("z-home", seed=3, replicate=2, weeks=WEEKS, overrides=SMALL, **more)


def course(of: cr.World, until: int) -> list[dict[str, float | None]]:
    found = [of.measures()]
    while of.week < until:
        of.step()
        found.append(of.measures())
    return found


def test_weeks_lived_by_hand_are_those_of_run() -> None:
    by_hand = world()
    found = course(by_hand, 60)
    by_hand.set("levers.brand.spend", 5000.0)
    by_hand.step()
    by_hand.set({"levers.brand.spend": 10, "levers.operator.social_workers": 6})
    found += course(by_hand, WEEKS)
    assert by_hand.changes == {
        61: {"levers.brand.spend": 5000.0},
        62: {"levers.brand.spend": 10, "levers.operator.social_workers": 6},
    }
    dated = {"extends": "z-home", "name": "dated", "schedule": [{"week": week, **levers} for week, levers in by_hand.changes.items()]}
    series = cr.run(dated, replicates=2, seed=3, weeks=WEEKS, overrides=SMALL).series.to_dict()
    rows = [row for row, replicate in enumerate(series["replicate"]) if replicate == 2]
    assert len(rows) == len(found) == WEEKS + 1
    money = {measure["name"] for measure in cr.measures() if "yuan" in measure["unit"]}
    for row, week in zip(rows, found, strict=True):
        for name, value in week.items():
            told = series[name][row]
            if name in money and value is not None:
                # Files hold money in whole fen.
                assert abs(value - told) <= 0.005 + 1e-9, name
            else:
                assert value == told, (name, series["week"][row])


def test_what_is_set_later_changes_nothing_before() -> None:
    left, changed = world(), world()
    before = course(left, 60), course(changed, 60)
    assert before[0] == before[1]
    changed.set("levers.operator.social_workers", 8)
    after = course(left, WEEKS), course(changed, WEEKS)
    assert after[0][0] == after[1][0] and after[0][1] != after[1][1]


def test_to_set_what_holds_already_is_no_change() -> None:
    left = world()
    left.step(60)
    left.set("levers.funding.grant", 250_000)
    left.step()
    again, other = left.copy(), left.copy()
    again.set("levers.funding.grant", 250_000)
    other.set("levers.funding.grant", 150_000)
    expected = course(left, WEEKS)
    assert course(again, WEEKS) == expected != course(other, WEEKS)


def test_copies_part() -> None:
    one = world()
    one.step(60)
    other = one.copy()
    other.set("levers.operator.social_workers", 8)
    assert one.changes == {} and other.week == one.week
    assert course(one, WEEKS) != course(other, WEEKS)
    assert one.week == other.week == WEEKS


def test_a_policy_of_ones_own() -> None:
    watched = world()
    while watched.week < watched.weeks:
        watched.step()
        if watched.week >= 53 and watched.week % 13 == 0 and watched.week < watched.weeks:
            watched.set("levers.brand.spend", 500.0 + watched.week)
    assert sorted(watched.changes) == [66, 79] or sorted(watched.changes) == [66, 79, 92]
    events = watched.events()
    assert {"handover"} <= {event.kind for event in events} and watched.events() == []
    assert all(0 < event.week <= WEEKS and event.words for event in events)


def test_what_a_world_refuses() -> None:
    one = world()
    one.step(60)
    kept = course(one.copy(), WEEKS)
    with pytest.raises(cr.ScenarioError, match="did you mean `grant`"):
        one.set("levers.funding.grnt", 1)
    with pytest.raises(cr.ScenarioError):
        one.set({"levers.funding.grant": 260_000, "levers.brand.spend": -1})
    with pytest.raises(cr.ScenarioError):
        one.set("residents.population", 500)
    with pytest.raises(TypeError):
        one.set("levers.funding.grant", None)
    assert one.changes == {} and course(one, WEEKS) == kept
    with pytest.raises(ValueError, match=f"the world has lived its {WEEKS} weeks"):
        one.set("levers.funding.grant", 1)
    with pytest.raises(ValueError, match=f"the world has lived its {WEEKS} weeks"):
        one.step()
    with pytest.raises(ValueError):
        one.step(-1)
    with pytest.raises(KeyError, match="did you mean `visits`"):
        one["visit"]
    with pytest.raises(KeyError, match="no community `there`"):
        one.measures("there")
    with pytest.raises(cr.ScenarioError):
        cr.World("z-hme")
    with pytest.raises(TypeError):
        copy.deepcopy(one)


def test_several_communities() -> None:
    county = cr.World("county", weeks=10, overrides={"calendar.warm_start": 4})
    county.step(3)
    assert len(county.communities) > 1
    each = [county.measures(name)["visits"] for name in county.communities]
    assert county["visits"] == pytest.approx(sum(value or 0 for value in each))
    assert repr(county) == "<commonroom.World county: week 3 of 10>"
