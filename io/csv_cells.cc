#include "io/csv_cells.h"

#include "io/encoding.h"

namespace sosie::io {

std::string_view CsvCells::unquote(std::string_view bytes) {
  const std::string_view inside = bytes.substr(1);
  unquoted_.clear();
  for (size_t from = 0;;) {
    const size_t quote = inside.find(quote_, from);
    unquoted_.append(inside.substr(from, quote - from));
    if (quote == std::string_view::npos) return unquoted_;
    const bool is_doubled = quote + 1 < inside.size() && inside[quote + 1] == quote_;
    // Behind the closing quote everything stands for itself.
    if (!is_doubled) return unquoted_.append(inside.substr(quote + 1));
    unquoted_ += quote_;
    from = quote + 2;
  }
}

std::string_view CsvCells::read(const CsvField& field) {
  const std::string_view value = field.quoting == CsvQuoting::complex ? unquote(field.bytes) : field.bytes;
  if (!is_windows_1252_ || is_ascii(value)) return value;
  transcoded_.clear();
  append_windows_1252(value, transcoded_);
  return transcoded_;
}

bool CsvCells::read(const CsvField& field, TextRef& cell) {
  std::string_view value = read(field);
  if (value.size() > TextRef::kMaxLength) return false;
  const bool is_scratch = value.data() == unquoted_.data() || value.data() == transcoded_.data();
  if (is_scratch) value = arena_.copy(value);
  cell = TextRef(value);
  return true;
}

}  // namespace sosie::io
