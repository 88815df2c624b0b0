#!/usr/bin/env bash
# Breaks the program line by line, as mutations.toml says, and writes docs/mutations.md: which tests notice.
#   benches/mutations/run.sh               what has not been run yet
#   benches/mutations/run.sh NAME...       these, again
#   benches/mutations/run.sh --check       only that every line is found
#   benches/mutations/run.sh --page        only the page, from results.json
#   benches/mutations/run.sh --all         all, again
# One build for all of them, some seconds of tests for each. MUTATION_PATIENCE (1) stretches the time after which one does not
# end, MUTATION_BASELINE=rules shortens the look at the unbroken program with which every run begins,
# CARGO_PROFILE_TEST_OPT_LEVEL (1) is that of cargo.
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 benches/mutations/run.py "$@"
