# shellcheck shell=bash
# Sourced by run.sh and test.sh, in the top folder: the steps they share. Everything said goes to stderr, stdout is for data.

# Compiled files are shared between checkouts in different folders.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

step() { printf '== %s\n' "$*" >&2; }

die() {
  printf '%s\n' "$*" >&2
  exit 2
}

# Names in the lists that dpkg does not report as installed.
missing_packages() {
  comm -23 <(sed 's/#.*//' "$@" | tr -d ' ' | grep . | sort -u) \
    <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" { print $1 }' | sort -u)
}

# ensure_packages LIST...: calls apt only for what is missing.
ensure_packages() {
  command -v dpkg-query >/dev/null || {
    step "packages: not a Debian system; expecting the libraries of $* to be there"
    return 0
  }
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      die "packages are missing and neither root nor sudo is at hand; run as root:
  apt-get update && apt-get install -y --no-install-recommends ${missing//$'\n'/ }"
    as_root=(sudo)
  fi
  step "packages: installing ${missing//$'\n'/ }"
  "${as_root[@]}" apt-get update -q >&2 || step "packages: apt-get update failed; trying with the lists at hand"
  # shellcheck disable=SC2086 # one word per package
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
}

# configure PRESET [cmake options]: once; later ninja itself calls cmake when a CMake file has changed.
configure() {
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] && [ $# -eq 0 ] && return 0
  step "configure: $preset"
  local output
  output=$(cmake --preset "$preset" "$@" 2>&1) || {
    printf '%s\n' "$output" >&2
    return 1
  }
}

# build PRESET [targets]
build() {
  local preset=$1
  shift
  step "build: $preset"
  ninja -C "build/$preset" "$@" >&2
}

# The command alone, without what only tests need.
build_command() {
  [ -f build/release/build.ninja ] || configure release -DSOSIE_BUILD_TESTS=OFF -DSOSIE_BUILD_BENCH=OFF
  build release sosie_command
}
