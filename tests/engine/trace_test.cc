#include "engine/trace.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/engine/builders.h"
#include "tests/normalize/case_table.h"

namespace sosie {
namespace {

ValueTrace traced(std::string_view field, std::string_view raw, const TraceOptions& options = {}) {
  auto trace = trace_value(field, raw, options);
  EXPECT_TRUE(trace.ok()) << trace.status().to_string();
  return trace.ok() ? *std::move(trace) : ValueTrace();
}

std::string value_of(const ValueTrace& trace, std::string_view name) {
  for (const auto& [field, text] : trace.values) {
    if (field == name) return text;
  }
  return {};
}

/// The values of one column, as a run reads them.
class RunColumn {
 public:
  RunColumn(const std::string& field, const std::vector<Case>& cases, size_t cell)
      : job_(testing::job_of("version = 1\n[[source]]\nname = \"crm\"\npath = \"crm.csv\"\nid = \"id\"\nconsent = "
                             "\"none\"\n[source.fields]\n" +
                             field + " = \"value\"\n")),
        records_(job_, {{"crm", rows(cases, cell)}}),
        normalized_(testing::normalized_of(job_, records_.ingested())) {}

  const Comparables& values() const { return normalized_.comparables; }

 private:
  static std::vector<testing::Row> rows(const std::vector<Case>& cases, size_t cell) {
    std::vector<testing::Row> rows = {{"id", "value"}};
    for (const Case& row : cases) rows.push_back({std::to_string(rows.size()), row.cells[cell]});
    return rows;
  }
  Job job_;
  testing::Records records_;
  Normalized normalized_;
};

// The trace tells its own story; these tests hold it to what a run does with the same cells.

TEST(Trace, OfNamesGivesWhatARunCompares) {
  const std::vector<Case> cases = read_cases("full_name.tsv", 7);
  const RunColumn run("full_name", cases, 0);
  const Comparables& c = run.values();
  for (RecordId i = 0; i < cases.size(); ++i) {
    const ValueTrace trace = traced("full_name", cases[i].cells[0]);
    EXPECT_EQ(value_of(trace, "given_name"), c.names.text(c.given_name[i])) << "full_name.tsv:" << cases[i].line;
    EXPECT_EQ(value_of(trace, "family_name"), c.names.text(c.family_name[i])) << "full_name.tsv:" << cases[i].line;
    EXPECT_EQ(value_of(trace, "birth_family_name"), c.names.text(c.birth_family_name[i]));
    EXPECT_EQ(value_of(trace, "name_suffix"), c.names.text(c.name_suffix[i]));
    EXPECT_EQ(trace.null.empty(), !trace.values.empty());
  }
}

TEST(Trace, OfFamilyNamesGivesWhatARunCompares) {
  const std::vector<Case> cases = read_cases("family_name.tsv", 2);
  const RunColumn run("family_name", cases, 0);
  const Comparables& c = run.values();
  for (RecordId i = 0; i < cases.size(); ++i)
    EXPECT_EQ(value_of(traced("family_name", cases[i].cells[0]), "family_name"), c.names.text(c.family_name[i]))
        << "family_name.tsv:" << cases[i].line;
}

TEST(Trace, OfAddressesGivesWhatARunCompares) {
  std::vector<Case> cases = read_cases("address_line.tsv", 7);
  std::erase_if(cases, [](const Case& row) { return row.cells[0] != "FR"; });
  const RunColumn run("street", cases, 1);
  const Comparables& c = run.values();
  for (RecordId i = 0; i < cases.size(); ++i) {
    const ValueTrace trace = traced("address", cases[i].cells[1]);
    const Comparables::Address& address = c.address[i];
    const std::string at = "address_line.tsv:" + std::to_string(cases[i].line);
    EXPECT_EQ(value_of(trace, "street"), c.address_words.text(address.street)) << at;
    EXPECT_EQ(value_of(trace, "postcode"), c.address_words.text(address.postcode)) << at;
    EXPECT_EQ(value_of(trace, "city"), c.address_words.text(address.city)) << at;
  }
}

TEST(Trace, OfBirthDatesGivesWhatARunCompares) {
  const std::vector<Case> cases = {{1, {"27/03/1995"}}, {2, {"03/04/1980"}},  {3, {"31/02/1980"}},
                                   {4, {"1995-03-27"}}, {5, {"00/00/0000"}},  {6, {"hier"}},
                                   {7, {"12/05/1971"}}, {8, {"1er mai 1990"}}};
  const RunColumn run("birth_date", cases, 0);
  for (RecordId i = 0; i < cases.size(); ++i) {
    std::string digits = value_of(traced("birth_date", cases[i].cells[0]), "birth_date");
    std::erase(digits, '-');
    EXPECT_EQ(digits, run.values().birth_date[i] == 0 ? "" : std::to_string(run.values().birth_date[i]))
        << cases[i].cells[0];
  }
}

TEST(Trace, SaysWhyAValueCountsForNothing) {
  EXPECT_EQ(traced("family_name", "n/a").null, "placeholder word");
  EXPECT_EQ(traced("family_name", "  ").null, "blank");
  EXPECT_EQ(traced("email", "info@mairie.fr").null, "role address or switchboard");
  EXPECT_EQ(traced("email", "jean at free").null, "no valid address");
  EXPECT_EQ(traced("phone", "06 00").null, "no valid number");
  EXPECT_EQ(traced("iban", "FR76 3000 6000 0112 3456 7890 188").null, "check digits fail");
  EXPECT_EQ(traced("birth_date", "hier").null, "unreadable date");
  EXPECT_EQ(traced("phone", "06 12 34 56 78 / 00 00 00 00 00").null, "") << "one of them counts";
}

TEST(Trace, KnowsEveryFieldOfJobFiles) {
  for (const Field field : known_fields()) {
    if (field == Field::person_type) continue;  // a code of its own, no text
    EXPECT_TRUE(trace_value(field_name(field), "12", {}).ok()) << field_name(field);
  }
  const auto unknown = trace_value("familyname", "x", {});
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.status().to_string().find("family_name"), std::string::npos);
}

TEST(Trace, RefusesACountryThatIsNone) {
  TraceOptions options;
  options.country = "France";
  EXPECT_EQ(trace_value("phone", "0612345678", options).status().code(), StatusCode::invalid_argument);
}

TEST(Trace, RefusesAFormatThatCannotBe) {
  EXPECT_EQ(trace_value("birth_date", "1", {.country = "FR", .formats = {"%Q"}}).status().code(),
            StatusCode::invalid_job);
}

TEST(Trace, IsPrintedForPeopleAndPrograms) {
  const ValueTrace trace = traced("full_name", "Mme Anne DURAND");
  EXPECT_EQ(to_text(trace),
            "full_name  Mme Anne DURAND\n"
            "  title                Mme\n"
            "  given                Anne\n"
            "  family               DURAND\n"
            "  = given_name         anne\n"
            "  = family_name        durand\n"
            "  = gender             f\n");
  EXPECT_EQ(to_json(traced("city", "PARIS 15"), 3),
            "{\"row\": 3, \"field\": \"city\", \"input\": \"PARIS 15\", \"steps\": [{\"step\": \"folded\", "
            "\"text\": \"paris 15\"}], \"values\": {\"city\": \"paris\"}}\n");
}

TEST(Trace, OfAColumnDecidesTheOrderOfDatesByAllOfThem) {
  const std::string path = ::testing::TempDir() + "/trace_column.csv";
  std::ofstream(path) << "id,born\n1,03/04/1980\n2,03/27/1995\n3,\n4,12/31/1990,ragged\n";
  MemoryAccountant memory;
  std::vector<std::string> seen;
  const auto counts =
      trace_column("birth_date", {path, "born"}, {}, Executor(2), memory, [&](uint64_t row, const ValueTrace& trace) {
        seen.push_back(std::to_string(row) + " " + value_of(trace, "birth_date"));
        return Status();
      });
  ASSERT_TRUE(counts.ok()) << counts.status().to_string();
  EXPECT_EQ(seen, (std::vector<std::string>{"1 1980-03-04", "2 1995-03-27", "3 "}));
  EXPECT_EQ(counts->rows, 4u);
  EXPECT_EQ(counts->counted, 2u);
  EXPECT_EQ(counts->refused_rows, 1u);
  EXPECT_EQ(counts->nulls.at("blank"), 1u);
}

}  // namespace
}  // namespace sosie
