#!/usr/bin/env bash
# Breaks the program line by line, as mutations.toml says, and writes docs/mutations.md: which tests notice.
#   benches/mutations/run.sh               what has not been run yet
#   benches/mutations/run.sh NAME...       these, again
#   benches/mutations/run.sh --check       only that every line is found
#   benches/mutations/run.sh --page        only the page, from results.json
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 benches/mutations/run.py "$@"
