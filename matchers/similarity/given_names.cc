#include <algorithm>

#include "matchers/normalize/nicknames.h"
#include "matchers/similarity/jaro_winkler.h"
#include "matchers/similarity/levenshtein.h"
#include "matchers/similarity/name_tokens.h"
#include "matchers/similarity/names.h"
#include "matchers/similarity/symbols.h"

namespace sosie::matchers {
namespace {

constexpr double kConflictBelow = 0.86;

// Folded names write other alphabets in Latin letters, so that one byte is a letter and one Han character is not.
bool is_initial(std::string_view token) { return token.size() == 1; }

bool same_word(std::string_view a, std::string_view b) { return a == b || same_nickname_group(a, b); }

bool are_nicknames(std::string_view a, std::string_view b, const NameTokens& left, const NameTokens& right) {
  if (same_nickname_group(a, b)) return true;
  return left.size() == right.size() && left.size() > 1 &&
         std::equal(left.begin(), left.end(), right.begin(), same_word);
}

bool are_reversed(const NameTokens& a, const NameTokens& b) {
  return a.size() > 1 && a.size() == b.size() && tokens_within(a, b, std::equal_to<>());
}

// How two names agree, word by word from the left, as far as both go.
struct Beginning {
  bool agrees = true;
  size_t num_words = 0;
  size_t num_initials = 0;
};

Beginning common_beginning(const NameTokens& a, const NameTokens& b) {
  Beginning result;
  for (size_t i = 0; i < std::min(a.size(), b.size()) && result.agrees; ++i) {
    const bool by_initial = (is_initial(a[i]) || is_initial(b[i])) && a[i].front() == b[i].front();
    result.num_initials += by_initial;
    result.num_words += !by_initial && same_word(a[i], b[i]);
    result.agrees = result.num_initials + result.num_words == i + 1;
  }
  return result;
}

// "jp" beside "jean pierre".
bool spells_initials(const NameTokens& glued, const NameTokens& name) {
  if (glued.size() != 1 || glued[0].size() < 2 || glued[0].size() > name.size()) return false;
  return std::equal(glued[0].begin(), glued[0].end(), name.begin(),
                    [](char c, std::string_view t) { return c == t[0]; });
}

bool equal_without_blanks(std::string_view a, std::string_view b) {
  size_t i = 0;
  size_t j = 0;
  while (true) {
    while (i < a.size() && a[i] == ' ') ++i;
    while (j < b.size() && b[j] == ' ') ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

bool is_part(const NameTokens& part, const NameTokens& whole) {
  return part.size() < whole.size() && std::ranges::none_of(part, is_initial) && tokens_within(part, whole, same_word);
}

bool are_compound(const NameTokens& a, const NameTokens& b, const Beginning& beginning) {
  return (beginning.agrees && (beginning.num_words > 0 || beginning.num_initials > 1)) || is_part(a, b) ||
         is_part(b, a) || spells_initials(a, b) || spells_initials(b, a);
}

bool has_word(const NameTokens& tokens) { return !std::ranges::all_of(tokens, is_initial); }

struct WordRelation {
  GivenNameRelation relation = GivenNameRelation::different;
  bool by_initial = false;  ///< the names agree through a single initial, unless symbols tell a closer relation
};

// What words alone can tell. Two single words are the usual case; for them being nicknames is all there is to ask.
WordRelation relation_of_words(std::string_view a, std::string_view b) {
  const NameTokens left(a);
  const NameTokens right(b);
  if (are_nicknames(a, b, left, right)) return {GivenNameRelation::nickname};
  if (left.size() == 1 && right.size() == 1) {
    return {.by_initial = (is_initial(a) || is_initial(b)) && a.front() == b.front()};
  }
  const Beginning beginning = common_beginning(left, right);
  if (are_compound(left, right, beginning) || equal_without_blanks(a, b)) return {GivenNameRelation::compound};
  if (are_reversed(left, right)) return {GivenNameRelation::reversed};
  return {.by_initial = beginning.agrees};
}

}  // namespace

GivenNameRelation given_name_relation(std::string_view a, std::string_view b) {
  if (a == b) return GivenNameRelation::equal;
  const WordRelation by_words = relation_of_words(a, b);
  if (by_words.relation != GivenNameRelation::different) return by_words.relation;
  if (std::min(num_symbols(a), num_symbols(b)) >= 3 && within_one_edit(a, b)) return GivenNameRelation::one_edit;
  const double similarity = jaro_winkler_similarity(a, b, 0.88);
  if (similarity >= 0.92) return GivenNameRelation::close92;
  if (by_words.by_initial) return GivenNameRelation::initial;
  return similarity > 0.0 ? GivenNameRelation::close88 : GivenNameRelation::different;
}

bool given_names_conflict(std::string_view a, std::string_view b) {
  if (!has_word(NameTokens(a)) || !has_word(NameTokens(b))) return false;
  return given_name_relation(a, b) == GivenNameRelation::different && !within_one_edit(a, b) &&
         jaro_winkler_similarity(a, b, kConflictBelow) == 0.0;
}

}  // namespace sosie::matchers
