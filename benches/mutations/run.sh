#!/usr/bin/env bash
# Breaks the program line by line, as mutations.toml says, and writes docs/mutations.md: which tests notice.
#   benches/mutations/run.sh               what has not been run yet
#   benches/mutations/run.sh NAME...       these, again
#   benches/mutations/run.sh --check       only that every line is found
#   benches/mutations/run.sh --page        only the page, from results.json
# Each costs one incremental build and a minute; MUTATION_SECONDS (1800) is how long one may take, MUTATION_BASELINE=rules
# shortens the look at the unbroken program with which every run begins, CARGO_PROFILE_TEST_OPT_LEVEL (0) is that of cargo.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 benches/mutations/run.py "$@"
