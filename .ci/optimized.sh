#!/usr/bin/env bash
# What needs the optimized program: called by .ci/run, beside lints and tests, with a folder in which the file `built`
# says that everything that a new machine lacks is there, and the library that the tests are linked with.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
step() { printf '\n== %s (after %d s)\n' "$1" "$SECONDS"; }

step "what a new machine lacks"
lacks=()
need() { command -v "$1" >/dev/null 2>&1 || lacks+=("${@:2}"); }
need c++ g++
need valgrind valgrind
need chromium chromium
need firefox-esr firefox-esr
need node nodejs
need npm npm
need pdftoppm poppler-utils
need Rscript r-base-core
# The compiler of the explorer's engine (explorer/build.sh), so that one call installs everything.
for package in rustc-web cargo-web rust-web-src; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || lacks+=("$package")
done
python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || lacks+=(python3 python3-venv)
# Without letters of both languages every label would be a row of empty boxes.
[ -n "$(fc-list :lang=en 2>/dev/null | head -n 1)" ] || lacks+=(fontconfig fonts-dejavu-core)
[ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ] || lacks+=(fonts-wqy-microhei)
install() {
    apt-get update -qq
    # A machine that is thrown away need not wait until its disk has everything.
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-unsafe-io \
        "$@" >/dev/null
}
# Goes on beside the build, which needs none of it.
if [ "${#lacks[@]}" -gt 0 ]; then install "${lacks[@]}" & else true & fi
installing=$!
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
features=(${COMMONROOM_FEATURES:+--features "$COMMONROOM_FEATURES"})
# With the examples, so that nothing here waits for the tests to be built.
cargo build --locked --release "${features[@]}" --bins --examples
wait "$installing"
touch "$1/built"

step "the README's main command, in an empty folder"
(cd "$work" && "$here/target/release/commonroom" run --progress none && test -s results/1/manifest.json && test -s results/1/series.csv)
step "examples"
for example in sweep policy; do "${CARGO_TARGET_DIR:-target}/release/examples/$example"; done
step "licences, duplicates and sources of what it is built upon"
bash .ci/deny.sh
step "R reads the tables (the scripts of docs/r.md)"
bash tests/r/run.sh
step "the model inside a page is the model, as it stands and built anew"
bash explorer/check.sh --rebuild
step "Python at home: numbers, threads, stops, types (the library is not compiled again)"
bash python/check.sh
step "instruction counts (never a time)"
cargo bench --locked --quiet "${features[@]}" --bench instructions
step "the report and the explorer in a browser"
bash tests/browser/run.sh
