"""One source tree that holds many mutants: each function that is mutated carries a copy of its body for each of them.

    fn f(x: f64) -> f64 {
        match crate::mutant::active() {
            17 => { its body with one line replaced }
            _ => { its body }
        }
    }

`active()` is the number in the environment variable COMMONROOM_MUTANT, read once. So one build serves all mutations of function
bodies, and a mutation costs what its tests cost. A mutation outside of a body (a constant, a table) or in a `const fn` cannot be
chosen at run time, and one whose copy does not compile beside the others is left out by whoever builds the tree.
"""

import re

VARIABLE = "COMMONROOM_MUTANT"
MODULE = f"""
/// Which mutant lives, 0 for none.
#[allow(missing_docs, dead_code)]
pub(crate) mod mutant {{
    pub(crate) fn active() -> u32 {{
        static ACTIVE: std::sync::LazyLock<u32> =
            std::sync::LazyLock::new(|| std::env::var("{VARIABLE}").ok().and_then(|told| told.parse().ok()).unwrap_or(0));
        *ACTIVE
    }}
}}
"""
# Comments, strings and chars; a lifetime is no char.
NOT_CODE = re.compile(
    r"//[^\n]*"
    r"|b?r(?P<hashes>#*)\"(?s:.*?)\"(?P=hashes)"
    r"|b?\"(?:[^\"\\]|\\(?s:.))*\""
    r"|b?'(?:[^'\\\n]|\\(?:u\{[0-9a-fA-F_]+\}|x[0-9a-fA-F]{2}|.))'"
)


def blanked(text):
    """The text with spaces where there is no code; every character keeps its place."""
    out, at = [], 0
    for found in NOT_CODE.finditer(without_blocks(text)):
        out += [text[at : found.start()], re.sub(r"[^\n]", " ", found.group())]
        at = found.end()
    return "".join(out) + text[at:]


def without_blocks(text):
    """`/* … */` does not stand in this crate's code; a file that begins one is refused rather than misread."""
    if re.search(r"^\s*/\*", text, re.MULTILINE):
        raise LookupError("a block comment: the scanner reads only line comments")
    return text


def closing(code, opening):
    depth = 0
    for at in range(opening, len(code)):
        depth += (code[at] == "{") - (code[at] == "}")
        if depth == 0:
            return at
    raise LookupError("a brace that does not close")


def bodies(text):
    """(first, last, const) of each function's body: the places of its braces."""
    code = blanked(text)
    found = []
    for word in re.finditer(r"\bfn\s+[A-Za-z_$]", code):
        depth, at = 0, word.end()
        while code[at] not in "{;" or depth:
            depth += (code[at] in "([") - (code[at] in ")]")
            at += 1
        if code[at] == "{":
            before = code[: word.start()].rsplit("\n", 1)[-1]
            found.append((at, closing(code, at), "const" in before.split()))
    return found


def around(text, place):
    """The innermost body around a place of the text, None where there is none that can choose at run time."""
    inside = [body for body in bodies(text) if body[0] < place < body[1]]
    innermost = max(inside, default=None)
    return innermost if innermost and not innermost[2] else None


def place_of(text, old):
    """Where the one line that reads `old` begins and ends."""
    at, places = 0, []
    for line in text.split("\n"):
        if line.strip() == old.strip():
            places.append((at + len(line) - len(line.lstrip()), at + len(line)))
        at += len(line) + 1
    if len(places) != 1:
        raise LookupError(f"the line stands {len(places)} times: {old.strip()}")
    return places[0]


def schema(text, mutants):
    """The text with all mutants of it, (number, old, new) each, and the numbers that stand in no body."""
    chosen, outside = {}, []
    for number, old, new in mutants:
        first, last = place_of(text, old)
        body = around(text, first)
        # A body within another one that is copied as well would be chosen twice.
        nested = body and any(other != body and (other[0] < body[0] < other[1] or body[0] < other[0] < body[1]) for other in chosen)
        if body is None or nested:
            outside.append(number)
        else:
            chosen.setdefault(body, []).append((number, text[body[0] + 1 : first] + new.strip() + text[last : body[1]]))
    for body in sorted(chosen, reverse=True):
        arms = "".join(f"\n/*mutant {n}*/ {n} => {{{copy}}}\n/*end {n}*/" for n, copy in chosen[body])
        whole = text[body[0] + 1 : body[1]]
        names = " ".join(str(n) for n, _ in chosen[body])
        switch = f"\n/*choice {names}*/\nmatch crate::mutant::active() {{{arms}\n_ => {{{whole}}}\n}}\n/*chosen*/\n"
        text = text[: body[0] + 1] + switch + text[body[1] :]
    return text, outside


def held(text, line):
    """The numbers of the mutants to which a line of a generated text belongs: one in its own copy, all of a function elsewhere in it."""
    numbers = []
    for at, words in enumerate(text.split("\n"), start=1):
        if found := re.match(r"/\*choice ([\d ]+)\*/", words):
            numbers = everyone = [int(n) for n in found.group(1).split()]
        if found := re.match(r"/\*mutant (\d+)\*/", words):
            numbers = [int(found.group(1))]
        if at == line:
            return numbers
        if re.match(r"/\*end ", words):
            numbers = everyone
        if words == "/*chosen*/":
            numbers = []
    return []


def check_itself():
    """What the scanner must not stumble over: braces in strings, chars, comments; lifetimes; bodies within bodies; `const fn`."""
    text = "\n".join(
        [
            "const fn fixed() -> u32 { 7 }",
            "fn outer<'a>(it: &'a str) -> [u8; 2] where u8: Copy {",
            "    let open = '{'; // }",
            '    let words = "} \\" {"; let raw = r#"{ " "#; let byte = b\'}\';',
            "    fn inner(x: [u8; 2]) -> u32 {",
            "        2",
            "    }",
            "    let quote = '\\''; let more = '\\u{7d}';",
            "    done(it)",
            "}",
            "trait Named { fn name(&self); }",
            "const TABLE: u32 = 3;",
        ]
    )
    inside = {line: around(text, place_of(text, line)[0]) for line in ["2", "done(it)", "const TABLE: u32 = 3;"]}
    start, end = inside["2"][:2]
    assert text[start : end + 1].split() == ["{", "2", "}"], text[start : end + 1]
    start, end = inside["done(it)"][:2]
    assert text[start:].startswith("{\n    let open") and text[end:].startswith("}\ntrait"), text[start : end + 1]
    assert inside["const TABLE: u32 = 3;"] is None and around(text, text.index("7")) is None
    made, outside = schema(text, [(1, "done(it)", "undone(it)"), (2, "const TABLE: u32 = 3;", ""), (3, "2", "4")])
    assert outside == [2, 3], "a body within one that is copied is chosen once"
    line = made.split("\n").index("    undone(it)") + 1
    assert held(made, line) == [1] and held(made, 1) == [], held(made, line)
