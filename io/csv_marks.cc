// One compare per symbol and vector, its mask stored as bits. Quoting is not resolved here: the parity of quotes, which
// is all that vector code could tell, is wrong after the first stray quote inside an unquoted field.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "io/csv_marks.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "io/csv_marks.h"

HWY_BEFORE_NAMESPACE();
namespace sosie::io {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Bytes = hn::CappedTag<uint8_t, 64>;

template <class Mask>
HWY_INLINE uint64_t Bits(Bytes d, Mask mask) {
  uint64_t bits = 0;
  hn::StoreMaskBits(d, mask, reinterpret_cast<uint8_t*>(&bits));
  return bits;
}

template <bool kQuotes>
HWY_INLINE void Mark(const char* bytes, size_t num_blocks, const CsvSymbols& symbols, CsvMarks* HWY_RESTRICT marks) {
  const Bytes d;
  const auto delimiter = hn::Set(d, static_cast<uint8_t>(symbols.delimiter));
  const auto line_end = hn::Set(d, static_cast<uint8_t>(symbols.line_end));
  const auto quote = hn::Set(d, static_cast<uint8_t>(symbols.quote));
  const uint8_t* from = reinterpret_cast<const uint8_t*>(bytes);
  for (size_t block = 0; block < num_blocks; ++block, from += 64) {
    CsvMarks found;
    for (size_t i = 0; i < 64; i += hn::Lanes(d)) {
      const auto part = hn::LoadU(d, from + i);
      const auto is_line_end = part == line_end;
      found.separators |= Bits(d, hn::Or(part == delimiter, is_line_end)) << i;
      found.line_ends |= Bits(d, is_line_end) << i;
      if constexpr (kQuotes) found.quotes |= Bits(d, part == quote) << i;
    }
    marks[block] = found;
  }
}

void MarkCsv(const char* bytes, size_t num_blocks, const CsvSymbols& symbols, CsvMarks* marks) {
  if (symbols.quote == '\0') return Mark<false>(bytes, num_blocks, symbols, marks);
  Mark<true>(bytes, num_blocks, symbols, marks);
}

}  // namespace HWY_NAMESPACE
}  // namespace sosie::io
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sosie::io {

HWY_EXPORT(MarkCsv);

void mark_csv(const char* bytes, size_t num_blocks, const CsvSymbols& symbols, CsvMarks* marks) {
  HWY_DYNAMIC_DISPATCH(MarkCsv)(bytes, num_blocks, symbols, marks);
}

}  // namespace sosie::io
#endif  // HWY_ONCE
