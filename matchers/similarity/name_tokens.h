// The words of a folded name. Internal to this folder.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sosie::matchers {

/// Views into a name, without allocation. Names of more than kMost words keep the rest as one last word.
class NameTokens {
 public:
  static constexpr size_t kMost = 8;

  explicit NameTokens(std::string_view name) {
    while (!name.empty()) {
      const size_t blank = size_ + 1 == kMost ? std::string_view::npos : name.find(' ');
      if (blank != 0) tokens_[size_++] = name.substr(0, blank);
      name = blank == std::string_view::npos ? std::string_view() : name.substr(blank + 1);
    }
  }

  size_t size() const { return size_; }
  std::string_view operator[](size_t i) const { return tokens_[i]; }
  const std::string_view* begin() const { return tokens_.data(); }
  const std::string_view* end() const { return tokens_.data() + size_; }

  /// Keeps the tokens for which `keep` holds.
  template <typename Predicate>
  void filter(Predicate&& keep) {
    size_t kept = 0;
    for (size_t i = 0; i < size_; ++i) {
      if (keep(tokens_[i])) tokens_[kept++] = tokens_[i];
    }
    size_ = kept;
  }

 private:
  std::array<std::string_view, kMost> tokens_;
  size_t size_ = 0;
};

/// Whether the tokens of `part` can be paired with different tokens of `whole` such that `same` holds for each pair.
/// Greedy from the left, which is exact for relations that hold inside groups.
template <typename Same>
bool tokens_within(const NameTokens& part, const NameTokens& whole, Same&& same) {
  unsigned taken = 0;
  for (const std::string_view token : part) {
    size_t i = 0;
    while (i < whole.size() && ((taken >> i & 1) != 0 || !same(token, whole[i]))) ++i;
    if (i == whole.size()) return false;
    taken |= 1u << i;
  }
  return true;
}

}  // namespace sosie::matchers
