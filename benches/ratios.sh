#!/usr/bin/env bash
# The table of ratios, as Markdown: ours against kernel K, a NumPy program, a plain loop, itself on two threads.
# `bash benches/ratios.sh [ROUNDS]`; five rounds take about four minutes (a quarter of an hour with the build on a new machine) and 4 GB. On a quiet machine, please.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
work=${CARGO_TARGET_DIR:-$root/target}
bash benches/peers/venv.sh
cargo build --locked --quiet --release --example offers
"$work/release/examples/offers" z-home 1 0 0 10000 > "$work/peers/time.json"
export PYTHONDONTWRITEBYTECODE=1
cargo bench --locked --quiet --bench ratios -- rounds "${1:-5}" "$work/peers/venv/bin/python" "$root/benches/peers/time.py" "$work/peers/time.json" |
    tee "$work/ratios.md"
