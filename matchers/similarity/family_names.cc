#include <algorithm>
#include <array>
#include <string>

#include "core/hash.h"
#include "matchers/phonetic/english_key.h"
#include "matchers/phonetic/french_key.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/name_tokens.h"
#include "matchers/similarity/names.h"
#include "matchers/similarity/symbols.h"

namespace sosie::matchers {
namespace {

// Sorted.
constexpr std::array<std::string_view, 30> kParticles = {
    "al", "ben", "bin", "d",  "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "e",   "el",  "la", "le", "l",   "lo", "los", "ten",   "ter", "van", "von", "y",  "zu", "zum"};

bool is_particle(std::string_view token) { return std::ranges::find(kParticles, token) != kParticles.end(); }

// The words that matter: all but particles, or the particles when there is nothing else.
NameTokens family_tokens(std::string_view name) {
  NameTokens tokens(name);
  if (!std::ranges::all_of(tokens, is_particle)) {
    tokens.filter([](std::string_view token) { return !is_particle(token); });
  }
  return tokens;
}

bool is_part(const NameTokens& part, const NameTokens& whole) {
  if (part.size() > whole.size() || std::ranges::any_of(part, [](auto token) { return token.size() == 1; }))
    return false;
  return tokens_within(part, whole, std::equal_to<>());
}

bool are_parts(std::string_view a, std::string_view b) {
  if (a.find(' ') == std::string_view::npos && b.find(' ') == std::string_view::npos) return false;
  const NameTokens left = family_tokens(a);
  const NameTokens right = family_tokens(b);
  return is_part(left, right) || is_part(right, left);
}

// Everything before `phonetic`; `different` when the sound must tell.
FamilyNameRelation relation_of_letters(std::string_view a, std::string_view b) {
  if (a == b) return FamilyNameRelation::equal;
  if (are_parts(a, b)) return FamilyNameRelation::part;
  if (std::min(num_symbols(a), num_symbols(b)) >= 3 && within_one_edit(a, b)) return FamilyNameRelation::one_edit;
  return jaro_winkler_similarity(a, b, 0.92) > 0.0 ? FamilyNameRelation::close92 : FamilyNameRelation::different;
}

uint64_t hashed_key(std::string_view key) { return key.empty() ? 0 : hash_bytes(key); }

FamilyNameRelation by_sound(NameSound a, NameSound b) {
  return sound_alike(a, b) ? FamilyNameRelation::phonetic : FamilyNameRelation::different;
}

}  // namespace

NameSound name_sound(std::string_view name) {
  std::string key;
  french_key(name, key);
  NameSound sound{.french = hashed_key(key)};
  english_key(name, key);
  sound.english = hashed_key(key);
  return sound;
}

bool sound_alike(NameSound a, NameSound b) {
  return (a.french != 0 && a.french == b.french) || (a.english != 0 && a.english == b.english);
}

FamilyNameRelation family_name_relation(std::string_view a, std::string_view b) {
  const FamilyNameRelation by_letters = relation_of_letters(a, b);
  return by_letters == FamilyNameRelation::different ? by_sound(name_sound(a), name_sound(b)) : by_letters;
}

FamilyNameRelation family_name_relation(std::string_view a, NameSound sound_a, std::string_view b, NameSound sound_b) {
  const FamilyNameRelation by_letters = relation_of_letters(a, b);
  return by_letters == FamilyNameRelation::different ? by_sound(sound_a, sound_b) : by_letters;
}

}  // namespace sosie::matchers
