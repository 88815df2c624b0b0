"""The indices that `sensitivity --total` answers, by SALib from the same lives.

    commonroom sensitivity BASE FILE --total 64 --json > ANSWER; python3 indices.py ANSWER
    COMMONROOM_ISHIGAMI=ANSWER cargo test --release --lib inside::indices; python3 indices.py ANSWER

Ends with 1 where a first or total index differs by more than 1e-6.
"""

import json
import sys
from pathlib import Path

import numpy as np
from SALib.analyze import sobol


def main(path):
    told = json.loads(path.read_text())["total"]
    factors = told["factors"]
    names = [factor["parameter"] or "everything else" for factor in factors]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    found = sobol.analyze(problem, np.array(told["figure"]), calc_second_order=False, num_resamples=2, seed=1)
    off = [
        abs(factor[ours] - found[theirs][at])
        for at, factor in enumerate(factors)
        for ours, theirs in (("first", "S1"), ("total", "ST"))
    ]
    print(f"first and total indices of {len(names)} factors: at most {max(off):.1e} from SALib's")
    return 1 if not max(off) <= 1e-6 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
