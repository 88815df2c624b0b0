#!/usr/bin/env bash
# Licences, duplicates and sources of everything that is built upon, against deny.toml. Without a cargo-deny, the
# ready program of deny.txt is fetched (two seconds; building it takes minutes); where there is none for the
# machine, cargo builds it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
deny=$(command -v cargo-deny || true)
if [ -z "$deny" ]; then
    tools=${CARGO_TARGET_DIR:-target}/deny
    deny=$tools/bin/cargo-deny
    if [ ! -x "$deny" ]; then
        python3 -m venv "$tools"
        "$tools/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r "$here/deny.txt" ||
            cargo install --quiet --locked --root "$tools" --version 0.20.2 cargo-deny
    fi
fi
for manifest in Cargo.toml python/Cargo.toml fuzz/Cargo.toml; do
    printf '%s: ' "$manifest"
    # A list for all: what only one of them needs is not remarked on in the others.
    "$deny" --manifest-path "$manifest" --config deny.toml --locked check --hide-inclusion-graph \
        --allow license-exception-not-encountered --allow unmatched-skip --allow unnecessary-skip \
        licenses bans sources
done
