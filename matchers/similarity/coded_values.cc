#include "matchers/similarity/coded_values.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "matchers/similarity/symbols.h"

namespace sosie::matchers {
namespace {

constexpr uint8_t kRare = CodedValues::kBehind;

// Code points to codes; ASCII by table.
class SymbolCodes {
 public:
  explicit SymbolCodes(std::span<const std::string_view> values) {
    ascii_.fill(kRare);
    for (const std::string_view value : values) {
      const DecodedText text(value);
      for (const char32_t symbol : text.symbols()) ++count_of(symbol);
    }
    assign();
  }

  size_t size() const { return size_; }
  uint8_t code(char32_t symbol) const {
    if (symbol < ascii_.size()) return ascii_[symbol];
    const auto found = others_.find(symbol);
    return found == others_.end() ? kRare : static_cast<uint8_t>(found->second);
  }

 private:
  uint64_t& count_of(char32_t symbol) { return symbol < ascii_.size() ? ascii_counts_[symbol] : others_[symbol]; }

  // The most frequent symbols get the smallest codes; of two equally frequent ones the smaller code point is first.
  void assign() {
    struct Counted {
      uint64_t count;
      char32_t symbol;
    };
    std::vector<Counted> counted;
    for (char32_t symbol = 0; symbol < ascii_counts_.size(); ++symbol) {
      if (ascii_counts_[symbol] > 0) counted.push_back({ascii_counts_[symbol], symbol});
    }
    for (const auto& [symbol, count] : others_) counted.push_back({count, symbol});
    std::ranges::sort(counted, [](const Counted& a, const Counted& b) {
      return a.count != b.count ? a.count > b.count : a.symbol < b.symbol;
    });
    size_ = std::min(counted.size(), CodedValues::kMostSymbols);
    others_.clear();
    for (size_t code = 0; code < size_; ++code) {
      const char32_t symbol = counted[code].symbol;
      if (symbol < ascii_.size()) {
        ascii_[symbol] = static_cast<uint8_t>(code);
      } else {
        others_[symbol] = code;
      }
    }
  }

  std::array<uint8_t, 128> ascii_;
  std::array<uint64_t, 128> ascii_counts_ = {};
  std::unordered_map<char32_t, uint64_t> others_;  // counts, then codes
  size_t size_ = 0;
};

struct Coded {
  std::array<uint8_t, 64> codes;  // kBehind from the end on
  uint32_t value = 0;
};

// False when the value is loose.
bool code_value(const SymbolCodes& codes, std::string_view value, Coded& coded, size_t& length) {
  const DecodedText text(value);
  length = text.symbols().size();
  if (length == 0 || length > CodedValues::kLongest) return false;
  coded.codes.fill(CodedValues::kBehind);
  for (size_t i = 0; i < length; ++i) {
    coded.codes[i] = codes.code(text.symbols()[i]);
    if (coded.codes[i] == kRare) return false;
  }
  return true;
}

}  // namespace

CodedValues::CodedValues(std::span<const std::string_view> values) : values_(values.begin(), values.end()) {
  const SymbolCodes codes(values);
  num_symbols_ = codes.size();
  std::array<std::vector<Coded>, kLongest + 1> by_length;
  for (uint32_t i = 0; i < values.size(); ++i) {
    Coded coded{{}, i};
    size_t length = 0;
    if (code_value(codes, values[i], coded, length)) {
      by_length[length].push_back(coded);
    } else {
      loose_.push_back(i);
    }
  }
  for (size_t length = 1; length <= kLongest; ++length) {
    auto& rows = by_length[length];
    std::ranges::sort(rows, [](const Coded& a, const Coded& b) {
      const int order = std::memcmp(a.codes.data(), b.codes.data(), a.codes.size());
      return order != 0 ? order < 0 : a.value < b.value;
    });
    const size_t stride = length <= 16 ? 16 : 64;
    runs_[length] = {static_cast<uint32_t>(order_.size()), static_cast<uint32_t>(rows.size()), stride, rows_.size()};
    for (const Coded& row : rows) {
      rows_.insert(rows_.end(), row.codes.begin(), row.codes.begin() + static_cast<std::ptrdiff_t>(stride));
      order_.push_back(row.value);
    }
  }
}

}  // namespace sosie::matchers
