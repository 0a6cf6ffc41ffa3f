#include "core/record_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sosie {
namespace {

TEST(RecordKey, TellsSourceAndIdApart) {
  EXPECT_NE(record_key("crm", "1"), record_key("shop", "1"));
  EXPECT_NE(record_key("crm", "1"), record_key("crm", "2"));
  EXPECT_NE(record_key("a", "b"), record_key("b", "a"));
  EXPECT_NE(record_key("ab", "c"), record_key("a", "bc"));
  std::set<RecordKey> seen;
  for (int i = 0; i < 100'000; ++i) seen.insert(record_key("crm", std::to_string(i)));
  EXPECT_EQ(seen.size(), 100'000u);
}

/// Two records; a third row is an older delivery of the second.
SourceTable two_records() {
  SourceTable table;
  table.name = "crm";
  table.first_record = 10;
  table.num_records = 2;
  table.num_rows = 3;
  table.ids = {TextRef("A"), TextRef("B"), TextRef("B")};
  table.keys = {record_key("crm", "A"), record_key("crm", "B")};
  table.delivered = {1};
  table.row_lines = {2, 4, 3};
  table.files = {"in/crm-1.csv"};
  table.columns.push_back({"Nom", TextColumn()});
  table.columns.push_back({"contact.email", TextColumn()});
  return table;
}

TEST(SourceTable, KnowsItsColumnsByName) {
  const SourceTable table = two_records();
  EXPECT_EQ(table.column_index("contact.email"), 1);
  EXPECT_EQ(table.column_index("email"), -1);
}

TEST(SourceTable, OlderDeliveriesBelongToTheirRecord) {
  const SourceTable table = two_records();
  EXPECT_EQ(table.record_of_row(0), 0u);
  EXPECT_EQ(table.record_of_row(1), 1u);
  EXPECT_EQ(table.record_of_row(2), 1u);
  EXPECT_EQ(table.row_line(2), 3u);
  EXPECT_EQ(table.row_file(2), "in/crm-1.csv");
}

TEST(RecordSet, FindsARecordsSource) {
  RecordSet set;
  set.sources.emplace_back();
  set.sources[0].num_records = 10;
  set.sources.push_back(two_records());
  set.num_records = 12;
  set.source_of.assign(12, 0);
  set.source_of[10] = set.source_of[11] = 1;
  EXPECT_EQ(set.source(11).name, "crm");
  EXPECT_EQ(set.local(11), 1u);
  EXPECT_EQ(set.id(11), "B");
  EXPECT_EQ(set.key(11), record_key("crm", "B"));
}

}  // namespace
}  // namespace sosie
