"""A folder of results of one scenario with one home, as the programs beside it read it: settings, weeks and
events.
"""

import csv
import json
import re
import tomllib
from pathlib import Path


class Row:
    """A week of series.csv; a value that does not exist is None."""

    def __init__(self, cells, columns):
        self.cells, self.columns = cells, columns

    def __getattr__(self, name):
        cell = self.cells[self.columns[name]]
        return float(cell) if cell else None


class World:
    """A random world: its weeks from week 0 on, and what happened, by week."""

    def __init__(self, replicate):
        self.replicate, self.weeks, self.events = replicate, [], {}

    def told(self, week, *kinds):
        """The sentences of these kinds of events of a week, in their order."""
        return [words for kind, words in self.events.get(week, []) if kind in kinds]


class Folder:
    """All of it."""

    def __init__(self, path):
        self.path = path = Path(path)
        self.scenario = tomllib.loads(next((path / "scenarios").glob("*.toml")).read_text())
        self.seed = int(json.loads((path / "manifest.json").read_text())["seed"])
        self.worlds = {}
        with (path / "series.csv").open() as file:
            rows = csv.reader(file)
            columns = {name: at for at, name in enumerate(next(rows))}
            for cells in rows:
                row = Row(cells, columns)
                world = self.worlds.setdefault(int(row.replicate), World(int(row.replicate)))
                assert int(row.week) == len(world.weeks), "one home, each week once"
                world.weeks.append(row)
        with (path / "events.csv").open() as file:
            for row in csv.DictReader(file):
                events = self.worlds[int(row["replicate"])].events
                events.setdefault(int(row["week"]), []).append((row["kind"], row["words"]))

    def paid(self, purpose):
        """Fen that were paid for a purpose, by random world and week."""
        found = {}
        with (self.path / "ledger.csv").open() as file:
            columns = next(csv.reader([next(file)]))
            for line in file:
                if purpose in line:
                    row = dict(zip(columns, next(csv.reader([line]))))
                    if row["purpose"] == purpose:
                        at = int(row["replicate"]), int(row["week"])
                        found[at] = found.get(at, 0) + int(row["amount"])
        return found

    def set(self, path, value):
        """Another value of a setting for this program, as if it had read another document."""
        *tables, name = path.split(".")
        table = self.scenario
        for one in tables:
            table = table[one]
        if name not in table:
            raise KeyError(path)
        table[name] = value

    def get(self, path):
        """The value of a setting."""
        value = self.scenario
        for one in path.split("."):
            value = value[one]
        return value


def numbers(text):
    """The numbers of a sentence, in their order."""
    return [float(x) for x in re.findall(r"\d+(?:\.\d+)?", text)]


class Comparisons:
    """How many there were, and which failed."""

    def __init__(self):
        self.counts, self.wrong = {}, []

    def same(self, about, where, recorded, worked_out, steps=1e-9):
        """A number, or several, within so much, each or all; None equals None alone."""
        recorded, worked_out = (
            [x] if x is None or isinstance(x, (int, float)) else list(x) for x in (recorded, worked_out)
        )
        steps = [steps] * len(recorded) if isinstance(steps, float) else steps
        near = lambda a, b, step: a is b if a is None or b is None else abs(a - b) <= step
        equal = len(recorded) == len(worked_out) and all(map(near, recorded, worked_out, steps))
        self.found(about, equal, f"{where}: {about} recorded {recorded}, by the document {worked_out}")

    def found(self, about, equal, told):
        """One comparison and its outcome."""
        self.counts[about] = self.counts.get(about, 0) + 1
        if not equal:
            self.wrong.append((about, told))

    def tell(self, of, worlds):
        """In words; whether all is well, with anything compared at all."""
        print(f"{of}: {sum(self.counts.values())} comparisons in {worlds} worlds, {len(self.wrong)} failed")
        for about, count in self.counts.items():
            print(f"  {about}: {count}, {sum(1 for one, _ in self.wrong if one == about)} failed")
        print(*(told for _, told in self.wrong[:20]), sep="\n", end="\n" if self.wrong else "")
        return bool(self.counts) and not self.wrong
