// The kernels beside rapidfuzz-cpp: a JSON line per work and target. An argument names the works to run, by a part of
// their name. Exit code 1 when a result differed.
#include <cstdio>

#include "bench/matchers/rivals/measured_row.h"
#include "bench/matchers/rivals/rows.h"
#include "core/simd.h"

int main(int argc, char** argv) {
  if (const sosie::Status status = sosie::force_simd_target_from_environment(); !status.ok()) {
    std::fprintf(stderr, "bench_rivals: %s\n", status.to_string().c_str());
    return sosie::exit_code(status);
  }
  if (argc > 1) sosie::bench::want_only(argv[1]);
  sosie::bench::block_rows();
  sosie::bench::multi_rows();
  sosie::bench::pair_rows();
  sosie::bench::join_rows();
  return sosie::bench::any_unequal() ? 1 : 0;
}
