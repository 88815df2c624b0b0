#!/usr/bin/env bash
# The report in a real browser: nothing asked of the net, accessible, labels apart, narrow screens, paper, no JavaScript.
# Needs chromium and node; what else it needs goes into a temporary folder. COMMONROOM names a built program.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

install() {
    if [ "$(id -u)" = 0 ]; then apt-get install -y -qq "$@" >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; exit 1; }
    else echo "please install: $*" >&2; exit 1; fi
}
command -v chromium >/dev/null || install chromium
command -v npm >/dev/null || install nodejs npm

program="${COMMONROOM:-${CARGO_TARGET_DIR:-$root/target}/release/commonroom}"
[ -x "$program" ] || (cd "$root" && cargo build --release --quiet)

npm install --silent --no-audit --no-fund --prefix "$work" playwright-core@1.56.1 axe-core@4.11.0

cd "$work"
quick=(--set residents.population=1000 -q --no-ledger)
"$program" run "${quick[@]}" -r 6 -o usual government-led z-home full-package >/dev/null
"$program" run "${quick[@]}" -r 4 -o many government-led z-home capacity support assessment brand mechanism full-package >/dev/null
"$program" run "${quick[@]}" -r 1 -o one z-home >/dev/null
printf 'title = "<b>R&D 100%% \\"x\\" 社工之家 🏠"\nextends = "z-home"\n' >"awkward &%.toml"
"$program" run "${quick[@]}" -r 3 -o awkward z-home "awkward &%.toml" >/dev/null
"$program" report usual --lang zh -o chinese.html >/dev/null
CHROMIUM="$(command -v chromium)" node "$here/check.mjs" "$work" usual/report.html chinese.html many/report.html one/report.html awkward/report.html
