// The bytes of one fuzzed case, read as what a target needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sosie::fuzz {

/// Reads from the front; behind the end there are zeros and empty texts, so that every input is a case.
class FuzzInput {
 public:
  FuzzInput(const uint8_t* data, size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  bool done() const { return rest_.empty(); }
  uint8_t byte();
  /// In [0, limit); limit in [1, 256].
  size_t below(size_t limit) { return byte() % limit; }
  /// One of the cutoffs that decide something, or any hundredth up to 2.55.
  double cutoff();
  /// A length byte and that many bytes, at most `most`.
  std::string_view text(size_t most = 255);
  std::string_view rest();

 private:
  std::string_view take(size_t size);
  std::string_view rest_;
};

/// The case says on which vector target of this machine kernels run.
void choose_target(FuzzInput& input);

/// Two texts of one case.
struct TextPair {
  std::string a;
  std::string b;
};

/// Bytes as they come, letters of a small alphabet (matches and exchanges become frequent), or code points of one to
/// four bytes. The second text is another one, or the first after a few slips; now and then both are several words
/// long.
TextPair text_pair(FuzzInput& input);

/// Up to `most` texts, many of them alike; stable views of them are the caller's to make.
std::vector<std::string> alike_texts(FuzzInput& input, size_t most);

}  // namespace sosie::fuzz
