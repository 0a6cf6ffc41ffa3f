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

// Codes for the occurrences of symbols within a value.
class BagCodes {
 public:
  explicit BagCodes(size_t num_symbols) : size_(num_symbols) {
    for (size_t symbol = 0; symbol < num_symbols; ++symbol) codes_[symbol].fill(static_cast<uint8_t>(symbol));
  }
  size_t size() const { return size_; }

  /// Second and later occurrences get codes while there are any, frequent symbols first.
  void learn(size_t symbol, size_t most_occurrences) {
    for (size_t i = 1; i < std::min(most_occurrences, kMostOccurrences); ++i) {
      if (size_ < CodedValues::kBehind) codes_[symbol][i] = static_cast<uint8_t>(size_++);
      else codes_[symbol][i] = codes_[symbol][i - 1];
    }
    for (size_t i = std::max<size_t>(most_occurrences, 1); i < kMostOccurrences; ++i) {
      codes_[symbol][i] = codes_[symbol][i - 1];
    }
  }
  void write_bag(const uint8_t* row, size_t length, uint8_t* bag) const {
    std::array<uint8_t, 256> occurrences = {};
    for (size_t i = 0; i < length; ++i) {
      const size_t occurrence = std::min<size_t>(occurrences[row[i]]++, kMostOccurrences - 1);
      bag[i] = codes_[row[i]][occurrence];
    }
  }

 private:
  static constexpr size_t kMostOccurrences = 4;
  size_t size_;
  std::array<std::array<uint8_t, kMostOccurrences>, 256> codes_;
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

using CodedByLength = std::array<std::vector<Coded>, CodedValues::kLongest + 1>;

BagCodes learned_bag_codes(const CodedByLength& by_length, size_t num_symbols) {
  std::array<uint8_t, 256> most = {};
  for (size_t length = 1; length < by_length.size(); ++length) {
    for (const Coded& coded : by_length[length]) {
      std::array<uint8_t, 256> occurrences = {};
      for (size_t i = 0; i < length; ++i) {
        uint8_t& count = occurrences[coded.codes[i]];
        most[coded.codes[i]] = std::max(most[coded.codes[i]], ++count);
      }
    }
  }
  BagCodes codes(num_symbols);
  for (size_t symbol = 0; symbol < num_symbols; ++symbol) codes.learn(symbol, most[symbol]);
  return codes;
}

}  // namespace

CodedValues::CodedValues(std::span<const std::string_view> values) : values_(values.begin(), values.end()) {
  const SymbolCodes codes(values);
  num_symbols_ = codes.size();
  CodedByLength by_length;
  for (uint32_t i = 0; i < values.size(); ++i) {
    Coded coded{{}, i};
    size_t length = 0;
    if (code_value(codes, values[i], coded, length)) {
      by_length[length].push_back(coded);
    } else {
      loose_.push_back(i);
    }
  }
  const BagCodes bag_codes = learned_bag_codes(by_length, num_symbols_);
  num_bag_symbols_ = bag_codes.size();
  places_.resize(values.size());
  for (size_t length = 1; length <= kLongest; ++length) {
    auto& rows = by_length[length];
    std::ranges::sort(rows, [](const Coded& a, const Coded& b) {
      const int order = std::memcmp(a.codes.data(), b.codes.data(), a.codes.size());
      return order != 0 ? order < 0 : a.value < b.value;
    });
    const size_t width = length <= 16 ? 16 : 64;
    runs_[length] = {static_cast<uint32_t>(order_.size()), static_cast<uint32_t>(rows.size()), width, 2 * width,
                     rows_.size()};
    for (const Coded& row : rows) {
      rows_.insert(rows_.end(), row.codes.begin(), row.codes.begin() + static_cast<std::ptrdiff_t>(width));
      rows_.resize(rows_.size() + width, kBehind);
      bag_codes.write_bag(row.codes.data(), length, rows_.data() + rows_.size() - width);
      places_[row.value] = {static_cast<uint32_t>(length), static_cast<uint32_t>(order_.size()) - runs_[length].first};
      order_.push_back(row.value);
    }
  }
}

}  // namespace sosie::matchers
