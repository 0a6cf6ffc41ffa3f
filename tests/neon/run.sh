#!/usr/bin/env bash
# Builds the kernels and their tests for aarch64 and runs them under emulation. Ends with: N passed, N failed, N skipped.
# The libraries of the other architecture are unpacked into build/neon/root, not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=cmake/steps.sh
source cmake/steps.sh

root=$PWD/build/neon/root
packages=(libhwy-dev libhwy1 libgtest-dev librapidcheck-dev libxxhash-dev libutf8proc-dev libfmt-dev)

# apt knows packages of an architecture once dpkg does.
know_arm64() {
  dpkg --print-foreign-architectures | grep -qx arm64 && return
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" dpkg --add-architecture arm64
  "${as_root[@]}" apt-get update -q >&2
}

unpack_libraries() {
  [ -f "$root/complete" ] && return
  rm -rf "$root"
  mkdir -p "$root/packages"
  know_arm64
  (cd "$root/packages" && apt-get download -q "${packages[@]/%/:arm64}" >&2)
  local package
  for package in "$root"/packages/*.deb; do dpkg -x "$package" "$root"; done
  touch "$root/complete"
}

ensure_packages cmake/packages-neon.txt
unpack_libraries
step "neon: build"
cmake -S tests/neon -B build/neon -G Ninja -DCMAKE_BUILD_TYPE=Release -DSOSIE_NEON_ROOT="$root" >&2
ninja -C build/neon >&2
log=build/neon/test.log
step "neon: tests under qemu-aarch64"
status=0
SOSIE_TEST_SCALE=small RC_PARAMS=${RC_PARAMS:-seed=1} qemu-aarch64 -L /usr/aarch64-linux-gnu \
  -E LD_LIBRARY_PATH="$root/usr/lib/aarch64-linux-gnu" build/neon/test_similarity_neon >"$log" 2>&1 || status=$?
[ "$status" -eq 0 ] || tail -n 40 "$log" >&2
passed=$(grep -c '^\[       OK \]' "$log" || true)
failed=$(grep -c '^\[  FAILED  \].*ms)$' "$log" || true)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, 0 skipped"
exit "$status"
