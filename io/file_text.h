// A file's text as readers see it, and where it stands in the file.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "io/byte_buffer.h"
#include "io/encoding.h"

namespace sosie::io {

/// Text in UTF-8, or in an ASCII superset whose cells are transcoded one by one. Immutable, thread-safe.
class FileText {
 public:
  /// Takes a file's (decompressed) bytes. UTF-16 is transcoded as a whole, and both forms are kept.
  static Result<std::shared_ptr<const FileText>> decode(ByteBuffer bytes, const EncodingGuess& guess,
                                                        MemoryAccountant& memory);

  /// All of the text; the first bom_bytes() of it are no part of any row.
  std::string_view text() const { return text_; }
  size_t bom_bytes() const { return is_utf16() ? 0 : bom_bytes_; }
  /// Whether cells must be checked for bytes that are not UTF-8.
  bool may_have_bad_bytes() const { return may_have_bad_bytes_; }
  /// Whether cells with bytes >= 0x80 are Windows-1252.
  bool is_windows_1252() const { return is_windows_1252_; }

  /// Number of bytes in the file, decompressed.
  size_t file_size() const { return bytes_.size(); }
  /// Byte offset in the file of a position in the text.
  uint64_t file_offset(size_t position) const { return is_utf16() ? utf16_offset(position) : position; }
  /// The bytes of the file that became text [begin, end).
  std::string_view file_bytes(size_t begin, size_t end) const {
    return is_utf16() ? utf16_bytes(begin, end) : text_.substr(begin, end - begin);
  }

 private:
  explicit FileText(ByteBuffer bytes, ByteBuffer utf8) : bytes_(std::move(bytes)), utf8_(std::move(utf8)) {}
  bool is_utf16() const { return !units_before_.empty(); }
  void index_units();
  uint64_t utf16_offset(size_t position) const;
  std::string_view utf16_bytes(size_t begin, size_t end) const;

  ByteBuffer bytes_;
  ByteBuffer utf8_;  // of a UTF-16 file
  std::string_view text_;
  size_t bom_bytes_ = 0;
  bool may_have_bad_bytes_ = false;
  bool is_windows_1252_ = false;
  std::vector<uint64_t> units_before_;  // UTF-16 units before every kUnitStep-th byte of the text
};

}  // namespace sosie::io
