// Folding goes code point by code point: what a mark belongs to never matters, for all marks go. Code points of two
// UTF-8 bytes, nearly everything European names need beyond ASCII, are answered from a table made once from the slow
// definition.
#include "matchers/normalize/text.h"

#include <utf8proc.h>

#include <array>
#include <cstring>
#include <memory>

#include "core/status.h"
#include "matchers/normalize/letters.h"

namespace sosie::matchers {
namespace {

// A folded code point is spelled in letters, digits and blanks; a blank says "separator here".
constexpr std::string_view kSeparator = " ";

constexpr std::array<char, 128> ascii_table() {
  std::array<char, 128> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<size_t>(c)] = c;
    table[static_cast<size_t>(c - 'a' + 'A')] = c;
  }
  return table;  // 0: a separator
}
constexpr std::array<char, 128> kAscii = ascii_table();

bool is_word_character(utf8proc_int32_t code) {
  // Modifier letters of this block are apostrophes and accents standing alone.
  if (code >= 0x2b0 && code < 0x300) return false;
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
  }
}

/// Invisible characters inside words: soft hyphen, joiners, byte order mark.
bool is_ignorable(utf8proc_int32_t code) { return utf8proc_get_property(code)->ignorable && !is_word_character(code); }

void spell_part(utf8proc_int32_t code, std::string& out) {
  if (code < 128) {
    const char folded = kAscii[static_cast<size_t>(code)];
    out += folded == 0 ? ' ' : folded;
  } else if (const auto latin = latin_spelling(static_cast<char32_t>(code))) {
    out += *latin;
  } else if (is_word_character(code)) {
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(code, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
  } else {
    out += kSeparator;
  }
}

/// The definition: how one code point is spelled once folded.
void spell(utf8proc_int32_t code, std::string& out) {
  if (is_ignorable(code)) return;
  // A letter with an entry of its own is not what is left of it without its mark: й is "y", и is "i".
  if (const auto latin = latin_spelling(static_cast<char32_t>(utf8proc_tolower(code)))) {
    out += *latin;
    return;
  }
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                           UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  utf8proc_int32_t parts[32];  // the longest decomposition has 18
  int boundary_class = 0;
  const auto count = utf8proc_decompose_char(code, parts, 32, kOptions, &boundary_class);
  for (utf8proc_ssize_t i = 0; i < count; ++i) spell_part(parts[i], out);
}

struct Spelling {
  uint8_t size = 0;
  char bytes[7] = {};
  std::string_view view() const { return {bytes, size}; }
};
constexpr utf8proc_int32_t kFirstTwoBytes = 0x80, kPastTwoBytes = 0x800;
using SpellingTable = std::array<Spelling, kPastTwoBytes - kFirstTwoBytes>;

const SpellingTable& two_byte_spellings() {
  static const std::unique_ptr<const SpellingTable> table = [] {
    auto made = std::make_unique<SpellingTable>();
    std::string text;
    for (utf8proc_int32_t code = kFirstTwoBytes; code < kPastTwoBytes; ++code) {
      text.clear();
      spell(code, text);
      Spelling& spelling = (*made)[static_cast<size_t>(code - kFirstTwoBytes)];
      SOSIE_CHECK(text.size() <= sizeof(spelling.bytes), "a two-byte character is spelled in at most seven bytes");
      spelling.size = static_cast<uint8_t>(text.size());
      std::memcpy(spelling.bytes, text.data(), text.size());
    }
    return made;
  }();
  return *table;
}

/// Appends words: remembers a separator until the next letter, so that none stands at an end.
class WordWriter {
 public:
  explicit WordWriter(std::string& out) : out_(out) {}
  void separator() { pending_ = !out_.empty(); }
  void letter(char c) {
    if (pending_) out_ += ' ';
    pending_ = false;
    out_ += c;
  }
  void spelled(std::string_view text) {
    for (const char c : text) c == ' ' ? separator() : letter(c);
  }

 private:
  std::string& out_;
  bool pending_ = false;
};

/// Bytes of the code point at the front of `text`, which does not begin with ASCII; 0 when the bytes are no UTF-8.
size_t decode(std::string_view text, utf8proc_int32_t& code) {
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code);
  return size > 0 && code >= 0 ? static_cast<size_t>(size) : 0;
}

/// Folds from byte `start` on; everything before it is in `out` already.
void fold_unicode(std::string_view text, size_t start, bool after_separator, std::string& out) {
  const SpellingTable& table = two_byte_spellings();
  WordWriter writer(out);
  if (after_separator) writer.separator();
  std::string spelled;
  for (size_t i = start; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 128) {
      kAscii[byte] == 0 ? writer.separator() : writer.letter(kAscii[byte]);
      ++i;
      continue;
    }
    utf8proc_int32_t code = 0;
    const size_t size = decode(text.substr(i), code);
    if (size == 2) {
      writer.spelled(table[static_cast<size_t>(code - kFirstTwoBytes)].view());
    } else if (size > 2) {
      spelled.clear();
      spell(code, spelled);
      writer.spelled(spelled);
    }
    i += size == 0 ? 1 : size;
  }
}

/// Bytes of one blank at the front of `text`; 0 when there is none.
size_t leading_blank(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first <= ' ' || first == 0x7f) return 1;
  if (text.starts_with("\xc2\xa0")) return 2;
  return text.starts_with("\xe2\x80\xaf") || text.starts_with("\xef\xbb\xbf") || text.starts_with("\xe3\x80\x80") ? 3
                                                                                                                  : 0;
}

size_t trailing_blank(std::string_view text) {
  const auto last = static_cast<unsigned char>(text.back());
  if (last <= ' ' || last == 0x7f) return 1;
  if (text.ends_with("\xc2\xa0")) return 2;
  return text.ends_with("\xe2\x80\xaf") || text.ends_with("\xef\xbb\xbf") || text.ends_with("\xe3\x80\x80") ? 3 : 0;
}

}  // namespace

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty()) {
    const size_t size = leading_blank(text);
    if (size == 0) break;
    text.remove_prefix(size);
  }
  while (!text.empty()) {
    const size_t size = trailing_blank(text);
    if (size == 0) break;
    text.remove_suffix(size);
  }
  return text;
}

void fold(std::string_view utf8, std::string& out) {
  out.resize(utf8.size());
  char* const begin = out.data();
  char* end = begin;
  bool separated = false;
  for (size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte >= 128) {
      out.resize(static_cast<size_t>(end - begin));
      return fold_unicode(utf8, i, separated, out);
    }
    const char folded = kAscii[byte];
    if (folded == 0) {
      separated = end != begin;
      continue;
    }
    if (separated) *end++ = ' ';
    separated = false;
    *end++ = folded;
  }
  out.resize(static_cast<size_t>(end - begin));
}

std::string fold(std::string_view utf8) {
  std::string out;
  fold(utf8, out);
  return out;
}

}  // namespace sosie::matchers
