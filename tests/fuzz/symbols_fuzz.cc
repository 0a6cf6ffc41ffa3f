// Bytes to symbols against the table of well-formed UTF-8.
#include "matchers/similarity/symbols.h"

#include <string>
#include <vector>

#include "matchers/reference/text.h"
#include "tests/fuzz/expect.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using sosie::fuzz::expect;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::u32string expected = sosie::reference::symbols_of(text);
  const sosie::matchers::DecodedText decoded(text);
  expect(std::u32string(decoded.symbols().begin(), decoded.symbols().end()) == expected);
  std::vector<char32_t> symbols(size);  // no byte of room more than promised
  expect(sosie::matchers::decode_symbols(text, symbols.data()) == expected.size());
  expect(sosie::matchers::num_symbols(text) == expected.size());
  bool is_ascii = true;
  for (const char32_t symbol : expected) is_ascii = is_ascii && symbol < 0x80;
  expect(sosie::matchers::is_ascii(text) == is_ascii);
  return 0;
}
