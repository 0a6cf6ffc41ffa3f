#include "engine/deliveries.h"

#include <gtest/gtest.h>

#include "tests/engine/builders.h"

namespace sosie {
namespace {

using testing::job_of;

constexpr const char* kJob = R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
consent = "none"
updated = { column = "updated", format = "%d/%m/%Y" }
[source.fields]
family_name = "name"
)";

struct Delivery {
  const char *id, *updated, *name;
};

/// A source table as ingest reads it, each row with one list element named after it, then folded.
class Folded {
 public:
  explicit Folded(std::vector<Delivery> rows, bool interned = false) : rows_(std::move(rows)) {
    const Job job = job_of(kJob);
    table.name = "crm";
    table.num_rows = static_cast<uint32_t>(rows_.size());
    std::vector<TextRef> names, updated;
    std::vector<std::string_view> bytes;
    ListTable list{"consents", {"status"}, {0}, {{}}};
    for (uint32_t row = 0; row < rows_.size(); ++row) {
      table.ids.push_back(TextRef(rows_[row].id));
      table.row_ordinals.push_back(row + 1);
      table.row_lines.push_back(row + 2);
      updated.push_back(TextRef(rows_[row].updated));
      names.push_back(TextRef(rows_[row].name));
      bytes.push_back(rows_[row].name);
      list.cells[0].push_back(names.back());
      if (row % 2 == 1) list.cells[0].push_back(names.back());  // odd rows have two elements
      list.offsets.push_back(static_cast<uint32_t>(list.cells[0].size()));
    }
    table.columns.push_back({"updated", TextColumn::by_row(std::move(updated))});
    table.columns.push_back({"name", interned ? interned_column(names) : TextColumn::by_row(std::move(names))});
    table.lists.push_back(std::move(list));
    const Status status = fold_deliveries(job.sources[0], job, bytes, table);
    EXPECT_TRUE(status.ok()) << status.to_string();
  }

  std::string name(uint32_t row) const { return std::string(table.columns[1].cells.text(row)); }
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (uint32_t row = 0; row < table.num_rows; ++row) all.push_back(name(row));
    return all;
  }

  SourceTable table;

 private:
  static TextColumn interned_column(const std::vector<TextRef>& cells) {
    Dictionary dictionary;
    std::vector<Code> codes(cells.size());
    dictionary.intern_batch(cells, codes);
    return TextColumn::interned(std::move(codes), std::move(dictionary));
  }
  std::vector<Delivery> rows_;
};

TEST(Deliveries, WithoutRepeatsNothingMoves) {
  const Folded folded({{"b", "", "one"}, {"a", "", "two"}});
  EXPECT_EQ(folded.table.num_records, 2u);
  EXPECT_TRUE(folded.table.delivered.empty());
  EXPECT_EQ(folded.names(), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(folded.table.keys, (std::vector<RecordKey>{record_key("crm", "b"), record_key("crm", "a")}));
}

TEST(Deliveries, TheNewestStandsForTheRecordAndOthersBehind) {
  for (const bool interned : {false, true}) {
    const Folded folded({{"a", "01/02/2020", "a old"},
                         {"b", "01/01/2021", "b"},
                         {"a", "01/01/2022", "a new"},
                         {"c", "", "c never"},
                         {"a", "03/01/2019", "a older"},
                         {"c", "01/01/1999", "c dated"}},
                        interned);
    EXPECT_EQ(folded.names(), (std::vector<std::string>{"a new", "b", "c dated", "a old", "c never", "a older"}));
    EXPECT_EQ(folded.table.num_records, 3u);
    EXPECT_EQ(folded.table.num_rows, 6u);
    EXPECT_EQ(folded.table.delivered, (std::vector<uint32_t>{0, 2, 0}));
    EXPECT_EQ(folded.table.record_of_row(4), 2u);
    EXPECT_EQ(folded.table.row_ordinals, (std::vector<uint32_t>{3, 2, 6, 1, 4, 5}));
    EXPECT_EQ(folded.table.row_lines, (std::vector<uint32_t>{4, 3, 7, 2, 5, 6}));
    EXPECT_EQ(folded.table.keys.size(), 3u);
    EXPECT_EQ(folded.table.id(3), "a");
  }
}

TEST(Deliveries, OfEqualTimesTheGreaterBytesWin) {
  EXPECT_EQ(Folded({{"a", "01/01/2020", "x"}, {"a", "01/01/2020", "y"}}).name(0), "y");
  EXPECT_EQ(Folded({{"a", "01/01/2020", "y"}, {"a", "01/01/2020", "x"}}).name(0), "y");
  EXPECT_EQ(Folded({{"a", "", "z"}, {"a", "nonsense", "\xc3\xa9"}}).name(0), "\xc3\xa9") << "bytes compare unsigned";
}

TEST(Deliveries, ListsMoveWithTheirRows) {
  const Folded folded({{"a", "01/01/2020", "old"}, {"b", "", "b"}, {"a", "01/01/2022", "new"}});
  const ListTable& list = folded.table.lists[0];
  ASSERT_EQ(list.offsets, (std::vector<uint32_t>{0, 1, 3, 4}));
  std::vector<std::string> cells;
  for (const TextRef cell : list.cells[0]) cells.emplace_back(cell.view());
  EXPECT_EQ(cells, (std::vector<std::string>{"new", "b", "b", "old"}));
}

}  // namespace
}  // namespace sosie
