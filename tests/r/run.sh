#!/usr/bin/env bash
# The scripts of docs/r.md, as they stand there, on folders made by the commands that stand above them (with a small
# population). Installs R where it is missing. COMMONROOM names a built program.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

if ! command -v Rscript >/dev/null; then
    if [ "$(id -u)" != 0 ]; then echo "please install: r-base-core" >&2; exit 1; fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core; } \
        >"$work/apt.log" 2>&1 || { cat "$work/apt.log" >&2; exit 1; }
fi
program="${COMMONROOM:-${CARGO_TARGET_DIR:-$root/target}/release/commonroom}"
[ -x "$program" ] || (cd "$root" && cargo build --locked --release --quiet)
program="$(cd "$(dirname "$program")" && pwd)/$(basename "$program")"

cd "$work"
commonroom() { "$program" "$@" --set residents.population=1000 -q >/dev/null; }
block() { awk -v language="$1" -v number="$2" '/^```/ { inside = $0 == "```" language; count += inside; next } inside && count == number' "$root/docs/r.md"; }
for made in 1 2; do eval "$(block sh "$made")"; done
for script in 1 2 3; do
    block r "$script" >"$script.R"
    [ -s "$script.R" ] || { echo "docs/r.md has no script $script" >&2; exit 1; }
    Rscript --vanilla "$script.R"
done
for picture in courses.svg sweep.svg; do grep -q "<svg" "$picture" || { echo "$picture was not drawn" >&2; exit 1; }; done
[ -z "${KEEP:-}" ] || cp ./*.svg "$KEEP"
echo "R reads the tables: three scripts of docs/r.md"
