#!/usr/bin/env bash
# The package for Python as a user installs it (`pip install ./python`), and its tests. The library is that of the
# program, compiled before by `cargo build --release`: that it is not compiled again is looked at.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
target="${CARGO_TARGET_DIR:-$root/target}"
cd "$root"
cargo build --locked --release --quiet
target="$(cd "$target" && pwd)"
export CARGO_TARGET_DIR="$target"

# When each compiled form of the library was written.
library() { stat -c '%n %Y' "$target"/release/deps/libcommonroom-*.rlib; }
before="$(library)"

tools="$target/python"
if [ ! -x "$tools/bin/pytest" ]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$here/tests/requirements.txt"
fi
"$tools/bin/pip" install --quiet --disable-pip-version-check "$here"
if [ "$(library)" != "$before" ]; then
    echo "pip compiled the library a second time: features or profile are not those of \`cargo build --release\`" >&2
    exit 1
fi
cd "$here"
"$tools/bin/pytest" -q "$@"
