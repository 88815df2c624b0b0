"""What `compare` says is known, reckoned again from draws.csv alone.

    python3 knowledge.py RESULT_FOLDER

Reads draws.csv and compare.json of a comparison, and compares: for every scenario and measure the mean over draws, 5% and 95%
with chance taken out, and the share of draws in which the scenario is better; for the measure of the ranking how often each
scenario is first and how far it falls behind; quantiles that are required; for suggestions of the case study whether their direction is known. Ends with 1 where anything differs by more than 1e-6 of its size.
"""

import csv
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path


def less_is_better(measure):
    """Of the measures that suggestions are for."""
    return measure.startswith("deficiency_")


def quantile(values, p):
    values = sorted(values)
    place = p * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def by_draw(rows):
    """Means of draws, drawn together by as much as chance spreads them; both variances. rows: draw -> (n, mean, sd)."""
    groups = [(n, mean, sd) for n, mean, sd in rows.values()]
    k, n = len(groups), sum(g[0] for g in groups)
    if k < 2 or n <= k:
        return None
    inside = sum((g[0] - 1) * g[2] ** 2 for g in groups if g[0] > 1)
    chance = inside / (n - k)
    grand = sum(g[0] * g[1] for g in groups) / n
    between = sum(g[0] * (g[1] - grand) ** 2 for g in groups) / (k - 1)
    size = (n - sum(g[0] ** 2 for g in groups) / n) / (k - 1)
    unknown, chance = max((between - chance) / size, 0.0), max(chance, 0.0)
    mean = sum(g[1] for g in groups) / k
    error = math.sqrt((unknown + chance * k / n) / k)
    drawn = {}
    for draw, (worlds, found, sd) in rows.items():
        if worlds > 1 and sd == 0:  # no chance shows in it
            drawn[draw] = found
            continue
        spread = unknown + chance / worlds
        kept = math.sqrt(unknown / spread) if spread > 0 else 0.0
        drawn[draw] = mean + (found - mean) * kept
    still = sum(worlds > 1 and found == 0 and sd == 0 for worlds, found, sd in rows.values())
    return mean, Drawn(drawn, still), error


class Drawn(dict):
    """Effects by draw, of which some are those of draws in which nothing differs in any world."""

    def __init__(self, effects, still):
        super().__init__(effects)
        self.still = still


def below(value, drawn, error):
    """The share of draws below a value, each by how probable that is with the error of the mean; a draw in which nothing
    differs is nought itself."""

    def one(effect):
        return 0.5 * math.erfc((effect - value) / error / math.sqrt(2))

    nought = 0.5 if value == 0 else float(value > 0)
    return (sum(one(effect) for effect in drawn.values()) + drawn.still * (nought - one(0.0))) / len(drawn)


def above_zero(drawn, error):
    if error > 0:
        return 1 - below(0.0, drawn, error)
    return sum(1.0 if v > 0 else 0.5 if v == 0 else 0.0 for v in drawn.values()) / len(drawn)


def over_draws(drawn, error, share):
    """The value below which a share of draws lies; in a gap between draws the middle of the gap."""
    if error <= 0:
        return quantile(drawn.values(), share)
    return (crossing(drawn, error, share - 1e-9) + crossing(drawn, error, share + 1e-9)) / 2


def crossing(drawn, error, share):
    """Where the share of draws below reaches a share."""
    low, high = min(drawn.values()) - 9 * error, max(drawn.values()) + 9 * error
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, drawn, error) < share else (low, middle)
    return (low + high) / 2


def quantiles(known, lives):
    """Faults of requirements on quantiles over all lives; lives without the measure are left to the program."""
    faults = []
    for standing in known["robustness"]:
        for said, told in zip(known["requirements"], standing["quantiles"]):
            asked = re.fullmatch(r"([^:<>=]+):p([0-9.]+)(>=|<=|<|>)(.+)", said)
            if told is None or told["value"] is None or asked is None:
                continue
            figure, percent, side, bound = asked.groups()
            here, bound = quantile(lives[standing["scenario"], figure], float(percent) / 100), float(bound)
            met = {">=": here >= bound, "<=": here <= bound, ">": here > bound, "<": here < bound}[side]
            if abs(here - told["value"]) > 1e-6 * max(1e-6, abs(here)) or met != told["met"]:
                faults.append(f"{standing['scenario']} {said}: {here} here, {told} in the answer")
    return faults


def main(folder):
    answer = json.loads((folder / "compare.json").read_text())
    rows, lives, order = defaultdict(dict), defaultdict(list), []
    with open(folder / "draws.csv", newline="") as table:
        for row in csv.DictReader(table):
            if row["scenario"] not in order:
                order.append(row["scenario"])
            n, level, sd = int(row["n"]), float(row["level"] or 0), float(row["level_sd"] or 0)
            lives[row["scenario"], row["measure"]] += {0: [], 1: [level]}.get(n, [level - sd / 2 ** 0.5, level + sd / 2 ** 0.5])
            if row["diff"]:
                n, sd = int(row["n_pairs"]), float(row["diff_sd"] or 0)
                rows[row["scenario"], row["measure"]][int(row["draw"])] = (n, float(row["diff"]), sd)
    wrong = []

    def same(what, here, there):
        if there is None and here is None:
            return
        if there is None or abs(here - there) > 1e-6 * max(1e-6, abs(here), abs(there)):
            wrong.append(f"{what}: {here} here, {there} in the answer")

    for effect in answer["effects"]:
        found = by_draw(rows[effect["scenario"], effect["measure"]])
        name, known = f"{effect['scenario']} {effect['measure']}", effect["knowledge"]
        mean, drawn, error = found
        same(name + " mean", mean, known["mean"])
        same(name + " low", over_draws(drawn, error, 0.05), known["low"])
        same(name + " high", over_draws(drawn, error, 0.95), known["high"])
        if known["share_better"] is not None:
            # Whether more or less is better is not in the table: one of the two must be the share.
            up = above_zero(drawn, error)
            share = known["share_better"]
            same(name + " share", up if abs(up - share) < abs(1 - up - share) else 1 - up, share)
    ranked = answer["knowledge"]["measure"]
    effects = {name: by_draw(rows[name, ranked])[1] for name in order[1:]}
    effects[order[0]] = {draw: 0.0 for draw in next(iter(effects.values()))}
    draws = [draw for draw in effects[order[0]] if all(draw in of for of in effects.values())]
    for standing in answer["knowledge"]["robustness"]:
        mine = effects[standing["scenario"]]
        best = {draw: max(of[draw] for of in effects.values()) for draw in draws}
        behind = [best[draw] - mine[draw] for draw in draws]
        # Who are best together share a draw.
        firsts = [sum(of[draw] == best[draw] for of in effects.values()) for draw in draws]
        name = standing["scenario"]
        same(name + " first", sum((b == 0) / n for b, n in zip(behind, firsts)) / len(draws), standing["share_first"])
        same(name + " regret", sum(behind) / len(draws), standing["expected_regret"])
        same(name + " worst regret", quantile(behind, 0.95), standing["worst_regret"])
    # Is the direction of each suggestion known?
    for told in answer["knowledge"]["suggestions"]:
        _, drawn, error = by_draw(rows[told["scenario"], told["measure"]])
        up = above_zero(drawn, error)
        share = 1 - up if less_is_better(told["measure"]) else up
        name = f"{told['scenario']} {told['measure']}"
        same(name + " better in", share, told["share_better"])
        if told["known"] != (share >= 0.95 or share <= 0.05):
            wrong.append(f"{name}: direction known: {told['known']} in the answer, better in {share} of draws")
        print(f"{told['scenario']:14} {told['measure']:22} better in {share:6.1%}  {'known' if told['known'] else 'open'}")
    wrong += quantiles(answer["knowledge"], lives)
    print("\n".join(wrong) or f"{len(answer['effects'])} effects and {len(order)} ranks are the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
