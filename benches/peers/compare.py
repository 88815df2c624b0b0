"""Compares commonroom with the independent program, from offers written by `examples/offers.rs`.

    python compare.py z-home.json full-package.json [--lives N] [--residents-only] [--processes N] [--noticed N]

For each file: the residents' series of both programs at a few weeks over all replicates, with z = mean of the paired differences /
its standard error; and the books, payment by payment. Ends with 1 if a |z| is above 4 or a payment differs.

`--noticed N` asks instead whether an error of the oracle would be seen: in N replicates one of its settings after another is changed,
and the largest z is told (a table for docs/oracle.md). Ends with 1 if an error that must be seen is not.
"""

import argparse
import copy
import json
import multiprocessing
import sys
from collections import Counter

import numpy as np

import books
import resident_week

WEEKS = (26, 52, 104, 260)
BOUND = 4.0
ROUNDING = 1e-6
# Measure: numerator and denominator among the sums of a week. The first six are what the comparison is for.
MEASURES = {
    "participation": ("came", "population"),
    "utilization": ("used_seat_hours", "nominal_seat_hours"),
    "awareness": ("aware", "population"),
    "satisfaction": ("satisfaction_users", "users"),
    "volunteers": ("volunteers", "population"),
    "willingness": ("willing", "adults"),
    "visits": ("visits", "population"),
    "event_attendance": ("event_attendance", "population"),
    "turned_away": ("turned_away", "population"),
    "ever_used": ("ever", "population"),
    "regular": ("regular", "population"),
    "member": ("member", "population"),
    "users": ("users", "population"),
    "learned_by_word": ("users_by_word", "users"),
    "learned_by_brand": ("users_by_brand", "users"),
    "learned_by_referral": ("users_by_referral", "users"),
    "trust": ("trust_users", "users"),
    "commercial_belief": ("belief_aware_adults", "aware_adults"),
    "doubt": ("doubt_aware_adults", "aware_adults"),
    "in_need": ("in_need", "population"),
    "dropped_in": ("dropped_in", "population"),
    "commercial_belief_users": ("belief_users", "users"),
    "can_name_operator": ("can_name_operator", "adults"),
    "volunteering_any": ("volunteers_anywhere", "adults"),
    "volunteer_hours": ("volunteer_hours", "population"),
    "willingness_users": ("willing_users", "adult_users"),
    "willingness_stayers": ("willing_stayers", "stayers"),
    "willingness_selection": ("willing_by_selection", "adults"),
    "efficacy": ("efficacy_adults", "adults"),
    "reach_members": ("union_members_came_4_weeks", "union_members"),
    # Counts of single weeks are few, so only their mean over the years says something.
    "joined_by_staff": ("volunteers_by_staff", "population"),
    "joined_by_friend": ("volunteers_by_friend", "population"),
    "joined_by_self": ("volunteers_by_self", "population"),
    "volunteer_exits": ("volunteer_exits", "population"),
    "attending": ("attending", "population"),
}
# What the oracle gets wrong in turn: the setting, what becomes of it, and whether a comparison must see it.
ERRORS = [
    ("memory.learning", "× 1.1", True),
    ("arrival.moving", "× 1.25", True),
    ("volunteering.friend_ask", "0", True),
    ("traits.civic_correlation", "× 0.75", True),
    ("talk.forgetting", "× 1.1", True),
    ("affairs.spillover", "0", True),
    ("volunteering.step_forward", "× 1.25", True),
    ("choice.norm", "0", True),
    ("choice.imagined_price", "× 0.7", True),
    ("memory.habit_loss", "× 1.1", False),
    ("memory.habit_gain", "× 1.1", False),
    ("talk.word", "× 0.9", False),
]
# The measures that the first tables of the page show.
SIX = list(MEASURES)[:6]


def ratios(records):
    """Rows: measures; columns: weeks, and last the mean over all weeks from 1."""
    rows = []
    for top, bottom in MEASURES.values():
        a, b = (np.array([r[name] for r in records], float) for name in (top, bottom))
        series = np.divide(a, b, out=np.zeros_like(a), where=b > 0)
        rows.append([*series[list(WEEKS)], series[1:].mean()])
    return np.array(rows)


def lost(records):
    """Whether an operator went and the government took over again."""
    return any(a["operator"] and not b["operator"] for a, b in zip(records, records[1:]))


def wrong(settings, path, change):
    """The settings with one of them changed: `× factor`, or another value."""
    changed = copy.deepcopy(settings)
    *rooms, name = path.split(".")
    room = changed["residents"]
    for part in rooms:
        room = room[part]
    room[name] = room[name] * float(change[1:]) if change.startswith("×") else float(change)
    return changed


def scores(theirs, mine):
    """z of each measure (rows) at each week and over all (columns)."""
    difference = mine - theirs
    error = difference.std(axis=0, ddof=1) / np.sqrt(len(difference))
    # Sums over residents are single precision: what differs by rounding alone (before anything has moved) is no finding.
    error = np.maximum(error, ROUNDING * np.maximum(np.abs(theirs.mean(axis=0)), 1e-3))
    return difference.mean(axis=0) / error


def largest(z, names):
    """The measure with the largest |z| among those named, and that z."""
    rows = [list(MEASURES).index(name) for name in names]
    row, column = divmod(int(np.abs(z[rows]).argmax()), z.shape[1])
    return f"`{names[row]}` {z[rows[row], column]:+.1f}".replace("-", "−"), abs(z[rows[row], column])


def noticed(path, replicates, seed, pool):
    """Prints what is seen of each error of the oracle; returns how many that must be seen are not."""
    with open(path) as file:
        data = json.load(file)
    used = data["replicates"][:replicates]
    print(f"\n{data['scenario']}, {len(used)} replicates, seed of the oracle {seed}\n")
    print("| change | largest z over all measures | largest z of the six |\n|---|---|---|")
    missed = 0
    for setting, change, must in [("", "nothing", False), *ERRORS]:
        settings = wrong(data["settings"], setting, change) if setting else data["settings"]
        results = list(pool.imap(work, [(settings, r, seed, 1, False) for r in used]))
        z = scores(*(np.array([r[i] for r in results]) for i in (0, 1)))
        (over_all, size), (of_six, _) = largest(z, list(MEASURES)), largest(z, SIX)
        missed += must and size <= BOUND
        print(f"| {f'`{setting}` {change}' if setting else change} | {over_all}{'' if size > BOUND else ' (not noticed)'} | {of_six} |", flush=True)
    return missed


def work(task):
    """One replicate: both programs' figures, and the check of the books."""
    settings, replicate, seed, lives, with_books = task
    ours = [resident_week.live(settings, replicate["offers"], seed + 1000 * k, replicate["replicate"]) for k in range(lives)]
    mine = np.mean([ratios(records) for records in ours], axis=0)
    checked = books.check(settings, replicate) if with_books else (Counter(), [])
    return ratios(replicate["records"]), mine, checked


def compare(path, seed, lives, with_books, pool):
    """Prints the tables of one file; returns how much is wrong."""
    with open(path) as file:
        data = json.load(file)
    tasks = [(data["settings"], r, seed, lives, with_books) for r in data["replicates"]]
    results = list(pool.imap(work, tasks))
    theirs, mine = (np.array([r[i] for r in results]) for i in (0, 1))
    z, n = scores(theirs, mine), len(results)

    print(f"\n## {data['scenario']}: {n} replicates of {data['settings']['residents']['people']['population']} residents\n")
    heads = [f"week {w}" for w in WEEKS] + ["mean of all weeks"]
    print("| measure | " + " | ".join(f"{h}: commonroom, oracle, z" for h in heads) + " |")
    print("|---" * (len(heads) + 1) + "|")
    for row, name in enumerate(MEASURES):
        cells = [
            f"{theirs[:, row, k].mean():.5f} {mine[:, row, k].mean():.5f} {z[row, k]:+.2f}" for k in range(len(heads))
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")
    beyond = int((np.abs(z) > BOUND).sum())
    print(f"\n{z.size} comparisons, largest |z| {np.abs(z).max():.2f}, {beyond} beyond {BOUND}")

    checks, faults = Counter(), []
    for _, _, (c, f) in results:
        checks += c
        faults += f
    gone = sum(lost(r["records"]) for r in data["replicates"]) if with_books else 0
    print(f"\nThe books: {sum(checks.values())} comparisons, {len(faults)} failed; in {gone} worlds only up to a lost contract\n")
    failed = Counter()
    for fault in faults:
        failed.update(k for k in checks if f": {k}: " in fault)
    for name, count in sorted(checks.items()):
        print(f"  {count:7d}  {failed[name]:6d} failed  {name}")
    for fault in faults[:20]:
        print("  " + fault)
    return beyond + len(faults)


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--seed", type=int, default=1, help="of the oracle's own random numbers")
    parser.add_argument("--lives", type=int, default=1, help="communities lived for each replicate; their mean is compared")
    parser.add_argument("--residents-only", action="store_true", help="no books: for scenarios whose levers change or contracts are lost")
    parser.add_argument("--processes", type=int, default=None)
    parser.add_argument("--noticed", type=int, default=None, metavar="N", help="would an error of the oracle be seen in N replicates?")
    options = parser.parse_args()
    with multiprocessing.Pool(options.processes) as pool:
        if options.noticed:
            missed = sum(noticed(path, options.noticed, options.seed, pool) for path in options.files)
            print(f"\n{missed} errors that must be seen are not.")
            return 1 if missed else 0
        wrong = sum(compare(path, options.seed, options.lives, not options.residents_only, pool) for path in options.files)
    print("\nThe two programs agree." if wrong == 0 else f"\n{wrong} disagreements.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
