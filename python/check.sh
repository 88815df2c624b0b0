#!/usr/bin/env bash
# The package for Python as a user installs it (`pip install ./python`), and its tests. The library is that of the
# program, compiled before by `cargo build --release`: that it is not compiled again is looked at.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
target="${CARGO_TARGET_DIR:-$root/target}"
cd "$root"
cargo build --locked --release --quiet ${COMMONROOM_FEATURES:+--features "$COMMONROOM_FEATURES"}
target="$(cd "$target" && pwd)"
export CARGO_TARGET_DIR="$target"

# When each compiled form of the library was written.
library() { stat -c '%n %Y' "$target"/release/deps/libcommonroom-*.rlib; }
before="$(library)"

tools="$target/python"
if ! cmp -s "$here/tests/requirements.txt" "$tools/requirements.txt"; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --no-compile -r "$here/tests/requirements.txt"
    cp "$here/tests/requirements.txt" "$tools/requirements.txt"
fi
# Features of the program are those of its library.
MATURIN_PEP517_ARGS="${COMMONROOM_FEATURES:+--features commonroom/${COMMONROOM_FEATURES//,/,commonroom/}}" \
    "$tools/bin/pip" install --quiet --disable-pip-version-check "$here"
if [ "$(library)" != "$before" ]; then
    echo "pip compiled the library a second time: features or profile are not those of \`cargo build --release\`" >&2
    exit 1
fi
cd "$here"
"$tools/bin/pytest" -q "$@"
# The notebooks, as somebody would run them from top to bottom; what they show is not kept.
for notebook in examples/*.ipynb; do
    "$tools/bin/jupyter-execute" --timeout=120 "$notebook" >"$tools/notebook.log" 2>&1 || { cat "$tools/notebook.log" >&2; exit 1; }
    echo "$notebook runs from top to bottom"
done
