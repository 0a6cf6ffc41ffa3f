// Phonetic keys of any bytes: no crash, no more than promised, the same in memory that was used before, and capital or
// lower-case noise around the letters changes nothing where noise is said to be skipped.
#include <algorithm>
#include <string>
#include <vector>

#include "matchers/phonetic/cologne.h"
#include "matchers/phonetic/daitch_mokotoff.h"
#include "matchers/phonetic/double_metaphone.h"
#include "matchers/phonetic/english_key.h"
#include "matchers/phonetic/fonem.h"
#include "matchers/phonetic/french_key.h"
#include "matchers/phonetic/soundex.h"
#include "matchers/similarity/names.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {
namespace {

using Key = void (*)(std::string_view, std::string&);

// What may stand in a key.
constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::string key_of(Key key, std::string_view name) {
  std::string fresh;
  key(name, fresh);
  std::string used = "left over from a longer name before this one";
  key(name, used);
  expect_equal(used, fresh);
  return fresh;
}

std::string letters_of(std::string_view name) {
  std::string letters(name);
  std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
  return letters;
}

struct Promise {
  Key key;
  std::string_view characters;  // that a key is made of, besides capitals
  size_t most_per_letter;
  size_t most_besides;
};

constexpr Promise kPromises[] = {
    {matchers::soundex, "0123456789", 0, 4},
    {matchers::refined_soundex, "0123456789", 1, 1},
    {matchers::nysiis, "", 1, 1},
    {matchers::cologne, "0123456789", 2, 0},
    {matchers::french_key, "123", 2, 1},
    {matchers::fonem, "-", 2, 4},
};

void check_key(const Promise& promise, std::string_view name, const std::string& letters) {
  const std::string key = key_of(promise.key, name);
  expect_equal(key, key_of(promise.key, letters));
  expect(key.size() <= promise.most_per_letter * letters.size() + promise.most_besides);
  expect(!letters.empty() || key.empty());
  for (const char c : key)
    expect(kCapitals.find(c) != std::string_view::npos || promise.characters.find(c) != std::string_view::npos);
}

void check_double_metaphone(std::string_view name) {
  std::string primary, alternate, used_primary = "left over", used_alternate = "left over";
  matchers::double_metaphone(name, primary, alternate);
  matchers::double_metaphone(name, used_primary, used_alternate);
  expect_equal(used_primary, primary);
  expect_equal(used_alternate, alternate);
  expect(std::max(primary.size(), alternate.size()) <= 2 * name.size() + 4);
}

void check_daitch_mokotoff(std::string_view name, const std::string& letters) {
  std::vector<std::string> codes = {"left over"}, of_letters;
  matchers::daitch_mokotoff(name, codes);
  matchers::daitch_mokotoff(letters, of_letters);
  expect_equal(codes, of_letters);
  expect(codes.size() <= matchers::kMostDaitchMokotoffCodes);
  for (const std::string& code : codes) {
    expect_equal(code.size(), size_t{6});
    expect(code.find_first_not_of("0123456789") == std::string::npos);
    expect_equal(std::ranges::count(codes, code), 1);
  }
}

void check(std::string_view name) {
  const std::string letters = letters_of(name);
  for (const Promise& promise : kPromises) check_key(promise, name, letters);
  check_double_metaphone(name);
  check_daitch_mokotoff(name, letters);
  const matchers::NameSound sound = matchers::name_sound(name);
  expect((sound.french == 0) == key_of(matchers::french_key, name).empty());
  expect(matchers::sound_alike(sound, matchers::name_sound(name)) == (sound.french != 0 || sound.english != 0));
}

// Bytes as they are, or as letters: then every input is a name.
std::string name_of(FuzzInput input) {
  const bool is_letters = input.below(4) != 0;
  std::string name(input.rest());
  if (!is_letters) return name;
  for (char& c : name) c = "abcdefghijklmnopqrstuvwxyz "[static_cast<uint8_t>(c) % 27];
  return name;
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check(sosie::fuzz::name_of({data, size}));
  return 0;
}
