// Google Benchmark programs for reading. SOSIE_SIMD=avx2 forces a target.
#include <benchmark/benchmark.h>

#include <cstdio>

#include "core/simd.h"

int main(int argc, char** argv) {
  if (const sosie::Status status = sosie::force_simd_target_from_environment(); !status.ok()) {
    std::fprintf(stderr, "bench_io: %s\n", status.to_string().c_str());
    return sosie::exit_code(status);
  }
  benchmark::AddCustomContext("simd_target", sosie::simd_target());
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
