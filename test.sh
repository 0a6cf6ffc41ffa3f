#!/usr/bin/env bash
# Installs what is missing, builds, and tests everything. The last line says how it went: N passed, N failed, N skipped
#   ./test.sh                  all parts below
#   ./test.sh --quick          without the sanitizer build
#   ./test.sh --full           with the long runs: 50 kills, same bytes under every setting, thread sanitizer, kernels
#                              on aarch64, fuzz, lint
#   ./test.sh --require-data   a test that misses SOSIE_DATASETS fails instead of being skipped
#   ./test.sh --cases DIR      only the consent cases in the folders of DIR
#   ./test.sh lint [FILE...]   clang-tidy on the files, or on all of them
#   ./test.sh fuzz [TARGET...] properties with fresh seeds and many cases, then each fuzz target (or those named) for
#                              SOSIE_FUZZ_SECONDS (30); what they learn stays in build/fuzz/corpus
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=cmake/steps.sh
source cmake/steps.sh

results=build/test-results
sosie=build/release/sosie
part_names=()
part_rows=()
num_passed=0
num_failed=0
num_skipped=0

# --- bookkeeping ---

# counted PASSED FAILED SKIPPED: what the part that runs now has found out.
counted() { [ $# -eq 0 ] || echo "$*" >>"$results/counts"; }

# part NAME COMMAND...: runs one part, keeps its time and its counts. A part that counts nothing is one case.
part() {
  local name=$1 begin=$SECONDS status=0 passed failed skipped
  shift
  step "$name"
  : >"$results/counts"
  "$@" || status=$?
  read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }' "$results/counts")
  [ $((passed + failed + skipped)) -gt 0 ] || passed=1
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    [ -s "$results/counts" ] || passed=0
  fi
  num_passed=$((num_passed + passed))
  num_failed=$((num_failed + failed))
  num_skipped=$((num_skipped + skipped))
  part_names+=("$name")
  part_rows+=("$(printf '%6ds %7d %7d %7d' $((SECONDS - begin)) "$passed" "$failed" "$skipped")")
}

# Prints the table of parts and the closing line; fails when anything did.
finish() {
  printf '\n%-22s %7s %7s %7s %7s\n' part time passed failed skipped
  local i
  for i in "${!part_names[@]}"; do printf '%-22s %s\n' "${part_names[$i]}" "${part_rows[$i]}"; done
  printf '%-22s %6ds\n\n' total "$SECONDS"
  echo "$num_passed passed, $num_failed failed, $num_skipped skipped"
  [ "$num_failed" -eq 0 ]
}

# --- parts ---

build_release() {
  grep -qs '^SOSIE_BUILD_TESTS:BOOL=ON' build/release/CMakeCache.txt ||
    configure release -DSOSIE_BUILD_TESTS=ON -DSOSIE_BUILD_BENCH=ON || return
  build release
}

build_sanitized() { configure "$1" && build "$1"; }

# run_suites PRESET [ctest options]
run_suites() {
  local preset=$1 out=$PWD/$results/$1 status=0
  shift
  rm -rf "$out"
  mkdir -p "$out"
  GTEST_OUTPUT="xml:$out/" ctest --test-dir "build/$preset" --output-on-failure --parallel "$(nproc)" \
    --output-junit "$out/junit.xml" "$@" || status=$?
  # shellcheck disable=SC2046 # three numbers
  counted $(python3 tests/count_results.py "$out/junit.xml" "$out")
  return "$status"
}

run_sanitized_suites() { SOSIE_TEST_SCALE=small run_suites "$@"; }

source_files() {
  find core io matchers engine datasets apps bench tests include -name '*.h' -o -name '*.cc' | sort
}

check_format() { source_files | xargs clang-format-19 --dry-run --Werror; }

# A project of its own finds sosie in an install tree, then the same project takes it as a subdirectory.
check_consumers() {
  local prefix=$PWD/build/consumer/prefix
  # The flags of the release preset: ccache then has every object of the subdirectory already.
  local as_in_release=(-DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS_RELEASE=-O3 -DNDEBUG" -DSOSIE_WARNINGS_AS_ERRORS=ON)
  rm -rf build/consumer
  cmake --install build/release --prefix "$prefix" >/dev/null &&
    cmake -S tests/consumer -B build/consumer/installed -G Ninja -DCMAKE_PREFIX_PATH="$prefix" >/dev/null &&
    ninja -C build/consumer/installed && ctest --test-dir build/consumer/installed --output-on-failure &&
    cmake -S tests/consumer -B build/consumer/in-tree -G Ninja -DSOSIE_SOURCE_DIR="$PWD" "${as_in_release[@]}" >/dev/null &&
    ninja -C build/consumer/in-tree consumer && ctest --test-dir build/consumer/in-tree --output-on-failure
}

# Runs a Python test that ends with the line `N passed, N failed, N skipped`.
run_script() {
  local log=$results/script.log status=0
  python3 "$@" | tee "$log" || status=$?
  # shellcheck disable=SC2046 # three numbers
  counted $(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$log" | tail -n 1)
  return "$status"
}

check_cases() { run_script tests/consent/run_cases.py --binary "$sosie" --shuffle 1 "$@"; }

# The kernels on another CPU.
check_neon() {
  local log=$results/neon.log status=0
  tests/neon/run.sh | tee "$log" || status=$?
  # shellcheck disable=SC2046 # three numbers
  counted $(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$log" | tail -n 1)
  return "$status"
}

lint() {
  local files=("$@")
  [ ${#files[@]} -gt 0 ] || mapfile -t files < <(find core io matchers engine datasets apps -name '*.cc' | sort)
  printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy-19 -p build/release --quiet
}

properties() {
  local seed=${SOSIE_FUZZ_SEED:-$RANDOM$RANDOM}
  step "properties: RC_PARAMS seed=$seed (repeat with SOSIE_FUZZ_SEED=$seed)"
  RC_PARAMS="seed=$seed max_success=5000 max_size=200" run_suites release
}

build_fuzzers() { configure fuzz && build fuzz fuzzers; }

# fuzz_target NAME: one run of libFuzzer, from the seeds and from what earlier runs learned.
fuzz_target() {
  local name=$1 corpus=build/fuzz/corpus/$1 found=$results/fuzz/$1 target=build/fuzz/tests/fuzz/fuzz_$1 status=0 input
  rm -rf "$found"
  mkdir -p "$corpus" "$found"
  local folders=("$corpus")
  [ ! -d "tests/fuzz/seeds/$name" ] || folders+=("tests/fuzz/seeds/$name")
  "$target" -max_total_time="${SOSIE_FUZZ_SECONDS:-30}" -seed="${SOSIE_FUZZ_SEED:-0}" -timeout=60 -rss_limit_mb=4096 \
    -max_len=4096 -print_final_stats=1 -artifact_prefix="$found/" "${folders[@]}" >"$found/log" 2>&1 || status=$?
  grep -E '^stat::number_of_executed_units' "$found/log" >&2 || true
  [ "$status" -ne 0 ] || return 0
  grep -E -A 20 '_fuzz\.cc:[0-9]+:|runtime error|ERROR:' "$found/log" | head -n 40 >&2 || true
  for input in "$found"/*-*; do
    [ ! -f "$input" ] || step "found by fuzz_$name: the input is $input, its log $found/log; again with $target $input"
  done
  return 1
}

# fuzz [TARGET...]: a part for each, all of them by default.
fuzz() {
  local names=("$@") name before
  [ ${#names[@]} -gt 0 ] || mapfile -t names < <(find tests/fuzz -name '*_fuzz.cc' -printf '%f\n' | sed 's/_fuzz\.cc$//' | sort)
  before=$num_failed
  part "fuzz build" build_fuzzers
  [ "$num_failed" -eq "$before" ] || return 0
  for name in "${names[@]}"; do part "fuzz $name" fuzz_target "$name"; done
}

# --- what to run ---

run_all_parts() {
  local kills=10 whole_grid=
  if [ -n "$full" ]; then
    kills=50
    whole_grid=--whole
  fi
  part suites run_suites release
  part floors run_script tests/floors_test.py
  part format check_format
  part consumers check_consumers
  part cases check_cases
  part kills run_script tests/faults/kill9.py --binary "$sosie" --kills "$kills"
  part "full disk" run_script tests/faults/full_disk.py --binary "$sosie"
  # shellcheck disable=SC2086 # nothing or one word
  part "same bytes" run_script tests/pipeline/same_bytes.py --binary "$sosie" $whole_grid
  # shellcheck disable=SC2086 # nothing or one word
  part "both modes" run_script tests/pipeline/both_modes.py --binary "$sosie" ${require_data:+--require-data}
  part "memory budget" run_script tests/pipeline/memory_budget.py --binary "$sosie"
  part "row accounting" run_script bench/pipeline/run.py --records 20000 --check
  part skew run_script bench/skew/run.py --records 20000 --check
  if [ -z "$quick" ]; then
    part "asan build" build_sanitized asan
    part "asan suites" run_sanitized_suites asan
  fi
  if [ -n "$full" ]; then
    part "tsan build" build_sanitized tsan
    part "tsan suites" run_sanitized_suites tsan
    part neon check_neon
    part properties properties
    fuzz
    part lint lint
  fi
}

mode=all
quick=
full=
require_data=${SOSIE_REQUIRE_DATA:-}
mode_arguments=()

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --quick) quick=1 ;;
      --full) full=1 ;;
      --require-data) require_data=1 ;;
      --cases)
        mode=cases
        mode_arguments=("${2:?--cases needs a folder}")
        shift
        ;;
      lint | fuzz)
        mode=$1
        mode_arguments=("${@:2}")
        return
        ;;
      *) die "unknown argument $1; the top of test.sh lists what there is" ;;
    esac
    shift
  done
}

read_arguments "$@"
if [ -n "$require_data" ]; then
  [ -d "${SOSIE_DATASETS:-}" ] || die "--require-data: SOSIE_DATASETS names no folder"
  export SOSIE_REQUIRE_DATA=1
fi
# Sanitizers name functions in their reports by the tool that comes with the compiler; binutils are always there.
symbolizer=$(command -v llvm-symbolizer-19 || command -v addr2line || true)
export ASAN_SYMBOLIZER_PATH=$symbolizer TSAN_OPTIONS="external_symbolizer_path=$symbolizer ${TSAN_OPTIONS:-}"
export RC_PARAMS=${RC_PARAMS:-seed=1} # properties draw the same cases every time

ensure_packages cmake/packages-build.txt cmake/packages-test.txt
mkdir -p "$results"
SECONDS=0
part build build_release
if [ "$num_failed" -eq 0 ]; then
  case $mode in
    all) run_all_parts ;;
    cases) part cases check_cases "${mode_arguments[@]}" ;;
    lint) part lint lint "${mode_arguments[@]}" ;;
    fuzz)
      [ ${#mode_arguments[@]} -gt 0 ] || part properties properties
      fuzz "${mode_arguments[@]}"
      ;;
  esac
fi
finish
