#include "engine/households.h"

#include <gtest/gtest.h>

#include "engine/entity_ids.h"
#include "tests/engine/builders.h"

namespace sosie {
namespace {

constexpr const char* kJob = R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
consent = "none"
[source.fields]
given_name = "given"
family_name = "family"
birth_family_name = "birth"
landline = "landline"
street = "street"
unit = "unit"
postcode = "postcode"
)";

using testing::Row;

/// Every record an entity of its own; returns the household of each.
std::vector<Hash128> households_of(std::vector<Row> rows) {
  rows.insert(rows.begin(), Row{"id", "given", "family", "birth", "landline", "street", "unit", "postcode"});
  const Job job = testing::job_of(kJob);
  const testing::Records records(job, {{"crm", rows}});
  const Normalized normalized = testing::normalized_of(job, records.ingested());
  const auto merger = Merger::create(job, records.ingested(), normalized);
  std::vector<uint32_t> labels(rows.size() - 1);
  for (uint32_t i = 0; i < labels.size(); ++i) labels[i] = i;
  const Clusters clusters = Clusters::from_labels(labels);
  const std::vector<Hash128> ids = *entity_ids(records.ingested().records, clusters, {}, Executor(2));
  const Executor executor(2);
  const auto households =
      find_households({&records.ingested().records, &normalized, merger->get(), &clusters, {}, ids}, executor);
  EXPECT_TRUE(households.ok()) << households.status().to_string();
  return households->ids;
}

TEST(Households, SpousesOfOneSurnameAtOneAddress) {
  const auto ids = households_of({{"1", "Jean", "Martin", "", "", "12 rue de la Paix", "", "75002"},
                                  {"2", "Anne", "Martin", "Petit", "", "12, rue de la paix", "", "75002"},
                                  {"3", "Luc", "Petit", "", "", "12 rue de la Paix", "", "75002"},
                                  {"4", "Eve", "Durand", "", "", "12 rue de la Paix", "", "75002"},
                                  {"5", "Tom", "Martin", "", "", "14 rue de la Paix", "", "75002"}});
  EXPECT_EQ(ids[0], ids[1]);
  EXPECT_EQ(ids[1], ids[2]);  // her birth name is his name
  EXPECT_NE(ids[0], ids[3]);
  EXPECT_NE(ids[0], ids[4]);
}

TEST(Households, ACoupleOfTwoNamesSharesAddressAndLandline) {
  const auto ids = households_of({{"1", "Jean", "Martin", "", "01 42 68 53 00", "12 rue de la Paix", "", "75002"},
                                  {"2", "Eve", "Durand", "", "01 42 68 53 00", "12 rue de la Paix", "", "75002"}});
  EXPECT_EQ(ids[0], ids[1]);
}

TEST(Households, OneLandlineAndSurnameUnlessAddressesDiffer) {
  EXPECT_EQ(households_of({{"1", "Jean", "Martin", "", "01 42 68 53 00", "12 rue de la Paix", "", "75002"},
                           {"2", "Anne", "Martin", "", "01 42 68 53 00", "", "", ""}})
                .front(),
            households_of({{"1", "Jean", "Martin", "", "01 42 68 53 00", "12 rue de la Paix", "", "75002"},
                           {"2", "Anne", "Martin", "", "01 42 68 53 00", "", "", ""}})
                .back());
  const auto moved = households_of({{"1", "Jean", "Martin", "", "01 42 68 53 00", "12 rue de la Paix", "", "75002"},
                                    {"2", "Anne", "Martin", "", "01 42 68 53 00", "3 avenue Foch", "", "69006"}});
  EXPECT_NE(moved[0], moved[1]);
}

TEST(Households, AHouseOfFlatsAsksForTheUnit) {
  std::vector<Row> rows = {{"a", "Jean", "Martin", "", "", "1 place Carnot", "apt 4", "69002"},
                           {"b", "Anne", "Martin", "", "", "1 place Carnot", "apt 4", "69002"},
                           {"c", "Paul", "Martin", "", "", "1 place Carnot", "apt 9", "69002"},
                           {"d", "Rose", "Martin", "", "", "1 place Carnot", "", "69002"}};
  for (const std::string name : {"Bernard", "Thomas", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent"})
    rows.push_back({name, "Eve", name, "", "", "1 place Carnot", "", "69002"});
  const auto ids = households_of(rows);
  EXPECT_EQ(ids[0], ids[1]);
  EXPECT_NE(ids[0], ids[2]);
  EXPECT_NE(ids[0], ids[3]);
  rows.resize(4);
  const auto house = households_of(rows);
  EXPECT_EQ(house[0], house[2]);
  EXPECT_EQ(house[0], house[3]);
}

TEST(Households, DoNotDependOnTheOrderOfRows) {
  const Row jean = {"1", "Jean", "Martin", "", "", "12 rue de la Paix", "", "75002"};
  const Row anne = {"2", "Anne", "Martin", "", "", "12 rue de la Paix", "", "75002"};
  EXPECT_EQ(households_of({jean, anne})[0], households_of({anne, jean})[0]);
}

}  // namespace
}  // namespace sosie
