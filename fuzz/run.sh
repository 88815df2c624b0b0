#!/usr/bin/env bash
# Gives every target so many inputs (20,000 without a number): bash fuzz/run.sh [RUNS [TARGET...]]
# Ends with 1 at the first panic, hang (2 s) or waste of memory (1 GiB); the input is then in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")"
runs=${1:-20000}
shift || true
targets=("$@")
[ $# -gt 0 ] || targets=(scenario roster posterior results)
bash build.sh
bash seeds.sh
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
for target in "${targets[@]}"; do
    case $target in
        scenario) words=words/scenario.txt ;;
        roster | posterior) words=words/tables.txt ;;
        results) words=words/results.txt ;;
    esac
    mkdir -p "corpus/$target" "artifacts/$target"
    printf '\n-- %s: %s inputs\n' "$target" "$runs"
    "target/release/$target" -runs="$runs" -timeout=2 -rss_limit_mb=1024 -max_len=16384 -print_final_stats=1 -dict="$words" \
        -artifact_prefix="artifacts/$target/" "corpus/$target" "target/seeds/$target" 2> "target/$target.log" || {
        tail -n 40 "target/$target.log" >&2
        exit 1
    }
    grep -E '^(#[0-9]+ *DONE|stat::(number|peak|slow))|^Done' "target/$target.log"
done
