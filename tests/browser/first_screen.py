#!/usr/bin/env python3
"""The sentences on the first screen of a report against numbers that are computed here, from the tables of the
result folder and nothing else. Usage: first_screen.py FOLDER (a folder of `compare` with a report in English).

Five questions: which is best value, for whom, what gets worse, what would break it, how sure."""
import csv
import html
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

folder = Path(sys.argv[1])
faults = []


def rows(name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def number(text):
    return float(text) if text not in ("", None) else None


manifest = json.loads((folder / "manifest.json").read_text())
names = [entry["name"] for entry in manifest["scenarios"]]
titles = {entry["name"]: entry.get("short") or entry["title"] for entry in manifest["scenarios"]}
base = names[0]
last = {name: {} for name in names}
for row in rows("windows.csv"):
    if row["window"] == "last-year":
        last[row["scenario"]][int(row["replicate"])] = row
worlds = sorted(last[base])
years = max(int(row["year"]) for row in rows("groups.csv"))
groups = defaultdict(list)
for row in rows("groups.csv"):
    if int(row["year"]) == years and row["value"]:
        groups[row["scenario"], row["group_kind"], row["group"], row["measure"]].append(float(row["value"]))


def mean(values):
    return sum(values) / len(values)


def level(name, measure):
    return mean([v for v in (number(last[name][w][measure]) for w in worlds) if v is not None])


def change(name, measure):
    pairs = [(number(last[base][w][measure]), number(last[name][w][measure])) for w in worlds]
    return [b - a for a, b in pairs if a is not None and b is not None]


# Two-sided 95% points of Student's t; between them the smaller number of degrees is on the safe side.
T95 = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 7: 2.365, 9: 2.262, 11: 2.201, 14: 2.145, 19: 2.093, 29: 2.045, 49: 2.010, 99: 1.984}


def interval(values):
    m, n = mean(values), len(values)
    sd = math.sqrt(sum((v - m) ** 2 for v in values) / (n - 1))
    t = T95[max(df for df in T95 if df <= n - 1)]
    return m - t * sd / math.sqrt(n), m + t * sd / math.sqrt(n)


def people(share):
    n = abs(share) * 1000
    return f"{n:.0f}" if n >= 9.95 else f"{n:.1f}"


def yuan(value):
    value = abs(value)
    unit = 10 ** max(math.floor(math.log10(value)) - 2, -1)
    rounded = math.floor(value / unit + 0.5) * unit
    return f"{rounded:,.1f}".removesuffix(".0") + " yuan"


def said(name):
    """A title within a sentence."""
    title = titles[name]
    return title[0].lower() + title[1:] if re.match(r"(The|A|An|Today's) ", title) else title


page = (folder / "report.html").read_text(encoding="utf-8")
title = html.unescape(re.search(r"<h1>(.*?)</h1>", page, re.S).group(1))
lead = html.unescape(re.search(r'<p class="lead">(.*?)</p>', page, re.S).group(1))
pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.S)
answer = {html.unescape(question): html.unescape(words) for question, words in pairs}


def expect(where, text, words):
    if words not in text:
        faults.append(f"{where}: {words!r} is not in {text!r}")


gain = {name: mean(change(name, "participation")) for name in names[1:]}
cost = {name: mean(change(name, "full_cost")) for name in names[1:]}
sure = {name: interval(change(name, "participation"))[0] > 0 for name in names[1:]}
best = max(gain, key=gain.get)

# The title and the money under it.
if gain[best] < 0.001 or not sure[best]:
    sys.exit(f"{folder}: the best package brings nothing that is sure; choose other scenarios for this check")
expect("title", title, f"Under {said(best)} {people(level(best, 'participation'))} of 1,000 residents come in a week")
expect("title", title, f"{people(gain[best])} more than under {said(base)}")
expect("lead", lead, f"{yuan(level(best, 'full_cost'))} a year, {yuan(cost[best])} {'more' if cost[best] > 0 else 'less'}")
expect("lead", lead, f"public purses pay {yuan(level(best, 'public_cost'))}")

# Best value: the first corner from today on, over all sound packages that surely bring more and cost more; what brings no more than
# a package that costs nothing is dominated by it.
free = max((gain[name] for name in gain if sure[name] and cost[name] <= 0), default=-math.inf)
paid = [name for name in gain if sure[name] and cost[name] > 0 and gain[name] > free]
if not paid and "gives most for money" in answer.get("Best value", ""):
    faults.append(f"Best value: what is dominated gives most for money in {answer['Best value']!r}")
if paid:
    value = min(paid, key=lambda name: cost[name] / gain[name])
    text = answer["Best value"]
    expect("Best value", text, f"{titles[value]} gives most for money: {people(gain[value])} more of 1,000 for {yuan(cost[value])} a year")
    expect("Best value", text, f"{yuan(cost[value] / (gain[value] * 1000))} for each")
    if value != best:
        expect("Best value", text, f"{100 * gain[value] / gain[best]:.0f}% of what")
        expect("Best value", text, f"for {100 * cost[value] / cost[best]:.0f}% of its extra cost")
# What surely saves, by far more than the way of making an interval could change.
saves = [n for n in gain if interval(change(n, "participation"))[0] > 0 and interval(change(n, "full_cost"))[1] < 0.3 * cost[n] < 0]
if saves:
    name = max(saves, key=gain.get)
    expect("Best value", answer["Best value"], f"{titles[name]} saves {yuan(cost[name])} a year and brings {people(gain[name])} more of 1,000")

# For whom.
NAMES = {"child-teen": "Children and teens", "working": "Working age", "carer": "Carers", "elder": "Elders", "resident": "Other residents",
         "near": "Living near", "far": "Living far", "member": "Union members", "non-member": "Not in the union"}
by_group = {}
for scenario, kind, group, measure in groups:
    if scenario == best and measure == "participation" and group in NAMES and kind != "use":
        key = (kind, group, measure)
        by_group[kind, group] = mean(groups[(best, *key)]) - mean(groups[(base, *key)])
most, least = max(by_group, key=by_group.get), min(by_group, key=by_group.get)
expect("For whom", answer["For whom"], f"{NAMES[most[1]]} gain most (+{people(by_group[most])} of 1,000)")
expect("For whom", answer["For whom"], f"{NAMES[least[1]].lower()} least (+{people(by_group[least])})")
never = {key: 1 - mean(groups[(best, *key, "reached")]) for key in by_group}
out = max(never, key=never.get)
expect("For whom", answer["For whom"], f"Most left out: {NAMES[out[1]].lower()}, of whom {100 * never[out]:.0f}% never come")

# What gets worse.
WORSE = {"deficiency_service": ("service efficiency", 1), "deficiency_institution": ("institutions", 1), "deficiency_brand": ("brand", 1),
         "deficiency_nonprofit": ("non-profit", 1), "satisfaction": ("satisfaction", -1), "volunteers": ("volunteers", -1),
         "willingness": ("willing", -1), "utilization": ("utilization", -1)}
for measure, (word, side) in WORSE.items():
    values = change(best, measure)
    if len(values) < 2:
        continue
    low, high = interval(values)
    matters = 0.001 if measure in ("volunteers", "willingness", "utilization") else 0.01
    worse = (low > 0 if side > 0 else high < 0) and abs(mean(values)) >= 1.3 * matters
    fine = abs(mean(values)) < matters or (high < 0 if side > 0 else low > 0)
    told = word in answer["What gets worse"].lower()
    if worse and not told or fine and told:
        faults.append(f"What gets worse: {measure} {mean(values):+.4f}, told: {told}")

# What would break it.
lost = lambda name: sum(1 for w in worlds if number(last[name][w]["survived"]) is not None and float(last[name][w]["survived"]) < 1)
told = sum(1 for w in worlds if number(last[best][w]["survived"]) is not None)
if told:
    expect("What would break it", answer["What would break it"], f"lost its contract in {lost(best)} of {told} worlds ({lost(base)} under")
late = [v for v in (number(last[best][w]["late_wages"]) for w in worlds) if v is not None]
if late:
    expect("What would break it", answer["What would break it"], f"wages were late in {100 * mean(late):.0f}% of the weeks")

# How sure: first in how many worlds, and an interval that is Student's or wider, not by more than half.
first = sum(1 for w in worlds if max(names, key=lambda n: float(last[n][w]["participation"])) == best)
expect("How sure", answer["How sure"], f"First in {100 * first / len(worlds):.0f}% of {len(worlds)} random worlds")
ends = re.search(r"The difference is ([+−][\d.]+) to ([+−][\d.]+) of 1,000", answer["How sure"])
if not ends:
    faults.append(f"How sure: no interval in {answer['How sure']!r}")
else:
    low, high = (float(end.replace("−", "-")) / 1000 for end in ends.groups())
    student = interval(change(best, "participation"))
    wide, narrow = high - low, student[1] - student[0]
    if not (narrow * 0.9 - 0.0002 <= wide <= narrow * 1.6 + 0.0002) or not low <= gain[best] <= high:
        faults.append(f"How sure: {low} to {high}, Student's interval is {student}")

for fault in faults:
    print(fault, file=sys.stderr)
print(f"{folder}: {len(faults)} faults; {title}")
sys.exit(1 if faults else 0)
