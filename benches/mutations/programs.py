"""The broken programs: one build that holds all mutants it can, one build for each of the others, and which tests fail for them."""

import json
import os
import re
import resource
import shutil
import subprocess
import time

import schemata

# Golden files and generated documents notice that something changed, not that it is wrong.
SKIPPED = ["inside::studies", "inside::documents", "inside::generated", "inside::identity"]
# Tests that state rules come first (those of the model document, those beside the code); the rest only where they say nothing.
STAGES = {
    "rules": ["inside::rules::"],
    "units": ["--skip", "inside::"],
    "others": ["inside::", "--skip", "inside::rules::", *(word for name in SKIPPED for word in ("--skip", name))],
}


# Seconds after which a stage does not end: many times what each takes (2, 11 and 70 on two cores).
SECONDS = {"rules": 60, "units": 180, "others": 600}
PATIENCE = float(os.environ.get("MUTATION_PATIENCE", "1"))


class DoesNotBuild(Exception):
    """With the places (file, line) that the compiler names."""


def cpu_seconds():
    """Of all programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def module(file):
    """Where the tests beside a file stand: they are asked before those of all other files."""
    path = re.sub(r"(/mod)?\.rs$", "", file.removeprefix("src/"))
    return "::".join(path.split("/")) + "::"


class Programs:
    """A scratch worktree of git and its builds, so that neither the working copy nor its builds are touched."""

    def __init__(self, root):
        self.root = root
        self.scratch = root / "target" / "mutations"
        self.tree = self.scratch / "tree"
        level = os.environ.get("CARGO_PROFILE_TEST_OPT_LEVEL", "1")
        self.surroundings = dict(
            os.environ, CARGO_PROFILE_TEST_OPT_LEVEL=level, CARGO_TARGET_DIR=str(self.scratch / "build")
        )
        self.clean()

    def git(self, *words, where=None):
        subprocess.run(["git", *words], cwd=where or self.root, check=True, stdout=subprocess.DEVNULL)

    def clean(self):
        """A tree of what is committed."""
        if not (self.tree / ".git").exists():
            self.scratch.mkdir(parents=True, exist_ok=True)
            self.git("worktree", "prune")
            self.git("worktree", "add", "--quiet", "--detach", str(self.tree), "HEAD")
        self.git("checkout", "--quiet", "--force", "--detach", self.told("rev-parse", "HEAD"), where=self.tree)

    def told(self, *words):
        return subprocess.run(["git", *words], cwd=self.root, check=True, capture_output=True, text=True).stdout.strip()

    def build(self):
        """The test binary of the tree as it is."""
        command = ["cargo", "test", "--lib", "--no-run", "--quiet", "--message-format=json"]
        ran = subprocess.run(command, cwd=self.tree, env=self.surroundings, capture_output=True, text=True, errors="replace")
        told = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
        binary = [one["executable"] for one in told if one["reason"] == "compiler-artifact" and one.get("executable")]
        if ran.returncode == 0 and binary:
            return binary[-1]
        errors = [one["message"] for one in told if one["reason"] == "compiler-message" and one["message"]["level"] == "error"]
        places = [
            [(span["file_name"], span["line_start"]) for span in sorted(error["spans"], key=lambda s: not s["is_primary"])]
            for error in errors
        ]
        raise DoesNotBuild([each for each in places if each] or ran.stderr)

    def failing(self, binary, stage, number=0, only=None):
        """The tests of a stage that fail; a word instead of them where the program ends without saying so, or does not end."""
        surroundings = dict(self.surroundings, CARGO_MANIFEST_DIR=str(self.tree), **{schemata.VARIABLE: str(number)})
        command = [binary, *STAGES[stage], *([only] if only else []), "--format=pretty"]
        try:
            ran = subprocess.run(
                command, cwd=self.tree, env=surroundings, capture_output=True, text=True, errors="replace", timeout=PATIENCE * SECONDS[stage]
            )
        except subprocess.TimeoutExpired:
            return "does not end"
        failed = sorted(set(re.findall(r"^test (\S+)(?: - should panic)? \.\.\. FAILED", ran.stdout, re.MULTILINE)))
        return failed or ("ends early" if ran.returncode else [])

    def tried(self, binary, one, number=0):
        """Who notices a mutation: the stage and its failing tests, without a stage where all pass."""
        for stage, only in [("rules", None), ("units", module(one["file"])), *((stage, None) for stage in list(STAGES)[1:])]:
            if found := self.failing(binary, stage, number, only):
                return {"stage": stage, "found": found}
        return {"stage": None, "found": []}

    def all_in_one(self, mutations):
        """A build that holds the mutations, and the number of each in it, 0 for those that it cannot hold.

        The last one is kept: what it holds of the same sources is not built again.
        """
        of = {part: self.told("rev-parse", f"HEAD:{part}") for part in ("src", "tests", "scenarios", "Cargo.lock")}
        of["level"] = self.surroundings["CARGO_PROFILE_TEST_OPT_LEVEL"]
        binary, about = self.scratch / "together", self.scratch / "together.json"
        wanted = [json.dumps([one[part] for part in ("file", "old", "new")]) for one in mutations]
        if about.exists() and binary.exists():
            kept = json.loads(about.read_text())
            if kept["of"] == of and all(one in kept["numbers"] for one in wanted):
                return str(binary), [kept["numbers"][one] for one in wanted]
        about.unlink(missing_ok=True)
        built, left_out = self.built_together(mutations)
        shutil.copy2(built, binary)
        numbers = [0 if number in left_out else number for number in range(1, len(mutations) + 1)]
        about.write_text(json.dumps({"of": of, "numbers": dict(zip(wanted, numbers))}))
        return str(binary), numbers

    def built_together(self, mutations):
        numbered = dict(enumerate(mutations, start=1))
        left_out = set()
        while True:
            self.clean()
            texts, outside = self.write(numbered, left_out)
            left_out |= outside
            try:
                return self.build(), left_out
            except DoesNotBuild as fault:
                blamed = self.blamed(fault.args[0], texts)
                if not blamed - left_out:
                    raise
                print("do not compile beside the others:", *(numbered[n]["name"] for n in sorted(blamed)), flush=True)
                left_out |= blamed

    def write(self, numbered, left_out):
        by_file, outside = {}, set()
        for number, one in numbered.items():
            if number not in left_out:
                by_file.setdefault(one["file"], []).append((number, one["old"], one["new"]))
        texts = {}
        for file, mutants in by_file.items():
            texts[file], not_held = schemata.schema((self.tree / file).read_text(encoding="utf-8"), mutants)
            outside |= set(not_held)
            (self.tree / file).write_text(texts[file], encoding="utf-8")
        library = self.tree / "src" / "lib.rs"
        library.write_text(library.read_text(encoding="utf-8") + schemata.MODULE, encoding="utf-8")
        return texts, outside

    @staticmethod
    def blamed(errors, texts):
        """The mutants in whose copies the errors stand; where one stands beside all copies of a function, all of these."""
        if isinstance(errors, str):
            raise DoesNotBuild(errors)
        found = set()
        for places in errors:
            held = [schemata.held(texts[file], line) for file, line in places if file in texts]
            found |= set(min((numbers for numbers in held if numbers), key=len, default=[]))
        return found

    def alone(self, one, mutated):
        """Who notices a mutation that has its own build."""
        self.clean()
        (self.tree / one["file"]).write_text(mutated(one, self.tree), encoding="utf-8")
        try:
            return self.tried(self.build(), one)
        except DoesNotBuild:
            return {"stage": "rules", "found": "does not build"}


class Clock:
    """Processor time and time since it was made."""

    def __init__(self):
        self.cpu, self.wall = cpu_seconds(), time.monotonic()

    def told(self):
        return f"{(cpu_seconds() - self.cpu) / 60:.1f} CPU minutes, {(time.monotonic() - self.wall) / 60:.1f} minutes"
