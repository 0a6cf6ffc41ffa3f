// NYSIIS rewrites the name in place from the left; each step sees what the steps before it wrote.
#include "matchers/phonetic/english_key.h"

#include <algorithm>
#include <array>

namespace sosie::matchers {
namespace {

struct Rewrite {
  std::string_view from;
  std::string_view to;
};

constexpr std::array<Rewrite, 6> kBeginnings = {
    {{"MAC", "MCC"}, {"KN", "NN"}, {"K", "C"}, {"PH", "FF"}, {"PF", "FF"}, {"SCH", "SSS"}}};
constexpr std::array<Rewrite, 7> kEnds = {
    {{"EE", "Y"}, {"IE", "Y"}, {"DT", "D"}, {"RT", "D"}, {"RD", "D"}, {"NT", "D"}, {"ND", "D"}}};

bool is_vowel(char c) { return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U'; }

void write_letters(std::string_view folded, std::string& out) {
  out.clear();
  for (const char c : folded) {
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
  }
}

void rewrite_beginning(std::string& name) {
  for (const Rewrite& rule : kBeginnings) {
    if (!name.starts_with(rule.from)) continue;
    name.replace(0, rule.from.size(), rule.to);
    return;
  }
}

void rewrite_end(std::string& name) {
  for (const Rewrite& rule : kEnds) {
    if (!name.ends_with(rule.from)) continue;
    name.replace(name.size() - 2, 2, rule.to);
    return;
  }
}

// Overwrites letters from position i on.
void put(std::string& name, size_t i, std::string_view letters) { std::ranges::copy(letters, name.begin() + i); }

// Rewrites the letter at i >= 1 and, for the longer patterns, those behind it.
void rewrite_at(std::string& name, size_t i) {
  const std::string_view rest = std::string_view(name).substr(i);
  const char last = name[i - 1];
  const bool before_vowel = rest.size() > 1 && is_vowel(rest[1]);
  if (rest.starts_with("EV")) return put(name, i, "AF");
  if (rest.starts_with("KN")) return put(name, i, "N");
  if (rest.starts_with("SCH")) return put(name, i, "SSS");
  if (rest.starts_with("PH")) return put(name, i, "FF");
  switch (name[i]) {
    case 'A':
    case 'E':
    case 'I':
    case 'O':
    case 'U': return put(name, i, "A");
    case 'Q': return put(name, i, "G");
    case 'Z': return put(name, i, "S");
    case 'M': return put(name, i, "N");
    case 'K': return put(name, i, "C");
    case 'H':
      if (!is_vowel(last) || !before_vowel) name[i] = last;
      return;
    case 'W':
      if (is_vowel(last)) name[i] = last;
      return;
    default: return;
  }
}

void cut_end(std::string& key) {
  if (key.size() > 1 && key.back() == 'S') key.pop_back();
  if (key.size() > 2 && key.ends_with("AY")) key.erase(key.size() - 2, 1);
  if (key.size() > 1 && key.back() == 'A') key.pop_back();
}

}  // namespace

void nysiis(std::string_view folded, std::string& out) {
  write_letters(folded, out);
  if (out.empty()) return;
  rewrite_beginning(out);
  rewrite_end(out);
  for (size_t i = 1; i < out.size(); ++i) rewrite_at(out, i);
  out.erase(std::unique(out.begin() + 1, out.end()), out.end());
  if (out.size() > 1 && out[1] == out[0]) out.erase(1, 1);
  cut_end(out);
}

}  // namespace sosie::matchers
