#!/usr/bin/env bash
# Builds the model as WebAssembly and puts it beside this script: engine.b64 (gzip, as base64 text, for the page) and
# engine.sources (SHA-256 of every file that it was compiled from, and of itself; a test fails when one has changed).
# Run it after every change of what it is compiled from: bash explorer/build.sh
# Who builds the program needs none of this. It installs Debian's rustc-web, cargo-web and rust-web-src where they are
# missing, and takes the linker of the usual toolchain. Folder of the build: EXPLORER_TARGET [target/explorer].
set -euo pipefail
export LC_ALL=C
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(cd "$here/.." && pwd)"
target="${EXPLORER_TARGET:-$root/target/explorer}"
to="${1:-$here}"

missing=()
for package in rustc-web cargo-web rust-web-src; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
linker="$(find "$(rustc --print sysroot)/" -name rust-lld -type f 2>/dev/null | head -n 1)"
if [ -z "$linker" ]; then
    command -v wasm-ld >/dev/null || missing+=(lld)
fi
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" != 0 ]; then echo "please install: ${missing[*]}" >&2; exit 1; fi
    log="$(mktemp)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
fi

# The compiler of the system, not that of rustup, which has no WebAssembly here. Paths of this machine stay out of the
# bytes, and so does the commit: the same sources give the same engine.
unset CARGO_TARGET_DIR CARGO_BUILD_TARGET CARGO_ENCODED_RUSTFLAGS RUSTUP_TOOLCHAIN
unset CARGO_PROFILE_DEV_OPT_LEVEL CARGO_PROFILE_TEST_OPT_LEVEL CARGO_PROFILE_DEV_DEBUG CARGO_PROFILE_TEST_DEBUG
export PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$target"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="${linker:-wasm-ld}"
export GIT_DIR=/nonexistent
export RUSTFLAGS="-C target-feature=+simd128 --remap-path-prefix=$root=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
# The versions are those of the program's own lock.
cp "$root/Cargo.lock" "$here/engine/Cargo.lock"
/usr/bin/cargo update --quiet --workspace --manifest-path "$here/engine/Cargo.toml"
/usr/bin/cargo build --locked --release --quiet --manifest-path "$here/engine/Cargo.toml" \
    --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort
unset GIT_DIR

built="$target/wasm32-unknown-unknown/release"
wasm="$built/commonroom_explorer_engine.wasm"
# The compiler's own list of what it read, and what decides how.
{
    tr ' ' '\n' <"$built/libcommonroom_explorer_engine.d" | sed -n "s|^$root/||p" | grep -v ':$'
    printf '%s\n' explorer/engine/Cargo.toml explorer/engine/Cargo.lock explorer/build.sh
} | sort -u | (cd "$root" && while read -r file; do [ -d "$file" ] || sha256sum "$file"; done) >"$to/engine.sources"
gzip -9 -n -c "$wasm" | base64 -w 0 >"$to/engine.b64"
# The engine itself stands behind them: a list that was renewed without it is noticed.
(cd "$to" && sha256sum engine.b64 | sed 's|engine.b64|explorer/engine.b64|') >>"$to/engine.sources"
echo "engine: $(stat -c %s "$wasm") bytes, $(stat -c %s "$to/engine.b64") in the page, from $(wc -l <"$to/engine.sources") files" >&2
