#!/usr/bin/env bash
# Writes the inputs to begin with, target by target, from what is shipped and tested (target/seeds).
set -euo pipefail
cd "$(dirname "$0")/.."
seeds=fuzz/target/seeds
rm -rf "$seeds"
mkdir -p "$seeds"/{scenario,roster,posterior,results}

cp scenarios/*.toml tests/scenarios/good/*.toml tests/scenarios/bad/*.toml "$seeds/scenario/"

# The first byte is the form of scenario, a line `---` stands between the two files.
people() { # NAME FORM FIRST [SECOND]
    { printf "\\x$2"; cat "$3"; [ $# -lt 4 ] || { printf -- '---\n'; cat "$4"; }; } > "$seeds/roster/$1"
}
people named 00 scenarios/hamlet-people.csv scenarios/hamlet-ties.csv
people few 00 tests/scenarios/good/people-few.csv
people ignoring 01 tests/scenarios/good/people-few.csv
people gaps 02 scenarios/hamlet-people.csv scenarios/hamlet-ties.csv
people placed 03 tests/scenarios/good/people-placed.csv
printf '\x04id;lat;lon;weeks_used\np1;28,690;115,890;12\np2;28,681;115,902;0\n' > "$seeds/roster/globe"
printf '\x05id,community,x,y\np1,East,0.1,0.2\np2,West,1.1,1\n' > "$seeds/roster/communities"
people shares 06 tests/scenarios/good/counts.csv
printf '\x07variable,category,variable2,category2,count\ngroup,working,union_member,true,29\ngroup,working,union_member,false,22\nage,18-39,,,31\nage,40-59,,,20\n' > "$seeds/roster/counts"

assumptions=residents.choice.intercept,residents.talk.signs
printf 'draw,%s\n1,-2.5,0.1\n2,-3,0.2\n' "$assumptions" > "$seeds/posterior/comma"
printf '\xef\xbb\xbf%s\r\n-2,5;0,1\r\n' "${assumptions/,/;}" > "$seeds/posterior/semicolon"

# A small folder of every table that `report` reads, shortened: of the weekly one the columns that it reads, of
# effects and groups some rows.
cargo build --locked --quiet --release ${COMMONROOM_FEATURES:+--features "$COMMONROOM_FEATURES"}
program=${CARGO_TARGET_DIR:-target}/release/commonroom
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
asked="--weeks 54 --set residents.population=100 --set levers.operator.from=20 --progress none"
"$program" compare z-home near-idle -r 2 $asked -o "$work/compared" >/dev/null
"$program" diagnose z-home -r 2 --draws 3 $asked -o "$work/diagnosed" >/dev/null
"$program" run z-home near-idle -r 2 --sample 12 $asked -o "$work/sampled" >/dev/null
folder=$seeds/folder
mkdir "$folder"
cp "$work"/compared/{manifest.json,windows.csv,events.csv} "$work/diagnosed/diagnosis.json" "$work/sampled/residents.csv" "$folder/"
python3 -c '
import json, sys
answer = json.load(sys.stdin)
for scenario in answer["scenarios"]:
    scenario["effects"] = [e for e in scenario["effects"] if e["window"] == "last-year"][::4]
    scenario["groups"] = scenario["left_out"] = []
json.dump(answer, sys.stdout, indent=1)' < "$work/compared/compare.json" > "$folder/compare.json"
awk 'NR == 1 || /,participation,/ || ++n % 8 == 1' "$work/compared/groups.csv" > "$folder/groups.csv"
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^(scenario|replicate|week|community|participation|utilization)$/) keep[++n] = i }
    { for (i = 1; i <= n; i++) printf "%s%s", $keep[i], i < n ? "," : "\n" }' "$work/compared/series.csv" > "$folder/series.csv"
at=0
for file in manifest.json windows.csv groups.csv series.csv events.csv compare.json diagnosis.json residents.csv; do
    { printf "\\x0$at"; cat "$folder/$file"; } > "$seeds/results/$file"
    at=$((at + 1))
done
