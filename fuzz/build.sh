#!/usr/bin/env bash
# Builds the targets for libFuzzer on the stable compiler. Without a sanitizer: the crate has no unsafe code. With
# a nightly compiler `cargo fuzz run TARGET` builds the same targets with one.
set -euo pipefail
cd "$(dirname "$0")"
if ! command -v c++ >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq g++ >/dev/null
fi
RUSTC_WRAPPER=$PWD/instrument.sh cargo build --locked --quiet --release --target-dir "target${FUZZ_COMPARES+/plain}"
