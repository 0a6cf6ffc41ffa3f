#include "engine/cluster_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/random.h"
#include "tests/matching/generated.h"

namespace sosie {
namespace {

std::string name_of(const RecordSet& records, RecordId record) {
  return records.source(record).name + ":" + std::string(records.id(record));
}

void append(std::string& text, std::string_view part) { (text += '|') += part; }

void append_values(std::string& text, const CodeColumn& column, RecordId record) {
  if (column.empty()) return;
  append(text, std::to_string(column.codes[record]));
  for (const CodeColumn::More& more : column.more) {
    if (more.record == record) append(text, std::to_string(more.code));
  }
}

void append_address(std::string& text, const Comparables::Address& a) {
  for (const Code code : {a.street, a.number, a.unit, a.postcode, a.city, a.line}) append(text, std::to_string(code));
}

template <typename Value>
void append_value(std::string& text, const std::vector<Value>& values, RecordId record) {
  if (!values.empty()) append(text, std::to_string(static_cast<int64_t>(values[record])));
}

/// What a row of a source says: cells, list elements and contact points.
std::string row_contents(const SourceTable& table, const std::vector<PointColumn>& points, uint32_t row) {
  std::string text = std::to_string(table.row_ordinals[row]) + "|" + std::to_string(table.row_line(row));
  for (const NamedColumn& column : table.columns)
    column.cells.for_each_value(row, [&](TextRef value) { append(text, value.view()); });
  for (const ListTable& list : table.lists) {
    for (uint32_t e = list.offsets[row]; e < list.offsets[row + 1]; ++e) {
      for (const auto& cells : list.cells) append(text, cells[e].view());
    }
  }
  for (const PointColumn& column : points)
    column.for_each(row, [&](PointId point) { append(text, std::to_string(point)); });
  return text;
}

/// What matching knows of a record.
std::string comparables_of(const Comparables& c, RecordId record) {
  std::string text;
  for (const auto* names : {&c.given_name, &c.middle_name, &c.family_name, &c.birth_family_name, &c.name_suffix})
    append_value(text, *names, record);
  append_value(text, c.gender, record);
  append_value(text, c.person_type, record);
  for (const auto* dates : {&c.birth_date, &c.stated_birth_date, &c.birth_year}) append_value(text, *dates, record);
  for (const CodeColumn* column : {&c.email, &c.mobile, &c.landline}) append_values(text, *column, record);
  if (!c.address.empty()) append_address(text, c.address[record]);
  for (const auto& [of, address] : c.more_addresses) {
    if (of == record) append_address(text, address);
  }
  for (const auto* fields : {&c.identifiers, &c.texts}) {
    for (const ValueField& field : *fields) append_values(text, field.column, record);
  }
  append_value(text, c.updated, record);
  return text;
}

/// All that is known of every record, by name.
std::map<std::string, std::string> everything(const Ingested& ingested, const Normalized& normalized,
                                              const Clusters& clusters) {
  std::map<std::string, std::string> all;
  const RecordSet& records = ingested.records;
  for (RecordId record = 0; record < records.num_records; ++record) {
    const SourceTable& table = records.source(record);
    std::string text = row_contents(table, normalized.points.columns[table.ordinal], records.local(record));
    append(text, std::to_string(records.key(record)));
    append(text, comparables_of(normalized.comparables, record));
    append(text, std::to_string(clusters.cluster_of[record]));
    all[name_of(records, record)] = text;
  }
  for (const SourceTable& table : records.sources) {
    for (uint32_t row = table.num_records; row < table.num_rows; ++row)
      append(all[name_of(records, table.first_record + table.record_of_row(row))],
             row_contents(table, normalized.points.columns[table.ordinal], row));
  }
  return all;
}

/// Clusters of one to three records, anywhere.
Clusters random_clusters(uint32_t num_records, Random& random) {
  std::vector<uint32_t> labels(num_records);
  for (uint32_t& label : labels) label = static_cast<uint32_t>(random.below(num_records / 2));
  return Clusters::from_labels(labels);
}

DecidedPairs random_pairs(uint32_t num_records, Random& random) {
  DecidedPairs pairs;
  std::set<std::pair<RecordId, RecordId>> seen;
  for (uint32_t i = 0; i < num_records; ++i) {
    const auto a = static_cast<RecordId>(random.below(num_records)),
               b = static_cast<RecordId>(random.below(num_records));
    if (a != b) seen.insert(std::minmax(a, b));
  }
  for (const auto& [left, right] : seen) {
    DecidedPair& pair = pairs.pairs.emplace_back();
    pair.left = left;
    pair.right = right;
    pair.weight = static_cast<Weight>(random.below(1'000));
  }
  return pairs;
}

std::vector<std::string> named_pairs(const RecordSet& records, const DecidedPairs& pairs) {
  std::vector<std::string> named;
  for (const DecidedPair& pair : pairs.pairs)
    named.push_back(name_of(records, pair.left) + " " + name_of(records, pair.right) + " " +
                    std::to_string(pair.weight));
  return named;
}

class ClusterOrder : public ::testing::Test {
 protected:
  static constexpr uint64_t kSeed = 7;
  ClusterOrder() : generated(700, kSeed), random(kSeed) {
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    add_further_values();
    clusters = random_clusters(generated.ingested.records.num_records, random);
    pairs = random_pairs(generated.ingested.records.num_records, random);
  }
  const RecordSet& records() const { return generated.ingested.records; }
  void order() {
    const Executor executor(2);
    const Status status = order_by_cluster({generated.ingested, generated.normalized, clusters, pairs}, executor);
    ASSERT_TRUE(status.ok()) << status.to_string();
  }

  /// What these customers happen not to have.
  void add_further_values() {
    Comparables& c = generated.normalized.comparables;
    std::vector<PointColumn>& points = generated.normalized.points.columns[0];
    for (uint32_t record = 0; record < 300; record += 3) {
      c.more_addresses.emplace_back(record, Comparables::Address{.street = record + 1});
      c.email.more.push_back({record, record + 1});
      points[0].more.push_back({record, record + 1});
    }
  }

  testing::Generated generated;
  Random random;
  Clusters clusters;
  DecidedPairs pairs;
};

TEST_F(ClusterOrder, TakesAllThatIsKnownOfARecordAlong) {
  const auto before = everything(generated.ingested, generated.normalized, clusters);
  ASSERT_GT(before.size(), 1'000u);
  order();
  EXPECT_EQ(everything(generated.ingested, generated.normalized, clusters), before);
}

TEST_F(ClusterOrder, RecordsOfASourceStandInTheOrderOfTheirClusters) {
  const Clusters before = clusters;
  order();
  EXPECT_EQ(clusters.offsets, before.offsets);
  for (const SourceTable& table : records().sources) {
    const auto first = clusters.cluster_of.begin() + table.first_record;
    EXPECT_TRUE(std::is_sorted(first, first + table.num_records)) << table.name;
  }
  for (uint32_t cluster = 0; cluster < clusters.num_clusters(); ++cluster) {
    const auto members = clusters.of(cluster);
    ASSERT_TRUE(std::is_sorted(members.begin(), members.end()));
    for (const RecordId record : members) ASSERT_EQ(clusters.cluster_of[record], cluster);
  }
}

TEST_F(ClusterOrder, PairsOfARecordKeepTheirOrder) {
  const auto group_by_left = [&] {
    std::map<std::string, std::vector<std::string>> groups;
    const std::vector<std::string> named = named_pairs(records(), pairs);
    for (size_t i = 0; i < named.size(); ++i) groups[name_of(records(), pairs.pairs[i].left)].push_back(named[i]);
    return groups;
  };
  const auto before = group_by_left();
  order();
  EXPECT_EQ(group_by_left(), before);
  EXPECT_TRUE(std::is_sorted(pairs.pairs.begin(), pairs.pairs.end(),
                             [](const DecidedPair& a, const DecidedPair& b) { return a.left < b.left; }));
}

TEST_F(ClusterOrder, RefusedRowsKeepTheirBytes) {
  const auto bytes = [&] {
    std::vector<std::string> all;
    for (const SourceReject& refused : generated.ingested.rejects) {
      std::string text(refused.reject.raw);
      for (const TextRef& cell : refused.reject.cells) append(text, cell.view());
      all.push_back(text);
    }
    return all;
  };
  const auto before = bytes();
  ASSERT_FALSE(before.empty());
  order();
  EXPECT_EQ(bytes(), before);
}

}  // namespace
}  // namespace sosie
