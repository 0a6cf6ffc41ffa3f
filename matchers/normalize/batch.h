// Whole columns through a normaliser, each distinct value once.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/dictionary.h"

namespace sosie::matchers {

/// Normal forms of a column. Owns their text.
struct NormalColumn {
  Dictionary values;        ///< distinct normal forms, in order of first arrival
  std::vector<Code> codes;  ///< by value or row given: its normal form in `values`, 0 when nothing is left of it

  std::string_view text(size_t at) const { return values.text(codes[at]); }
};

/// Normalises distinct values, as dictionaries hold them. `normalize(std::string_view raw, std::string& out)` is one of
/// the functions of this folder, or a lambda around one that takes a country or gives several parts. Normal forms are
/// cut at TextRef::kMaxLength bytes.
template <typename Normalizer>
NormalColumn normalize_values(std::span<const std::string_view> values, Normalizer&& normalize) {
  NormalColumn column;
  column.values.reserve(values.size());
  column.codes.reserve(values.size());
  std::string text;
  for (const std::string_view raw : values) {
    text.clear();
    normalize(raw, text);
    column.codes.push_back(
        text.empty() ? 0 : column.values.intern_copy(std::string_view(text).substr(0, TextRef::kMaxLength)));
  }
  return column;
}

/// Normalises the cells of rows, which may repeat: equal ones are read once. At most TextRef::kMaxLength
/// bytes each.
template <typename Normalizer>
NormalColumn normalize_rows(std::span<const std::string_view> rows, Normalizer&& normalize) {
  constexpr size_t kBatch = 1024;
  Dictionary raw;
  std::vector<Code> raw_codes(rows.size());
  std::vector<TextRef> batch;
  for (size_t begin = 0; begin < rows.size(); begin += kBatch) {
    const std::span<const std::string_view> cells = rows.subspan(begin, std::min(kBatch, rows.size() - begin));
    batch.clear();
    for (const std::string_view cell : cells) batch.emplace_back(cell);
    raw.intern_batch(batch, std::span(raw_codes).subspan(begin, cells.size()));
  }
  std::vector<std::string_view> distinct;
  distinct.reserve(raw.size());
  for (Code code = 1; code <= raw.size(); ++code) distinct.push_back(raw.text(code));
  NormalColumn column = normalize_values(distinct, normalize);
  for (Code& code : raw_codes) code = code == 0 ? 0 : column.codes[code - 1];
  column.codes = std::move(raw_codes);
  return column;
}

}  // namespace sosie::matchers
