#!/usr/bin/env bash
# The compiler (as RUSTC_WRAPPER), with the counters that libFuzzer follows in what reads: the library, its
# parsers, the targets. Elsewhere they tell nothing and cost most of the time. With FUZZ_COMPARES set to nothing it
# is not told what is compared with what, either: half of the time of a target that writes whole pages.
set -euo pipefail
shopt -s extglob
compiler=$1
shift
counters=()
case "${1:-} ${2:-}" in
    "--crate-name "@(commonroom|toml_span|csv|csv_core|serde_json|scenario|roster|posterior|results))
        counters=(-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3)
        for kind in inline-8bit-counters pc-table ${FUZZ_COMPARES-trace-compares}; do
            counters+=("-Cllvm-args=-sanitizer-coverage-$kind")
        done
        ;;
esac
exec "$compiler" "$@" "${counters[@]}"
