"""A world step by step, under a policy of one's own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonroom import _commonroom, _scenarios
from commonroom._declarations import measure_names
from commonroom._errors import told
from commonroom._scenarios import Scenario


@dataclass(frozen=True)
class Event:
    """Something that an institution did."""

    week: int
    community: str | None
    actor: str
    kind: str
    words: str


class World:
    """One random world, lived week by week; its levers can be set on the way.

        >>> world = World("z-home", seed=1)
        >>> while world.week < world.weeks:
        ...     world.step()
        ...     if world["participation"] < 0.05:
        ...         world.set("levers.funding.grant", 3e5)

    What is set holds from the next week on, and is judged as a dated change of the scenario is
    (``[[schedule]]``): the weeks lived so are those of ``run`` of that scenario, number by number, and what is
    set later changes no week before it. It begins in week 0, its warm start behind it.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int = 1,
        replicate: int = 1,
        weeks: int | None = None,
        overrides: Mapping[str, Any] | None = None,
    ) -> None:
        self._sets = _scenarios.sets(overrides)
        self._changes: dict[int, dict[str, Any]] = {}
        with told():
            self._native = _commonroom.World(
                _scenarios.scenario(scenario),
                self._sets,
                None if weeks is None else _scenarios.whole("weeks", weeks, -(2**63), 2**63 - 1),
                _scenarios.whole("seed", seed, 0, 2**64 - 1),
                _scenarios.whole("replicate", replicate, 1, 2**32 - 1),
            )
            while self._native.week < 0:
                self._native.advance()
        # What happens in the warm start is told nowhere.
        self._native.events()

    @property
    def name(self) -> str:
        """The name of its scenario."""
        return self._native.name

    @property
    def week(self) -> int:
        """The last week lived; 0 at the start."""
        return self._native.week

    @property
    def weeks(self) -> int:
        """The last week that can be lived."""
        return self._native.weeks

    @property
    def communities(self) -> list[str]:
        """The names of its communities."""
        return self._native.communities

    @property
    def changes(self) -> dict[int, dict[str, Any]]:
        """What was set, by the week from which on it holds."""
        return {week: dict(levers) for week, levers in self._changes.items()}

    def step(self, weeks: int = 1) -> int:
        """Live so many weeks; gives the last one. Beyond the last week it is a ``ValueError``."""
        with told():
            for _ in range(_scenarios.whole("weeks", weeks, 0, 2**31 - 1)):
                self._native.advance()
        return self.week

    def set(self, lever: str | Mapping[str, Any], value: Any = None) -> None:
        """Set a lever, or several, from the next week on. Refused as a whole when anything is at fault."""
        if self.week >= self.weeks:
            raise ValueError(f"the world has lived its {self.weeks} weeks")
        told_now = lever if isinstance(lever, Mapping) else {lever: value}
        week = self.week + 1
        changes = {**self._changes, week: {**self._changes.get(week, {}), **told_now}}
        schedule = [{"week": at, **levers} for at, levers in sorted(changes.items())]
        with told():
            self._native.change([*self._sets, *_scenarios.sets({"schedule": schedule})])
        self._changes = changes

    def measures(self, community: str | None = None) -> dict[str, float | None]:
        """Every measure of the last week, of one community or of all together; ``None`` where there is none."""
        at = None if community is None else self._place(community)
        return dict(zip(measure_names(), self._native.values(at), strict=True))

    def _place(self, community: str) -> int:
        if community not in self.communities:
            raise KeyError(f"no community `{community}`; there are {', '.join(self.communities)}")
        return self.communities.index(community)

    def __getitem__(self, measure: str) -> float | None:
        """A measure of the last week, of all communities together."""
        if measure not in measure_names():
            near = difflib.get_close_matches(measure, measure_names(), 1)
            raise KeyError(f"`{measure}` is no measure" + (f"; did you mean `{near[0]}`?" if near else ""))
        return self.measures()[measure]

    def events(self) -> list[Event]:
        """What the institutions did since this was last asked."""
        return [Event(*parts) for parts in self._native.events()]

    def copy(self) -> World:
        """Another world that is the same so far, to try what would happen if."""
        other = object.__new__(World)
        other._sets, other._changes = list(self._sets), self.changes
        other._native = self._native.copy()
        return other

    def __repr__(self) -> str:
        return f"<commonroom.World {self.name}: week {self.week} of {self.weeks}>"
