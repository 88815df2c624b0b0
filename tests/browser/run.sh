#!/usr/bin/env bash
# The report in a real browser: nothing asked of the net, accessible, labels apart, narrow screens, paper, no JavaScript.
# Installs chromium, node and fonts where they are missing; what else it needs goes into a temporary folder. COMMONROOM
# names a built program.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v python3 >/dev/null || missing+=(python3)
# Without letters of both languages every label would be a row of empty boxes.
[ -n "$(fc-list :lang=en 2>/dev/null | head -n 1)" ] || missing+=(fontconfig fonts-dejavu-core)
[ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ] || missing+=(fonts-wqy-microhei)
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" != 0 ]; then echo "please install: ${missing[*]}" >&2; exit 1; fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; exit 1; }
fi

program="${COMMONROOM:-${CARGO_TARGET_DIR:-$root/target}/release/commonroom}"
[ -x "$program" ] || (cd "$root" && cargo build --locked --release --quiet)

npm install --silent --no-audit --no-fund --prefix "$work" playwright-core@1.56.1 axe-core@4.11.0

cd "$work"
quick=(--set residents.population=1000 -q)
eight=(government-led z-home capacity support assessment brand mechanism full-package)
"$program" run "${quick[@]}" --no-ledger -r 6 -o usual government-led z-home full-package >/dev/null
"$program" run "${quick[@]}" --no-ledger -r 4 -o many "${eight[@]}" >/dev/null
"$program" run "${quick[@]}" --no-ledger -r 1 -o one z-home >/dev/null
printf 'title = "<b>R&D 100%% \\"x\\" 社工之家 🏠"\nextends = "z-home"\n' >"awkward &%.toml"
"$program" run "${quick[@]}" --no-ledger -r 3 -o awkward z-home "awkward &%.toml" >/dev/null
"$program" compare "${quick[@]}" --no-ledger -r 6 -o compared z-home capacity support >/dev/null
"$program" diagnose z-home "${quick[@]}" --no-ledger -r 4 -o causes >/dev/null
"$program" report usual --lang zh -o chinese.html >/dev/null
"$program" report compared --lang zh -o chinese-compared.html >/dev/null
"$program" report causes --lang zh -o chinese-causes.html >/dev/null
# The sentences of the first screen against numbers that another program makes of the tables; lines at 80 columns.
python3 "$here/first_screen.py" compared
mkdir terminal && python3 "$here/terminal.py" "$program" terminal
CHROMIUM="$(command -v chromium)" node "$here/check.mjs" "$work" usual/report.html chinese.html many/report.html \
    one/report.html awkward/report.html compared/report.html causes/report.html chinese-compared.html chinese-causes.html
