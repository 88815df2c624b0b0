"""Times the stepping alone of the NumPy program, beside `cargo run --release --example step -- RESIDENTS WEEKS`.

    python time.py z-home.json [RESIDENTS [WEEKS [REPEATS]]]

The offers are those of replicate 0 of a run with 10,000 residents, for a home and a programme of as many times the size; as in the
example, 30 weeks under government and 40 with the organization are lived before the clock starts. Founding is not counted.
"""

import copy
import json
import sys
import time

import numpy as np

import resident_week

HANDOVER = 53


def enlarge(offer, times):
    """The offer of a home `times` as large, for `times` as many residents."""
    offer = copy.deepcopy(offer)
    offer["seats"] *= times
    offer["hours_wanted"] *= times
    offer["events"] = (np.array(offer["events"]) * round(times)).tolist()
    offer["announced"] = 1 / max(1, times)
    return offer


def main():
    """Command line."""
    path, *numbers = sys.argv[1:]
    residents, weeks, repeats = (int(n) for n in (*numbers, *("100000", "30", "3")[len(numbers) :]))
    with open(path) as file:
        data = json.load(file)
    settings = data["settings"]
    times = residents / settings["residents"]["people"]["population"]
    settings["residents"]["people"]["population"] = residents
    settings["home"]["seats"] = int(settings["home"]["seats"] * times)
    offers = {e["week"]: enlarge(e["offer"], times) for e in data["replicates"][0]["offers"]}
    offers[HANDOVER - 30]["new_programme"] = True  # the first week lived

    start = time.perf_counter()
    community = resident_week.Community(settings, np.random.default_rng(1))
    print(f"founding {(time.perf_counter() - start) / residents * 1e9:.0f} ns per resident")
    for week in range(HANDOVER - 30, HANDOVER + 40):
        community.live(offers[week])
    best = []
    for repeat in range(repeats):
        first = HANDOVER + 40 + repeat * weeks
        start = time.perf_counter()
        for week in range(first, first + weeks):
            community.live(offers[week])
        best.append((time.perf_counter() - start) / residents / weeks * 1e9)
    print(f"{min(best):.1f} ns per resident-week (best of {repeats} times {weeks} weeks; {', '.join(f'{b:.1f}' for b in best)})")


if __name__ == "__main__":
    main()
