#!/usr/bin/env bash
# The model in the page is the model: the engine beside this script is built of these sources, and answers as the library
# does, in every cell of three scenarios and in every word and number of a comparison. The script of the page passes the
# type checker. With --rebuild the engine is built anew too, of the same files, and must answer the same; this takes some
# minutes more.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" != 0 ]; then echo "please install: ${missing[*]}" >&2; exit 1; fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; exit 1; }
fi

(cd "$root" && sha256sum --quiet --check explorer/engine.sources) ||
    { echo "the engine is older than its sources: bash explorer/build.sh" >&2; exit 1; }
engines=("$here/engine.b64")
if [ "${1:-}" = --rebuild ]; then
    # Of the same sources, with less optimization, which takes a third of the time and changes no answer, and so that
    # whole lives end at the first number that overflows.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true EXPLORER_TARGET="$root/target/explorer/anew" \
        bash "$here/build.sh" "$work"
    diff <(grep -v engine.b64 "$here/engine.sources") <(grep -v engine.b64 "$work/engine.sources")
    engines+=("$work/engine.b64")
else
    echo "NOT TESTED: a new build of the engine (bash explorer/check.sh --rebuild)"
fi

package='{"title": "x", "layers": ["support", "funding-cut"], "changes": [{"path": "levers.support.hours", "value": 4, "week": 105}]}'
try="{\"do\": \"try\", \"package\": $package}"
{
    for begin in '"base": "z-home"' '"base": "adaptive"' '"base": "two-bodies"'; do
        echo "{\"do\": \"begin\", $begin, \"text\": null, \"weeks\": null, \"seed\": \"7\"}"
        echo '{"do": "cells", "of": "base", "world": 1}'
        echo '{"do": "look", "of": "base", "world": 2}'
    done
    echo '{"do": "begin", "base": "z-home", "text": null, "weeks": 160, "seed": "18446744073709551615"}'
    echo "$try"
    echo '{"do": "cells", "of": "package", "world": 3}'
    echo '{"do": "live", "of": "package", "world": 3}'
    echo '{"do": "course", "of": "package", "world": 3, "measure": "tier"}'
    echo '{"do": "ask", "of": "package", "world": 3, "week": 120, "who": 7}'
    for lang in en zh; do for week in 97 105 157; do
        echo "{\"do\": \"weigh\", \"of\": \"package\", \"world\": 3, \"week\": $week, \"lang\": \"$lang\"}"
    done; done
    for lang in en zh; do
        echo "{\"do\": \"try\", \"lang\": \"$lang\", \"package\": {\"title\": \"x\", \"layers\": [], \"changes\": [{\"path\": \"levers.support.hours\", \"value\": 57, \"week\": null}]}}"
    done
    # A tender and its bids.
    echo '{"do": "begin", "base": "tender", "text": null, "weeks": 160, "seed": "3"}'
    for lang in en zh; do echo "{\"do\": \"weigh\", \"of\": \"base\", \"world\": 1, \"week\": 105, \"lang\": \"$lang\"}"; done
} >"$work/requests"
(cd "$root" && cargo build --locked --quiet --release --example explorer ${COMMONROOM_FEATURES:+--features "$COMMONROOM_FEATURES"})
native="${CARGO_TARGET_DIR:-$root/target}/release/examples/explorer"
"$native" <"$work/requests" >"$work/native"
# What was lived is taken and told of: the words and numbers of a comparison.
draws='{"paths": ["residents.choice.intercept", "residents.choice.habit"], "draws": [[-3.1, 0.5], [-2.7, 0.9]], "there": 9, "own": false}'
begin="{\"do\": \"begin\", \"base\": \"z-home\", \"text\": null, \"weeks\": 160, \"seed\": \"5\", \"draws\": $draws}"
{
    echo "$begin"
    echo "$try"
    for life in 1 2 3 4; do echo "{\"do\": \"know\", \"life\": $life}"; done
    { echo "$begin"; echo "$try"; for life in 1 2 3 4; do echo "{\"do\": \"know\", \"life\": $life}"; done; } |
        "$native" | tail -n +3 | sed 's/^{"known"://; s/}$//' >"$work/lives"
    paste -d '' <(for life in 1 2 3 4; do echo "{\"do\": \"take-known\", \"life\": $life, \"values\": "; done) "$work/lives" | sed 's/$/}/'
    { echo "$begin"; echo "$try"
      for of in base package; do for world in 1 2 3; do echo "{\"do\": \"live\", \"of\": \"$of\", \"world\": $world}"; done; done; } |
        "$native" | tail -n +3 | sed 's/^{"run"://; s/}$//' >"$work/runs"
    paste -d '' <(for of in base package; do for world in 1 2 3; do echo "{\"do\": \"take\", \"of\": \"$of\", \"world\": $world, \"run\": "; done; done) "$work/runs" |
        sed 's/$/}/'
    for lang in en zh; do
        echo "{\"do\": \"tell\", \"lang\": \"$lang\", \"title\": \"y\", \"measure\": \"visits\", \"world\": 2, \"charts\": [\"groups\", \"deficiency\"]}"
    done
} >"$work/told"
"$native" <"$work/told" >>"$work/native"
for engine in "${engines[@]}"; do
    { node "$here/check.mjs" "$engine" "$work/requests"; node "$here/check.mjs" "$engine" "$work/told"; } >"$work/page"
    cmp "$work/native" "$work/page" || { echo "$engine does not answer as the library does" >&2; exit 1; }
done
grep -c '^{"cells":\[\[' "$work/native" | grep -qx 4 && grep -c '^{"told":' "$work/native" | grep -qx 2 && grep -q '^{"fault":' "$work/native" &&
    grep -q '^{"asked":{' "$work/native" && grep -q '^{"course":\[' "$work/native" && grep -c '^{"known":\[\[' "$work/native" | grep -qx 4 && grep -c '^{"weighed":' "$work/native" | grep -qx 8 && grep -q 'bidder 1","[0-9.]* points' "$work/native" ||
    { echo "the answers are not those that were asked for" >&2; exit 1; }
echo "engine and library: the same $(wc -c <"$work/native") bytes of answers"

npm install --silent --no-audit --no-fund --prefix "$work" typescript@5.9.3
"$work/node_modules/.bin/tsc" -p "$here"
echo "the script of the page: no fault of types"
