"""Breaks the program line by line and asks the quick tests whether they notice.

Each mutation of mutations.toml is applied in a scratch worktree of git, so that neither the working copy nor its builds are
touched. What was found is kept in results.json after every mutation: an interrupted run goes on where it ended. A mutation
whose old line is not found exactly once is an error, before anything is run.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "benches" / "mutations"
RESULTS = HERE / "results.json"
PAGE = ROOT / "docs" / "mutations.md"
SCRATCH = ROOT / "target" / "mutations"
TREE = SCRATCH / "tree"
# Golden files and generated documents notice that something changed, not that it is wrong.
SKIPPED = ["studies", "documents", "generated", "identity"]
# Tests that state rules come first; the rest is run only where they say nothing.
STAGES = ["inside::rules::", ""]
SECONDS = int(os.environ.get("MUTATION_SECONDS", "1800"))


def mutations():
    with open(HERE / "mutations.toml", "rb") as file:
        return tomllib.load(file)["mutation"]


def digest(one):
    told = "\n".join(one[part] for part in ("file", "old", "new"))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def mutated(one, root):
    """The text of the file with its one line replaced."""
    lines = (root / one["file"]).read_text(encoding="utf-8").split("\n")
    places = [at for at, line in enumerate(lines) if line.strip() == one["old"].strip()]
    if len(places) != 1:
        raise LookupError(f"{one['name']}: the line stands {len(places)} times in {one['file']}: {one['old'].strip()}")
    line = lines[places[0]]
    indent = line[: len(line) - len(line.lstrip())]
    lines[places[0]] = indent + one["new"].strip() if one["new"].strip() else ""
    return "\n".join(lines)


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


def git(*words, where=ROOT):
    subprocess.run(["git", *words], cwd=where, check=True, stdout=subprocess.DEVNULL)


def scratch_tree():
    """A clean tree of what is committed."""
    if not (TREE / ".git").exists():
        SCRATCH.mkdir(parents=True, exist_ok=True)
        git("worktree", "prune")
        git("worktree", "add", "--quiet", "--detach", str(TREE), "HEAD")
    told = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True)
    git("checkout", "--quiet", "--force", "--detach", told.stdout.strip(), where=TREE)


def tests(only):
    """The tests that fail; a word instead of them where the program does not build or does not end."""
    level = os.environ.get("CARGO_PROFILE_TEST_OPT_LEVEL", "0")
    surroundings = dict(os.environ, CARGO_PROFILE_TEST_OPT_LEVEL=level, CARGO_TARGET_DIR=str(SCRATCH / "build"))
    skips = [word for name in SKIPPED for word in ("--skip", name)]
    command = ["cargo", "test", "--lib", "--quiet", "--", *([only] if only else []), *skips, "--format=pretty"]
    try:
        ran = subprocess.run(
            command, cwd=TREE, env=surroundings, capture_output=True, text=True, errors="replace", timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return "does not end"
    failed = sorted(set(re.findall(r"^test (\S+)(?: - should panic)? \.\.\. FAILED", ran.stdout, re.MULTILINE)))
    if ran.returncode and not failed:
        if "error: could not compile" in ran.stderr or re.search(r"^error(\[|:)", ran.stderr, re.MULTILINE):
            return "does not build" if "test result" not in ran.stdout else "ends early"
        return "ends early"
    return failed


def run(one):
    place = TREE / one["file"]
    before = place.read_bytes()
    try:
        place.write_text(mutated(one, TREE), encoding="utf-8")
        for stage in STAGES:
            found = tests(stage)
            if found:
                break
    finally:
        place.write_bytes(before)
    return {"digest": digest(one), "found": found, "by_rules": bool(found) and stage == STAGES[0]}


def results():
    return json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}


def cell(one, known):
    result = known.get(one["name"])
    if result is None or result["digest"] != digest(one):
        return "not run"
    found = result["found"]
    if isinstance(found, str):
        return found
    if not found:
        return "**survives**" + (f": {one['survives']}" if "survives" in one else "")
    names = [f"`{name}`" for name in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return ", ".join(names) + more + ("" if result["by_rules"] else " (no rule)")


def page(all_of_them):
    known = results()
    cells = [cell(one, known) for one in all_of_them]
    ran = [text for text in cells if text != "not run"]
    lived = [text for text in ran if text.startswith("**survives**")]
    lines = [
        "# Mutations: broken programs and who notices",
        "",
        "Each row is a program with one line broken, and the tests that fail for it. `benches/mutations/run.sh` applies the lines of",
        "[`mutations.toml`](../benches/mutations/mutations.toml) one by one in a scratch worktree, runs the tests that state rules",
        "(`tests/inside/rules`) and, where these say nothing, all other quick tests of the inside. Golden files and generated documents",
        "do not count: they notice that something changed, not that it is wrong. Rows that no rule catches are marked *no rule*.",
        "",
        f"{len(all_of_them)} mutations, {len(ran)} run, {len(lived)} of these survive.",
        "",
        "| mutation | file | rule that it breaks | caught by |",
        "|---|---|---|---|",
    ]
    for one, text in zip(all_of_them, cells):
        lines.append(f"| {one['name']} | `{one['file']}` | {one['rule']} | {text} |")
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(words):
    all_of_them = mutations()
    check(all_of_them)
    if words == ["--check"]:
        return
    if words != ["--page"]:
        unknown = sorted(set(words) - {one["name"] for one in all_of_them})
        if unknown:
            sys.exit("no mutation of this name: " + ", ".join(unknown))
        known = results()
        missing = [one["name"] for one in all_of_them if known.get(one["name"], {}).get("digest") != digest(one)]
        chosen = [one for one in all_of_them if one["name"] in (words or missing)]
        scratch_tree()
        # MUTATION_BASELINE=rules asks of the unbroken program only that its rules hold: quicker, for single mutations.
        for stage in STAGES[:1] if os.environ.get("MUTATION_BASELINE") == "rules" else STAGES:
            if found := tests(stage):
                sys.exit(f"the unbroken program fails: {found}")
        for one in chosen:
            known[one["name"]] = run(one)
            RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            page(all_of_them)
            print(one["name"], known[one["name"]]["found"] or "SURVIVES", flush=True)
    page(all_of_them)


main(sys.argv[1:])
