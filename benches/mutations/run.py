"""Breaks the program line by line and asks the quick tests whether they notice.

All mutations of mutations.toml that stand in function bodies are built at once (schemata.py) and chosen by an environment
variable; the others are built one by one. What was found is kept in results.json after every mutation: an interrupted run goes
on where it ended. A mutation whose old line is not found exactly once is an error, before anything is run.
"""

import hashlib
import json
import os
import sys
import tomllib
from pathlib import Path

import schemata

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "benches" / "mutations"
RESULTS = HERE / "results.json"
PAGE = ROOT / "docs" / "mutations.md"


def mutations():
    with open(HERE / "mutations.toml", "rb") as file:
        return tomllib.load(file)["mutation"]


def digest(one):
    told = "\n".join(one[part] for part in ("file", "old", "new"))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def mutated(one, root):
    """The text of the file with its one line replaced."""
    text = (root / one["file"]).read_text(encoding="utf-8")
    try:
        first, last = schemata.place_of(text, one["old"])
    except LookupError as fault:
        raise LookupError(f"{one['name']}: {one['file']}: {fault}") from None
    return text[:first] + one["new"].strip() + text[last:]


def check(all_of_them):
    faults = []
    names = [one["name"] for one in all_of_them]
    faults += [f"{name}: two mutations of this name" for name in sorted(set(names)) if names.count(name) > 1]
    for one in all_of_them:
        try:
            mutated(one, ROOT)
        except (LookupError, OSError) as fault:
            faults.append(str(fault))
    if faults:
        sys.exit("\n".join(faults))


def results():
    return json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}


def current(one, known):
    """What was found for a mutation as it is now."""
    result = known.get(one["name"])
    return result if result and result["digest"] == digest(one) else None


def cell(one, result):
    if result is None:
        return "not run"
    found = result["found"]
    if not found:
        return "**survives**" + (f": {one['survives']}" if "survives" in one else "")
    if isinstance(found, str):
        return found
    names = [f"`{name}`" for name in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return ", ".join(names) + more + (" (no rule)" if result["stage"] == "others" else "")


def page(all_of_them, known):
    ran = [(one, result) for one in all_of_them if (result := current(one, known))]
    caught = [one for one, result in ran if result["stage"] in ("rules", "units") and isinstance(result["found"], list)]
    broken_off = [one for one, result in ran if isinstance(result["found"], str)]
    others = [one for one, result in ran if result["stage"] == "others"]
    lived = [one for one, result in ran if not result["found"]]
    alone = [one["name"] for one, result in ran if result["built"] == "alone"]
    share = f" ({100 * len(caught) / len(ran):.0f}%)" if ran else ""
    lines = [
        "# Mutations: broken programs and who notices",
        "",
        "Each row is a program with one line broken, and the tests that fail for it. `benches/mutations/run.sh` builds the lines of",
        "[`mutations.toml`](../benches/mutations/mutations.toml) in a scratch worktree and runs, for one after another, the tests that",
        "state rules (`tests/inside/rules`, then those beside the code) and, where these say nothing, all other quick tests of the",
        "inside. Golden files and generated documents do not count: they notice that something changed, not that it is wrong. Rows",
        "that no rule catches are marked *no rule*.",
        "",
        f"{len(all_of_them)} mutations, {len(ran)} run: a test that states a rule catches {len(caught)}{share}, another test"
        f" {len(others)}; {len(broken_off)} make a test go on for ever or end the program or do not build; {len(lived)} survive.",
        "",
        "Lines of function bodies are built together, each as a copy of its function's body that an environment variable chooses;",
        f"{len(alone)} of those that were run needed a build of their own, since they stand outside of a body or their copy does not",
        "compile beside the others" + (": " + ", ".join(f"`{name}`" for name in alone) if alone else "") + ".",
        "",
        "Measured with 161 mutations on two busy cores: 4.2 minutes of processor time for the common build, 1.2 for all quick tests of",
        "the unbroken program, 3.7 for the tests of the last 80 mutants, and some minutes for each build of its own. That is too long for",
        "`.ci/run`.",
        "",
        "| mutation | file | rule that it breaks | caught by |",
        "|---|---|---|---|",
    ]
    for one in all_of_them:
        lines.append(f"| {one['name']} | `{one['file']}` | {one['rule']} | {cell(one, current(one, known))} |")
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def keep(all_of_them, known, one, found):
    known[one["name"]] = {"digest": digest(one), **found}
    names = {one["name"] for one in all_of_them}
    kept = {name: result for name, result in known.items() if name in names}
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    page(all_of_them, kept)
    print(one["name"], f"({found['stage']})" if found["stage"] else "SURVIVES", found["found"][:2] or "", flush=True)


def try_all(all_of_them, chosen):
    from programs import STAGES, Clock, Programs

    known, clock, programs = results(), Clock(), Programs(ROOT)
    binary, numbers = programs.all_in_one(chosen)
    print("built:", clock.told(), flush=True)
    # MUTATION_BASELINE=rules asks of the unbroken program only that its rules hold: quicker, for single mutations.
    for stage in list(STAGES)[:1] if os.environ.get("MUTATION_BASELINE") == "rules" else STAGES:
        if found := programs.failing(binary, stage):
            sys.exit(f"the unbroken program fails: {found}")
    print("the unbroken program passes:", clock.told(), flush=True)
    for number, one in zip(numbers, chosen):
        if number:
            keep(all_of_them, known, one, {**programs.tried(binary, one, number), "built": "together"})
    print("mutants of the common build:", clock.told(), flush=True)
    for number, one in zip(numbers, chosen):
        if not number:
            keep(all_of_them, known, one, {**programs.alone(one, mutated), "built": "alone"})
    print("all:", clock.told(), flush=True)


def main(words):
    all_of_them = mutations()
    check(all_of_them)
    if words == ["--check"]:
        schemata.check_itself()
        return
    if words != ["--page"]:
        everything = words == ["--all"]
        unknown = sorted(set(words) - {one["name"] for one in all_of_them} - {"--all"})
        if unknown:
            sys.exit("no mutation of this name: " + ", ".join(unknown))
        known = results()
        missing = [one["name"] for one in all_of_them if everything or not current(one, known)]
        named = missing if everything else words or missing
        if chosen := [one for one in all_of_them if one["name"] in named]:
            try_all(all_of_them, chosen)
    page(all_of_them, results())


main(sys.argv[1:])
