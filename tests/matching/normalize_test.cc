#include "engine/normalize.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/matching/people.h"

namespace sosie {
namespace {

using testing::Person;
using testing::Stages;

/// Normalised rows of one source with a mapping of its own.
class Rows {
 public:
  Rows(const std::string& fields, std::vector<testing::Row> rows)
      : job_(testing::job_of("version = 1\n[[source]]\nname = \"crm\"\npath = \"crm.csv\"\nid = \"id\"\nconsent = "
                             "\"none\"\n[source.fields]\n" +
                             fields)),
        records_(job_, {{"crm", numbered(std::move(rows))}}),
        normalized_(testing::normalized_of(job_, records_.ingested())) {}

  const Comparables& values() const { return normalized_.comparables; }
  std::string name(const std::vector<Code>& column, RecordId record) const {
    return std::string(values().names.text(column[record]));
  }
  std::string point(const CodeColumn& column, RecordId record) const {
    return std::string(normalized_.points.table.value(column.codes[record]));
  }
  uint64_t nulls(const std::string& field, const std::string& reason) const {
    uint64_t count = 0;
    for (const Comparables::NullCount& null : values().nulls)
      count += null.field == field && null.reason == reason ? null.count : 0;
    return count;
  }
  const Normalized& normalized() const { return normalized_; }

 private:
  static std::vector<testing::Row> numbered(std::vector<testing::Row> rows) {
    for (size_t i = 0; i < rows.size(); ++i) rows[i].insert(rows[i].begin(), i == 0 ? "id" : std::to_string(i));
    return rows;
  }
  Job job_;
  testing::Records records_;
  Normalized normalized_;
};

TEST(Normalize, CodesAreEqualExactlyWhenValuesAre) {
  for (uint64_t seed = 1; seed <= 2; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Person> people = testing::random_people(seed, 150);
    for (size_t i = 0; i < people.size(); ++i) people[i].source = i % 3 == 0 ? "shop" : "crm";
    const Stages stages(people);
    const Comparables& c = stages.values();
    for (RecordId a = 0; a < 150; ++a) {
      for (RecordId b = 0; b < 150; ++b) {
        const auto same = [&](const std::vector<Code>& column) {
          return (column[a] == column[b]) == (c.names.text(column[a]) == c.names.text(column[b]));
        };
        ASSERT_TRUE(same(c.given_name) && same(c.family_name));
        ASSERT_EQ(c.given_name[a] != 0 && c.given_name[a] == c.family_name[b],
                  c.given_name[a] != 0 && c.names.text(c.given_name[a]) == c.names.text(c.family_name[b]));
        if (c.address[a].line == 0 || c.address[b].line == 0 || c.address[a].postcode == 0 ||
            c.address[b].postcode == 0)
          continue;
        const bool one_door = c.address[a].street == c.address[b].street &&
                              c.address[a].number == c.address[b].number &&
                              c.address[a].postcode == c.address[b].postcode;
        ASSERT_EQ(c.address[a].line == c.address[b].line, one_door);
      }
    }
  }
}

TEST(Normalize, DatesWithoutADeclaredFormatAreReadAsTheColumnTells) {
  const Rows american("birth_date = \"born\"\n", {{"born"}, {"03/27/1995"}, {"03/04/1980"}});
  EXPECT_EQ(american.values().birth_date, (std::vector<uint32_t>{19950327, 19800304}));
  ASSERT_EQ(american.values().recognised_dates.size(), 1u);
  EXPECT_EQ(american.values().recognised_dates[0].reading,
            "month before day (values for it 1, against 0, either way 1)");
  const Rows serials("birth_date = \"born\"\n", {{"born"}, {"34785"}, {"29295"}});
  EXPECT_EQ(serials.values().birth_date, (std::vector<uint32_t>{19950327, 19800315}));
  EXPECT_EQ(serials.values().recognised_dates[0].reading, "day numbers of a spreadsheet");
  const Rows declared("birth_date = { column = \"born\", format = \"%d/%m/%Y\" }\n", {{"born"}, {"03/04/1980"}});
  EXPECT_EQ(declared.values().birth_date, (std::vector<uint32_t>{19800403}));
  EXPECT_TRUE(declared.values().recognised_dates.empty());
}

TEST(Normalize, ANameInOneCellIsSplit) {
  const Rows rows("full_name = \"name\"\n",
                  {{"name"}, {"Mme Anne DURAND née PETIT"}, {"M. et Mme Martin"}, {"Dupont, Jean"}, {"n/a"}});
  EXPECT_EQ(rows.name(rows.values().given_name, 0), "anne");
  EXPECT_EQ(rows.name(rows.values().family_name, 0), "durand");
  EXPECT_EQ(rows.name(rows.values().birth_family_name, 0), "petit");
  EXPECT_EQ(rows.values().gender[0], Gender::female);
  EXPECT_EQ(rows.values().given_name[1], 0u) << "two people have no given name";
  EXPECT_EQ(rows.name(rows.values().family_name, 1), "martin");
  EXPECT_EQ(rows.name(rows.values().given_name, 2), "jean");
  EXPECT_EQ(rows.values().family_name[3], 0u);
}

// "durand nee petit" was one family name.
TEST(Normalize, ABirthNameInTheFamilyNameCellIsTakenOut) {
  const Rows rows("family_name = \"name\"\n", {{"name"}, {"DURAND née PETIT"}, {"Petit épouse Durand"}, {"Durand"}});
  EXPECT_EQ(rows.name(rows.values().family_name, 0), "durand");
  EXPECT_EQ(rows.name(rows.values().birth_family_name, 0), "petit");
  EXPECT_EQ(rows.name(rows.values().family_name, 1), "durand");
  EXPECT_EQ(rows.name(rows.values().birth_family_name, 1), "petit");
  EXPECT_EQ(rows.values().birth_family_name[2], 0u);
}

TEST(Normalize, TheOrderOfDayAndMonthIsTheColumns) {
  const Rows american("birth_date = \"d\"\n", {{"d"}, {"04/12/1980"}, {"04/27/1980"}, {"01/15/1981"}});
  EXPECT_EQ(american.values().birth_date[0], 19800412u);
  const Rows french("birth_date = \"d\"\n", {{"d"}, {"04/12/1980"}, {"27/04/1980"}});
  EXPECT_EQ(french.values().birth_date[0], 19801204u);
  EXPECT_EQ(french.values().birth_year[0], 1980u);
}

TEST(Normalize, ImpossibleAndFutureBirthDates) {
  const Rows rows("birth_date = \"d\"\n",
                  {{"d"}, {"31/02/1980"}, {"12/04/2031"}, {"12/04/1850"}, {"soon"}, {"12/04/1980"}});
  EXPECT_EQ(rows.values().birth_date[0], 19800231u) << "compared digit by digit";
  EXPECT_EQ(rows.values().stated_birth_date[0], 0u) << "but no golden value";
  EXPECT_EQ(rows.values().birth_date[1], 0u);
  EXPECT_EQ(rows.nulls("birth_date", "birth date in the future"), 1u);
  EXPECT_EQ(rows.nulls("birth_date", "birth date before 1900"), 1u);
  EXPECT_EQ(rows.nulls("birth_date", "unreadable date"), 1u);
}

TEST(Normalize, ABirthDateInThreeColumns) {
  const Rows rows("birth_date = [\"y\", \"m\", \"d\"]\n", {{"y", "m", "d"},
                                                           {"1980", "4", "12"},
                                                           {"1980", "", "12"},
                                                           {"1980", "13", "12"},
                                                           {"1850", "4", "12"},
                                                           {"", "", ""}});
  EXPECT_EQ(rows.values().birth_date[0], 19800412u);
  EXPECT_EQ(rows.values().birth_date[1], 0u);
  EXPECT_EQ(rows.nulls("birth_date", "placeholder date"), 1u) << "a part is missing";
  EXPECT_EQ(rows.nulls("birth_date", "impossible date"), 1u);
  EXPECT_EQ(rows.nulls("birth_date", "birth date before 1900"), 1u);
}

/// Birth dates: every year from 1950 has five ordinary days, and `heap` comes `count` times more.
std::vector<testing::Row> births_with_heap(const std::string& heap, size_t count, bool only_years) {
  std::vector<testing::Row> rows = {{"d"}};
  for (int year = 1950; year < 2000; ++year) {
    for (const char* day : {"12/04/", "13/05/", "14/06/", "27/07/", "15/08/"})
      rows.push_back({day + std::to_string(year)});
    for (int i = 0; only_years && i < 30; ++i) rows.push_back({"01/01/" + std::to_string(year)});
  }
  rows.insert(rows.end(), count, {heap});
  return rows;
}

// The year of a placeholder spoke against every true date: rule (d) kept one person's records apart.
TEST(Normalize, AHeapOfOneDayIsNoBirthDateAndNoYear) {
  for (const char* heap : {"01/01/1970", "11/11/1911"}) {
    const Rows rows("birth_date = \"d\"\n", births_with_heap(heap, 400, false));
    EXPECT_EQ(rows.values().birth_date.back(), 0u) << heap;
    EXPECT_EQ(rows.values().birth_year.back(), 0u) << heap;
    EXPECT_NE(rows.values().stated_birth_date.back(), 0u) << "golden records keep it";
    EXPECT_EQ(rows.nulls("birth_date", "heap of equal dates"), 400u);
    EXPECT_NE(rows.values().birth_date[0], 0u);
  }
}

TEST(Normalize, OnePersonManyTimesIsNoHeap) {
  std::vector<testing::Row> rows = {{"d", "first", "last"}};
  for (int i = 0; i < 250; ++i) {
    const std::string day = std::to_string(10 + i % 19) + "/0" + std::to_string(1 + i % 9) + "/";
    rows.push_back({day + std::to_string(1950 + i % 50), "Jean", "Martin" + std::to_string(i)});
  }
  rows.insert(rows.end(), 400, {"14/07/1962", "Jean", "Dupont"});
  const std::string fields = "birth_date = \"d\"\ngiven_name = \"first\"\nfamily_name = \"last\"\n";
  const Rows one(fields, rows);
  EXPECT_EQ(one.values().birth_date.back(), 19620714u);
  EXPECT_EQ(one.nulls("birth_date", "heap of equal dates"), 0u);
  for (size_t i = 251; i < rows.size(); ++i) rows[i][2] += std::to_string(i);
  EXPECT_EQ(Rows(fields, rows).nulls("birth_date", "heap of equal dates"), 400u) << "of as many people";
}

TEST(Normalize, WhereOnlyYearsWereKnownTheYearStays) {
  const Rows rows("birth_date = \"d\"\n", births_with_heap("01/01/1970", 1, true));
  EXPECT_EQ(rows.values().birth_date.back(), 0u);
  EXPECT_EQ(rows.values().birth_year.back(), 1970u);
}

TEST(Normalize, PhonesAreMobilesOrLandlines) {
  const Rows rows("phone = [\"a\", \"b\"]\n",
                  {{"a", "b"}, {"01 42 34 56 78", "06 12 34 56 78"}, {"0612345678 / 0142345678", ""}, {"n/a", "12"}});
  for (const RecordId record : {0u, 1u}) {
    EXPECT_EQ(rows.point(rows.values().mobile, record), "+33612345678");
    EXPECT_EQ(rows.point(rows.values().landline, record), "+33142345678");
  }
  EXPECT_EQ(rows.values().mobile.codes[0], rows.values().mobile.codes[1]);
  EXPECT_EQ(rows.values().mobile.codes[2], 0u);
  EXPECT_TRUE(rows.values().mobile.more.empty());
}

TEST(Normalize, RoleAddressesStayOut) {
  const Rows rows("email = [\"a\", \"b\"]\n", {{"a", "b"}, {"info@acme.fr", "Jean@Acme.fr"}, {"jean@acme", ""}});
  EXPECT_EQ(rows.point(rows.values().email, 0), "jean@acme.fr");
  EXPECT_EQ(rows.values().email.codes[1], 0u);
  EXPECT_EQ(rows.nulls("email", "role address or switchboard"), 1u);
}

/// `count` people with names of their own and one value in common.
std::vector<testing::Row> crowd(size_t count, const std::string& header, const std::string& value,
                                bool one_family = false) {
  std::vector<testing::Row> rows = {{"given", "family", header}};
  for (size_t i = 0; i < count; ++i)
    rows.push_back({std::string("Qz") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26),
                    one_family ? "Martin" : "Fam" + std::string(i + 1, 'q'), value});
  return rows;
}

constexpr const char* kNames = "given_name = \"given\"\nfamily_name = \"family\"\n";

TEST(Normalize, ValuesThatManyNamesUseAreJunk) {
  const auto code = [](size_t count, const char* field, const char* value, bool one_family = false) {
    const Rows rows(std::string(kNames) + field + " = \"v\"\n", crowd(count, "v", value, one_family));
    const Comparables& c = rows.values();
    const CodeColumn& column = std::string(field) == "email"      ? c.email
                               : std::string(field) == "landline" ? c.landline
                               : std::string(field) == "mobile"   ? c.mobile
                                                                  : c.identifiers.at(0).column;
    return column.codes[0];
  };
  EXPECT_NE(code(8, "email", "a@free.fr"), 0u);
  EXPECT_EQ(code(9, "email", "a@free.fr"), 0u);
  EXPECT_NE(code(9, "email", "a@free.fr", /*one_family=*/true), 0u) << "one large family";
  EXPECT_EQ(code(9, "mobile", "0612345678"), 0u);
  EXPECT_NE(code(20, "landline", "0142345678"), 0u);
  EXPECT_EQ(code(21, "landline", "0142345678"), 0u);
  EXPECT_NE(code(3, "customer_number", "C-12345"), 0u);
  EXPECT_EQ(code(4, "customer_number", "C-12345"), 0u);
}

TEST(Normalize, ACrowdedAddressWithoutUnitIsJunk) {
  const auto street = [](size_t count, const char* line) {
    std::vector<testing::Row> rows = crowd(count, "street", line);
    rows[0].push_back("cp");
    for (size_t i = 1; i < rows.size(); ++i) rows[i].push_back("75002");
    return Rows(std::string(kNames) + "street = \"street\"\npostcode = \"cp\"\n", rows).values().address[0];
  };
  EXPECT_NE(street(40, "12 rue de la Paix").line, 0u);
  EXPECT_EQ(street(41, "12 rue de la Paix").line, 0u);
  EXPECT_EQ(street(41, "12 rue de la Paix").street, 0u);
  EXPECT_NE(street(41, "12 rue de la Paix").postcode, 0u);
  EXPECT_NE(street(41, "12 rue de la Paix, Apt 4").line, 0u);
}

TEST(Normalize, APointOfTwoIncompatibleNamesIsShared) {
  const Stages stages({{.given = "Paul", .email = "maison@free.fr", .phone = "0612345678"},
                       {.given = "Anne", .email = "maison@free.fr"},
                       {.given = "P.", .phone = "0612345678"}});
  const Comparables& c = stages.values();
  EXPECT_EQ(c.shared_point[c.email.codes[0]], 1);
  EXPECT_EQ(c.shared_point[c.mobile.codes[0]], 0) << "an initial is compatible";
}

// Only the first eight names in order of arrival were compared: whether a point was shared depended on the order of
// rows.
TEST(Normalize, WhetherAPointIsSharedDoesNotDependOnTheOrderOfRows) {
  std::vector<std::string> names = {"Jean",        "Jean Paul", "Jean Marie", "Jean Luc", "Jean Louis",
                                    "Jean Claude", "Jean Marc", "Jean Yves",  "Anne"};
  for (const bool reversed : {false, true}) {
    if (reversed) std::reverse(names.begin(), names.end());
    std::vector<Person> people;
    for (const std::string& name : names)
      people.push_back({.given = name, .family = "Martin", .email = "maison@free.fr"});
    const Stages stages(people);
    EXPECT_EQ(stages.values().shared_point[stages.values().email.codes[0]], 1);
  }
}

TEST(Normalize, AddressKeysFollowTheDoor) {
  const auto line = [](const Person& person) { return Stages({person}).values().address[0].line; };
  const Code door = line({.street = "12 rue de la Paix", .postcode = "75002"});
  EXPECT_NE(door, 0u);
  EXPECT_EQ(door, line({.street = "12, R. DE LA PAIX", .postcode = "75 002", .city = "Paris"}));
  EXPECT_NE(door, line({.street = "12 bis rue de la Paix", .postcode = "75002"}));
  EXPECT_NE(door, line({.street = "12 rue de la Paix", .postcode = "75003"}));
  EXPECT_EQ(line({.street = "12 rue de la Paix"}), 0u) << "no place";
  EXPECT_NE(line({.street = "12 rue de la Paix", .city = "Paris"}), 0u) << "the town stands in for the postcode";
  const Rows apart("house_number = \"n\"\nstreet = \"s\"\npostcode = \"p\"\n",
                   {{"n", "s", "p"}, {"12", "rue de la Paix", "75002"}});
  EXPECT_EQ(apart.values().address[0].line, door) << "a number in a field of its own";
}

TEST(Normalize, AnAddressInOneLineIsTakenApart) {
  const Rows apart("street = \"s\"\npostcode = \"p\"\ncity = \"c\"\n",
                   {{"s", "p", "c"}, {"12 rue de la Paix", "78000", "Versailles"}});
  const Comparables::Address& wanted = apart.values().address[0];
  for (const char* line : {"12 rue de la Paix, 78000 Versailles", "12 rue de la Paix Versailles"}) {
    const Rows whole("street = \"s\"\n", {{"s"}, {line}});
    const Comparables::Address& found = whole.values().address[0];
    EXPECT_EQ(found.line, wanted.line) << line;
    EXPECT_EQ(whole.values().address_words.text(found.city), "versailles") << line;
  }
  const Rows beside("street = \"s\"\ncity = \"c\"\n", {{"s", "c"}, {"12 rue de la Paix Versailles", "Lyon"}});
  EXPECT_EQ(beside.values().address_words.text(beside.values().address[0].city), "lyon") << "a column says where";
}

TEST(Normalize, IdentifiersAreFoundByTheirBehaviour) {
  const auto found = [](const std::string& prefix, bool agreeing, size_t people) {
    std::vector<testing::Row> rows = {{"given", "family", "code", "size"}};
    for (size_t i = 0; i < people; ++i) {
      for (size_t copy = 0; copy < 2; ++copy) {
        const std::string given = "Qz" + std::string(1 + i % 20, 'a') + (agreeing || copy == 0 ? "" : "b"),
                          family = "Fam" + std::string(1 + i, 'q') + (agreeing || copy == 0 ? "" : "b");
        rows.push_back({given, family, prefix + std::to_string(10'000 + i), i % 2 == 0 ? "small" : "large"});
      }
    }
    return Rows(std::string(kNames) + "code = \"code\"\nsize = \"size\"\n", rows).normalized().found_identifiers;
  };
  EXPECT_EQ(found("K", true, 30), (std::vector<std::string>{"code"}));
  EXPECT_TRUE(found("K", false, 30).empty()) << "people who share it share no name";
  EXPECT_TRUE(found("K", true, 15).empty()) << "too few pairs to tell";
  EXPECT_TRUE(found("a b ", true, 30).empty()) << "words";
}

TEST(Normalize, IdentifiersAndTexts) {
  const Rows rows("customer_number = [\"a\", \"b\"]\niban = \"iban\"\ncompany = \"firm\"\nhobby = \"hobby\"\n",
                  {{"a", "b", "iban", "firm", "hobby"},
                   {"C-1234", "c 1234", "FR76 3000 6000 0112 3456 7890 189", "ACME S.A.R.L.", "Vélo"},
                   {"", "C1234", "FR76 3000 6000 0112 3456 7890 188", "Acme SARL", "VELO"},
                   {"A-1", "B-2", "", "", "n/a"}});
  const auto& identifiers = rows.values().identifiers;
  ASSERT_EQ(identifiers.size(), 2u);
  EXPECT_EQ(identifiers[0].column.codes[0], identifiers[0].column.codes[1]);
  ASSERT_EQ(identifiers[0].column.more.size(), 1u) << "equal values of one record count once";
  EXPECT_EQ(identifiers[0].column.more[0].record, 2u);
  EXPECT_NE(identifiers[1].column.codes[0], 0u);
  EXPECT_EQ(identifiers[1].column.codes[1], 0u);
  EXPECT_EQ(rows.nulls("iban", "check digits fail"), 1u);
  for (const ValueField& text : rows.values().texts) {
    EXPECT_NE(text.column.codes[0], 0u) << text.name;
    EXPECT_EQ(text.column.codes[0], text.column.codes[1]) << text.name;
    EXPECT_EQ(text.column.codes[2], 0u) << text.name;
  }
}

}  // namespace
}  // namespace sosie
