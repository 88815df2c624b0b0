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
command -v firefox-esr >/dev/null || missing+=(firefox-esr)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v python3 >/dev/null || missing+=(python3)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
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

# A path of the caller may be relative.
program="$(cd "$(dirname "$program")" && pwd)/$(basename "$program")"

npm install --silent --no-audit --no-fund --prefix "$work" playwright-core@1.56.1 axe-core@4.11.0 puppeteer-core@24.31.0

cd "$work"
quick=(--set residents.population=1000 -q)
eight=(government-led z-home capacity support assessment brand mechanism full-package)
"$program" run "${quick[@]}" --no-ledger -r 6 -o usual government-led z-home full-package >/dev/null
"$program" run "${quick[@]}" --no-ledger -r 4 -o many "${eight[@]}" >/dev/null
"$program" run "${quick[@]}" --no-ledger -r 1 -o one z-home >/dev/null
printf 'title = "<b>R&D 100%% \\"x\\" 社工之家 🏠"\nextends = "z-home"\n' >"awkward &%.toml"
"$program" run "${quick[@]}" --no-ledger -r 3 -o awkward z-home "awkward &%.toml" >/dev/null
"$program" compare "${quick[@]}" --no-ledger -r 6 --chance-only -o compared z-home capacity support >/dev/null
# What is known beside chance: with draws of two parameters, of which the program itself names the hash.
python3 "$here/draws.py" "$program" draws.json
known=(--plausible draws.json --draws 20)
"$program" compare "${quick[@]}" --no-ledger -r 4 "${known[@]}" -o known z-home capacity support >/dev/null
"$program" report known --lang zh -o chinese-known.html >/dev/null
# One side of paper for a meeting, of all that the case study suggests, by draws and by chance alone.
"$program" decision "${quick[@]}" --weeks 156 -r 3 "${known[@]}" --max public_cost=400000 -o decision.html >/dev/null
"$program" decision "${quick[@]}" --weeks 156 -r 3 "${known[@]}" --max public_cost=400000 -o chinese-decision.html --lang zh >/dev/null
"$program" decision "${quick[@]}" --weeks 156 -r 3 --chance-only -o chance-decision.html >/dev/null
# The same with everything else behind it.
"$program" decision "${quick[@]}" --weeks 156 -r 3 "${known[@]}" --max public_cost=400000 --annex -o annex.html >/dev/null
"$program" decision "${quick[@]}" --weeks 156 -r 3 "${known[@]}" --max public_cost=400000 --annex -o chinese-annex.html --lang zh \
    >/dev/null
"$program" diagnose z-home "${quick[@]}" --no-ledger -r 4 --draws 12 -o causes >/dev/null
"$program" report usual --lang zh -o chinese.html >/dev/null
"$program" report compared --lang zh -o chinese-compared.html >/dev/null
"$program" compare "${quick[@]}" --no-ledger -r 6 --chance-only -o eight "${eight[@]}" >/dev/null
"$program" report eight --lang zh -o chinese-eight.html >/dev/null
"$program" compare "${quick[@]}" --no-ledger -r 6 --draws 20 -o eight-known "${eight[@]}" >/dev/null
"$program" report eight-known --lang zh -o chinese-eight-known.html >/dev/null
"$program" validate -r 2 -q -o validated.html >/dev/null
"$program" validate -r 2 -q --lang zh -o chinese-validated.html >/dev/null
"$program" report causes --lang zh -o chinese-causes.html >/dev/null
"$program" survey z-home --set residents.population=1000 --week 60 --report survey.html -q >/dev/null
"$program" survey z-home --set residents.population=1000 --week 60 --report chinese-survey.html -q --lang zh >/dev/null
"$program" villages -r 20 --studies 5 -o villages.html -q >/dev/null
printf 'measure,window,group,value,se,n\nawareness_adults,week-20,,0.80,,800\nwillingness,week-20,,0.35,,800\n' >observed.csv
"$program" calibrate z-home --observed observed.csv --free residents.choice.intercept,residents.affairs.intercept \
    --set residents.population=300 --weeks 52 --set levers.operator.from=1 --particles 60 --generations 2 --anyway \
    -q -o fit >/dev/null
"$program" report fit --lang zh -o chinese-fit.html >/dev/null
# The sentences of the first screen against numbers that another program makes of the tables; lines at 80 columns.
python3 "$here/first_screen.py" compared
mkdir terminal && python3 "$here/terminal.py" "$program" terminal
CHROMIUM="$(command -v chromium)" node "$here/check.mjs" "$work" usual/report.html chinese.html many/report.html \
    one/report.html awkward/report.html compared/report.html causes/report.html chinese-compared.html chinese-causes.html \
    eight/report.html chinese-eight.html eight-known/report.html chinese-eight-known.html \
    usual/index.html=0 survey.html=1 chinese-survey.html=1 villages.html=1 fit/report.html=2 chinese-fit.html=2 \
    fit/index.html=0 known/report.html chinese-known.html decision.html=0 chinese-decision.html=0 chance-decision.html=0 \
    annex.html=0 chinese-annex.html=0 \
    validated.html=4 chinese-validated.html=4
# How full the pages on paper are.
python3 "$here/paper.py" {compared-report,chinese-compared,eight-report,chinese-eight}.html.pdf \
    {known-report,chinese-known,eight-known-report,chinese-eight-known}.html.pdf
python3 "$here/paper.py" --one decision.html.pdf chinese-decision.html.pdf chance-decision.html.pdf
python3 "$here/paper.py" --annex decision.html.pdf annex.html.pdf chinese-decision.html.pdf chinese-annex.html.pdf
# The page that holds the model, against `compare`, in two browsers.
CHROMIUM="$(command -v chromium)" node "$here/explorer.mjs" "$work" "$program"
FIREFOX="$(command -v firefox-esr)" node "$here/firefox.mjs" "$work" "$program"
