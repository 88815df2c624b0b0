"""commonroom: a simulator of community governance.

    >>> import commonroom as cr
    >>> r = cr.run(["z-home", {"extends": "z-home", "levers.funding.grant": 3e5}], replicates=100)
    >>> r.windows.to_polars()

Scenarios are named as on the command line (a built-in name, a path, a sum ``a+b``, a what-if ``a:key=value``)
or told as a dict with dotted keys. Tables are those of the files that the program writes, as Arrow.
"""

from commonroom._comparison import Comparison, compare
from commonroom._declarations import Lever, Measure, levers, measures, problem
from commonroom._errors import Fault, OutputExists, RunError, ScenarioError, ScenarioWarning
from commonroom._results import Results, read_results, run
from commonroom._scenarios import Scenario
from commonroom._table import Table
from commonroom._world import Event, World

__version__ = "0.2.0"
__all__ = [
    "Comparison",
    "Event",
    "Fault",
    "Lever",
    "Measure",
    "OutputExists",
    "Results",
    "RunError",
    "Scenario",
    "ScenarioError",
    "ScenarioWarning",
    "Table",
    "World",
    "compare",
    "levers",
    "measures",
    "problem",
    "read_results",
    "run",
]
