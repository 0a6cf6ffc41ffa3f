#include "matchers/phonetic/soundex.h"

namespace sosie::matchers {
namespace {

// By letter from a: a digit codes a sound, '-' is silent and lets equal neighbours merge across it, ' ' separates them.
constexpr std::string_view kCodes = " 123 12- 22455 12623 1-2 2";
constexpr std::string_view kRefinedCodes = "01360240043788015936020505";

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
char code_of(char letter) { return kCodes[static_cast<size_t>(letter - 'a')]; }

}  // namespace

void soundex(std::string_view folded, std::string& out) {
  out.clear();
  char last = ' ';
  for (const char c : folded) {
    if (!is_letter(c)) continue;
    const char code = code_of(c);
    if (out.empty()) {
      out += static_cast<char>(c - 'a' + 'A');
    } else if (code >= '1' && code != last) {
      out += code;
    }
    if (out.size() == 4) return;
    if (code != '-') last = code;
  }
  if (!out.empty()) out.append(4 - out.size(), '0');
}

void refined_soundex(std::string_view folded, std::string& out) {
  out.clear();
  char last = '\0';
  for (const char c : folded) {
    if (!is_letter(c)) continue;
    if (out.empty()) out += static_cast<char>(c - 'a' + 'A');
    const char code = kRefinedCodes[static_cast<size_t>(c - 'a')];
    if (code != last) out += code;
    last = code;
  }
}

}  // namespace sosie::matchers
