#include "matchers/phonetic/cologne.h"

#include <algorithm>

namespace sosie::matchers {
namespace {

/// Letters of a name one by one, those around the current one at hand; 0 beyond the ends.
struct Place {
  char before, letter, after;
};

bool is_one_of(char c, std::string_view letters) { return c != 0 && letters.find(c) != std::string_view::npos; }

// c is k before some letters and s elsewhere; the beginning of a name is less strict about them.
char code_of_c(const Place& place) {
  if (place.before == 0) return is_one_of(place.after, "ahkloqrux") ? '4' : '8';
  return is_one_of(place.after, "ahkoqux") && !is_one_of(place.before, "sz") ? '4' : '8';
}

void append_code(const Place& place, std::string& codes) {
  switch (place.letter) {
    case 'h': return;
    case 'b': codes += '1'; return;
    case 'p': codes += place.after == 'h' ? '3' : '1'; return;
    case 'd':
    case 't': codes += is_one_of(place.after, "csz") ? '8' : '2'; return;
    case 'f':
    case 'v':
    case 'w': codes += '3'; return;
    case 'g':
    case 'k':
    case 'q': codes += '4'; return;
    case 'c': codes += code_of_c(place); return;
    case 'x': codes += is_one_of(place.before, "ckq") ? "8" : "48"; return;
    case 'l': codes += '5'; return;
    case 'm':
    case 'n': codes += '6'; return;
    case 'r': codes += '7'; return;
    case 's':
    case 'z': codes += '8'; return;
    default: codes += '0'; return;
  }
}

}  // namespace

void cologne(std::string_view folded, std::string& out) {
  out.clear();
  std::string letters;
  std::copy_if(folded.begin(), folded.end(), std::back_inserter(letters), [](char c) { return c >= 'a' && c <= 'z'; });
  for (size_t i = 0; i < letters.size(); ++i) {
    const Place place{i > 0 ? letters[i - 1] : '\0', letters[i], i + 1 < letters.size() ? letters[i + 1] : '\0'};
    append_code(place, out);
  }
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (!out.empty()) out.erase(std::remove(out.begin() + 1, out.end(), '0'), out.end());
}

}  // namespace sosie::matchers
