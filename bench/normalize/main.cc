// bench_normalize columns | phones FILE: JSON lines; exit code 1 when results were not as they must be.
#include <cstdio>
#include <string_view>

#include "bench/normalize/works.h"

int main(int argc, char** argv) {
  const std::string_view work = argc > 1 ? argv[1] : "";
  if (work == "columns" && argc == 2) return sosie::bench::bench_columns() ? 0 : 1;
  if (work == "phones" && argc == 3) return sosie::bench::bench_phones(argv[2]) ? 0 : 1;
  std::fprintf(stderr, "bench_normalize: expected `columns` or `phones FILE`\n");
  return 2;
}
