#include "matchers/normalize/word_table.h"

#include <gtest/gtest.h>

#include <string>

namespace sosie::matchers {
namespace {

TEST(WordTable, FindsItsWordsAndNoOthers) {
  WordTable table;
  EXPECT_EQ(table.find("rue"), 0u) << "an empty table knows nothing";
  table.add_list("rue,avenue,place", ',', 1);
  table.add("rond point", 2);
  table.add("rue", 3);
  EXPECT_EQ(table.find("rue"), 1u) << "the first of a spelling stays";
  EXPECT_EQ(table.find("rond point"), 2u);
  EXPECT_EQ(table.longest(), 10u);
  // Same first byte and length as a word; same first byte; same length; nothing at all.
  for (const char* word : {"roc", "ru", "cle", ""}) EXPECT_FALSE(table.contains(word)) << word;
}

TEST(WordTable, TellsLongWordsApart) {
  WordTable table;
  const std::string known(31, 'a'), longer(40, 'a'), unknown(50, 'a');
  table.add(known, 1);
  table.add(longer, 2);
  EXPECT_EQ(table.find(known), 1u);
  EXPECT_EQ(table.find(longer), 2u);
  EXPECT_FALSE(table.contains(unknown));
}

}  // namespace
}  // namespace sosie::matchers
