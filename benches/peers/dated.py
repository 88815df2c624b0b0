"""The books of a place whose wages, prices and residents change at dates, by docs/model.md 7.3 and 7.18, from what `examples/offers.rs`
wrote of the scenario file whose dates are read here.

    python dated.py dearer.json dearer.toml

Ends with 1 if a payment or a number of residents differs, if no contract was followed over all of its dates, or if the books agree
without the dates too.
"""

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

import books


def main(found, scenario):
    data = json.loads(Path(found).read_text())
    schedule = tomllib.loads(Path(scenario).read_text())["schedule"]
    checks, faults, whole = Counter(), [], 0
    for replicate in data["replicates"]:
        counted, failed = books.check(data["settings"], replicate, schedule)
        whole += counted["residents"] == len(replicate["records"])
        checks += counted
        faults += failed
    print(f"\nDated wages, prices and residents: {sum(checks.values())} comparisons in {len(data['replicates'])} worlds, {len(faults)} failed; "
          f"{whole} worlds to their end")
    for name, count in sorted(checks.items()):
        print(f"  {count:7d}  {sum(f': {name}: ' in fault for fault in faults):6d} failed  {name}")
    print(*faults[:20], sep="\n")
    _, undated = books.check(data["settings"], data["replicates"][0])
    print(f"Without the dates {len(undated)} comparisons of the first world fail, from week {weeks(undated)[:1]} on")
    return 1 if faults or not whole or not undated else 0


def weeks(faults):
    """The weeks of failures, in their order."""
    return [int(fault.split(" week ")[1].split(":")[0]) for fault in faults]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
