#!/usr/bin/env bash
# Gives every target so many inputs, at most so many seconds long: bash fuzz/run.sh [RUNS [SECONDS [TARGET...]]]
# Ends with 1 at the first panic, hang (FUZZ_TIMEOUT, 2 s) or waste of memory (1 GiB); the input is then in fuzz/artifacts. FUZZ_SEED
# fixes which inputs are tried (0: others each time). FUZZ_COMPARES= (set to nothing) builds targets that do not follow comparisons.
set -euo pipefail
cd "$(dirname "$0")"
runs=${1:-20000}
seconds=${2:-0} # 0: no limit
targets=("${@:3}")
[ "${#targets[@]}" -gt 0 ] || targets=(scenario roster posterior results)
bash build.sh
bash seeds.sh
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
for target in "${targets[@]}"; do
    case $target in
        scenario) words=words/scenario.txt most=16384 ;;
        results) words=words/results.txt most=65536 ;; # the longest file of the folder
        *) words=words/tables.txt most=16384 ;;
    esac
    mkdir -p "corpus/$target" "artifacts/$target"
    "target${FUZZ_COMPARES+/plain}/release/$target" -runs="$runs" -max_total_time="$seconds" -timeout="${FUZZ_TIMEOUT:-2}" -seed="${FUZZ_SEED:-0}" -rss_limit_mb=1024 -max_len="$most" \
        -keep_seed=1 -dict="$words" -print_final_stats=1 -artifact_prefix="artifacts/$target/" \
        "corpus/$target" "target/seeds/$target" 2> "target/$target.log" || {
        tail -n 60 "target/$target.log" >&2
        exit 1
    }
    printf '%s: %s\n' "$target" "$(grep '^Done' "target/$target.log")"
done
