#include "engine/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/engine/builders.h"

namespace sosie {
namespace {

using testing::job_of;
using testing::normalized_of;
using testing::Records;

constexpr const char* kJob = R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
updated = "updated"
consent = "none"
[source.fields]
given_name = "given"
family_name = "family"
birth_date = { column = "born", format = "%d/%m/%Y" }
email = "email"
mobile = "mobile"
street = "street"
postcode = "postcode"
city = "city"
customer_number = "number"
[[source]]
name = "shop"
path = "shop.csv"
id = "id"
updated = "updated"
consent = "none"
[source.fields]
full_name = "name"
email = ["email", "email2"]
street = "street"
postcode = "postcode"
city = "city"
club = "club"
)";

/// One entity over two sources.
class Merge : public ::testing::Test {
 protected:
  void build(const std::string& toml, const std::vector<testing::SourceRowsLiteral>& sources) {
    job_ = job_of(toml);
    records_ = std::make_unique<Records>(job_, sources);
    normalized_ = std::make_unique<Normalized>(normalized_of(job_, records_->ingested()));
    auto merger = Merger::create(job_, records_->ingested(), *normalized_);
    ASSERT_TRUE(merger.ok()) << merger.status().to_string();
    merger_ = std::move(*merger);
  }

  void build_default() {
    build(kJob,
          {{"crm",
            {{"id", "updated", "given", "family", "born", "email", "mobile", "street", "postcode", "city", "number"},
             {"1", "2024-01-01", "JEAN", "MARTIN", "27/03/1980", "Jean.Martin@Free.FR", "06 12 34 56 78",
              "12 rue de la Paix", "75002", "PARIS", "C-17"},
             {"2", "2025-01-01", "Jean", "Martin", "27/03/1980", "n/a", "", "", "1000", "Bourg en Bresse", "0000"}}},
           {"shop",
            {{"id", "updated", "name", "email", "email2", "street", "postcode", "city", "club"},
             {"9", "2023-01-01", "DURAND Jeanne", "jd@orange.fr", "jean.martin@free.fr", "3 avenue Foch", "69006",
              "Lyon", "gold"}}}});
  }

  std::vector<RecordId> everybody() const {
    std::vector<RecordId> members(records_->ingested().records.num_records);
    std::iota(members.begin(), members.end(), 0);
    return members;
  }

  GoldenValue value(const std::string& field, const std::vector<RecordId>& members) {
    std::vector<GoldenValue> values;
    merger_->merge(members, {}, scratch_, values);
    for (size_t i = 0; i < values.size(); ++i) {
      if (merger_->fields()[i].name == field) return values[i];
    }
    ADD_FAILURE() << "no field " << field;
    return {};
  }
  std::string text(const std::string& field) { return std::string(value(field, everybody()).text); }
  std::string text_of(const std::string& field, std::string_view source, std::string_view id) {
    return std::string(value(field, {records_->id(source, id)}).text);
  }

  Job job_;
  std::unique_ptr<Records> records_;
  std::unique_ptr<Normalized> normalized_;
  std::unique_ptr<Merger> merger_;
  MergeScratch scratch_;
};

TEST_F(Merge, ColumnsAreTheMappedFieldsInGoldenOrder) {
  build_default();
  std::vector<std::string> names;
  for (const GoldenField& field : merger_->fields()) names.push_back(field.name);
  EXPECT_EQ(names, (std::vector<std::string>{"full_name", "given_name", "family_name", "birth_date", "email", "mobile",
                                             "street", "postcode", "city", "customer_number", "club"}));
}

TEST_F(Merge, ValuesAreShownAsPeopleWriteThem) {
  build_default();
  EXPECT_EQ(text("birth_date"), "1980-03-27");
  EXPECT_EQ(text("mobile"), "+33612345678");
  EXPECT_EQ(text("customer_number"), "C-17");
  EXPECT_EQ(text("club"), "gold");
  EXPECT_EQ(text_of("postcode", "crm", "2"), "01000");
  EXPECT_EQ(text_of("email", "crm", "1"), "jean.martin@free.fr");
  EXPECT_EQ(text_of("email", "crm", "2"), "");
}

TEST_F(Merge, TheMajorityNamesAndTheNewestAddress) {
  build_default();
  EXPECT_EQ(text("given_name"), "Jean");
  EXPECT_EQ(value("given_name", everybody()).decided_by, "most_frequent");
  EXPECT_EQ(text("family_name"), "Martin");
  EXPECT_EQ(value("family_name", everybody()).num_rivals, 1u);
  // Record 2 is newer but its address has no street: the fullest survives, and it survives whole.
  EXPECT_EQ(text("street"), "12 rue de la Paix");
  EXPECT_EQ(text("postcode"), "75002");
  EXPECT_EQ(text("city"), "PARIS");
  EXPECT_EQ(value("street", everybody()).num_rivals, 2u);
}

TEST_F(Merge, SeveralValuesOfARecordAreCandidatesEach) {
  build_default();
  EXPECT_EQ(text("email"), "jean.martin@free.fr");  // the newest record that has one
  EXPECT_EQ(value("email", everybody()).num_rivals, 1u);
}

TEST_F(Merge, PartsOfAWholeNameFillTheirColumns) {
  build_default();
  EXPECT_EQ(text_of("given_name", "shop", "9"), "Jeanne");
  EXPECT_EQ(text_of("family_name", "shop", "9"), "DURAND");
  EXPECT_EQ(text_of("full_name", "crm", "1"), "JEAN MARTIN");
}

TEST_F(Merge, PlaceholdersAreNoValues) {
  build_default();
  EXPECT_EQ(text_of("customer_number", "crm", "2"), "");
}

TEST_F(Merge, TheJobsChainReplacesTheDefault) {
  build(std::string(kJob) + "[golden.street]\nrules = [\"most_recent\"]\n[golden.given_name]\nrules = [\"longest\"]\n",
        {{"crm",
          {{"id", "updated", "given", "family", "born", "email", "mobile", "street", "postcode", "city", "number"},
           {"1", "2024-01-01", "Jean", "Martin", "", "", "", "12 rue de la Paix", "75002", "Paris", ""},
           {"2", "2025-01-01", "Jean", "Martin", "", "", "", "", "01000", "Bourg", ""},
           {"3", "2025-01-01", "Jean-Paul", "Martin", "", "", "", "", "", "", ""}}},
         {"shop", {{"id", "updated", "name", "email", "email2", "street", "postcode", "city", "club"}}}});
  EXPECT_EQ(text("street"), "");
  EXPECT_EQ(text("city"), "Bourg");
  EXPECT_EQ(text("given_name"), "Jean-Paul");
}

TEST_F(Merge, TheOrderOfMembersDoesNotMatter) {
  build_default();
  std::vector<RecordId> members = everybody();
  std::vector<std::string> expected;
  do {
    std::vector<GoldenValue> values;
    merger_->merge(members, {}, scratch_, values);
    std::vector<std::string> found;
    for (const GoldenValue& value : values)
      found.push_back(std::string(value.text) + "|" + std::to_string(value.record) + "|" +
                      std::string(value.decided_by));
    if (expected.empty()) expected = found;
    EXPECT_EQ(found, expected);
  } while (std::next_permutation(members.begin(), members.end()));
}

TEST_F(Merge, AFurtherAddressIsACandidateOfItsOwn) {
  build(R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
consent = "none"
[source.fields]
family_name = "family"
city = "city"
[[source.address]]
street = "street2"
postcode = "postcode2"
city = "city2"
)",
        {{"crm",
          {{"id", "family", "city", "street2", "postcode2", "city2"},
           {"1", "Martin", "Lyon", "3 av Foch", "69006", "LYON"}}}});
  EXPECT_EQ(text("city"), "LYON");
}

TEST_F(Merge, OnlyTheNewestDeliveryGivesValues) {
  build(R"(
version = 1
[[source]]
name = "crm"
path = "crm.csv"
id = "id"
updated = "updated"
consent = "none"
[source.fields]
family_name = "family"
city = "city"
)",
        {{"crm",
          {{"id", "updated", "family", "city"},
           {"1", "2025-01-01", "Martin", ""},
           {"1", "2020-01-01", "Durand", "Lyon"}}}});
  EXPECT_EQ(text("family_name"), "Martin");
  EXPECT_EQ(text("city"), "");
}

}  // namespace
}  // namespace sosie
