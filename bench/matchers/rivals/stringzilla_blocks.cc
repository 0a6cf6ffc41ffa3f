#include <stringzillas/similarities.hpp>

#include "bench/matchers/rivals/rapidfuzz_pairs.h"

namespace sosie::bench {
namespace {

namespace zilla = ashvardanian::stringzillas;

// Its engine for a block of texts against another one, over bytes.
void levenshtein(std::span<const std::string_view> values, std::vector<double>& out) {
  std::vector<zilla::span<const char>> texts;
  for (const std::string_view value : values) texts.emplace_back(value.data(), value.size());
  std::vector<size_t> distances(values.size() * values.size());
#if SZ_USE_HASWELL
  zilla::levenshtein_haswell_t engine;
#else
  zilla::levenshtein_serial_t engine;
#endif
  const zilla::strided_rows<size_t> rows{distances.data(), values.size(), values.size(), values.size()};
  static_cast<void>(engine(texts, texts, rows));
  out.insert(out.end(), distances.begin(), distances.end());
}

constexpr RivalMulti kBlocks[] = {{"levenshtein", "StringZilla", "stringzilla levenshtein_distances", levenshtein}};

}  // namespace

std::span<const RivalMulti> stringzilla_blocks() { return kBlocks; }

}  // namespace sosie::bench
