#!/usr/bin/env bash
# Installs what is missing, builds sosie and runs it.
#   ./run.sh                     the demo: sample channels become golden records
#   ./run.sh COMMAND [args]      any command of sosie, e.g. ./run.sh run job.toml
#   ./run.sh bench NAME [args]   a benchmark of bench/, e.g. ./run.sh bench pipeline --records 100000
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=cmake/steps.sh
source "$here/cmake/steps.sh"

demo() {
  local out=$here/build/demo
  step "demo: sosie run datasets/sample/job.toml -o build/demo"
  "$here/build/release/sosie" run "$here/datasets/sample/job.toml" -o "$out"
  step "the golden records are in build/demo/current/golden.csv; the first of them:"
  head -n 4 "$out/current/golden.csv"
  step "who may be contacted is in build/demo/current/contact.csv; the first rows:"
  head -n 4 "$out/current/contact.csv"
  step "all tables: $(cd "$out/current" && printf '%s ' *)"
}

bench() {
  local name=${1:?"which benchmark? one of: $(cd "$here/bench" && printf '%s ' */)"}
  shift
  if [ -f "$here/bench/$name/run.py" ]; then
    python3 "$here/bench/$name/run.py" "$@"
    return
  fi
  local program
  for program in "$here"/build/release/bench/"$name"/bench_*; do
    [ -x "$program" ] && "$program" "$@"
  done
}

# Building happens in the top folder; paths the user gives stay relative to where they are.
(
  cd "$here"
  ensure_packages cmake/packages-build.txt
  if [ "${1:-}" = bench ]; then
    ensure_packages cmake/packages-build.txt cmake/packages-test.txt
    grep -qs '^SOSIE_BUILD_BENCH:BOOL=ON' build/release/CMakeCache.txt || configure release -DSOSIE_BUILD_BENCH=ON
    [ ! -d "bench/${2:-}" ] || [ -f "bench/${2:-}/run.py" ] || build release "bench/${2:-}/all"
  fi
  build_command
)
case ${1:-} in
  "") demo ;;
  bench) bench "${@:2}" ;;
  *) exec "$here/build/release/sosie" "$@" ;;
esac
