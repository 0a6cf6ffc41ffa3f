// Character encodings: which one a file has, and its text as UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/byte_buffer.h"
#include "io/input.h"

namespace sosie::io {

/// What the bytes of a file say about their encoding.
struct EncodingGuess {
  Encoding encoding = Encoding::utf8;
  size_t bom_bytes = 0;        ///< length of the byte order mark that starts the file
  bool is_valid_utf8 = false;  ///< every byte was looked at and belongs to well-formed UTF-8
};

/// A byte order mark decides; else zero bytes betray UTF-16; else the whole file decides between UTF-8 (bad bytes in
/// the minority: those rows are refused) and Windows-1252. `declared` overrides all but the length of a mark.
/// invalid_data for UTF-32.
Result<EncodingGuess> recognise_encoding(std::string_view bytes, std::optional<Encoding> declared);

/// Appends UTF-16 as UTF-8. A lone surrogate becomes its three bytes and an odd last byte becomes 0xC0: both are
/// invalid UTF-8, so that their rows are refused like any other with bad bytes.
Status utf16_to_utf8(std::string_view bytes, Encoding encoding, ByteBuffer& out);

/// Number of UTF-16 code units in text made by utf16_to_utf8, counted between whole characters.
size_t utf16_units(std::string_view utf8);

/// Appends Windows-1252 as UTF-8. The five bytes it leaves undefined become the control characters of Latin-1, which
/// makes it a superset of printable Latin-1: both are read so.
void append_windows_1252(std::string_view bytes, std::string& out);

bool is_ascii(std::string_view bytes);

}  // namespace sosie::io
