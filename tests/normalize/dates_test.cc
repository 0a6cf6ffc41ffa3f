#include "matchers/normalize/dates.h"

#include <gtest/gtest.h>

#include "tests/normalize/case_table.h"

namespace sosie::matchers {
namespace {

TimeZone paris() { return TimeZone::find("Europe/Paris").value(); }

DateReader reader(std::vector<std::string> formats = {}, DateOrder order = DateOrder::day_first) {
  DateOptions options;
  options.formats = std::move(formats);
  options.order = order;
  return DateReader::compile(options, paris()).value();
}

std::string described(const DateReader& dates, std::string_view text) {
  DateProblem problem = DateProblem::none;
  const Date date = dates.read_date(text, &problem);
  switch (problem) {
    case DateProblem::none: return date.iso();
    case DateProblem::missing: return "missing";
    case DateProblem::unreadable: return "unreadable";
    case DateProblem::impossible: return "impossible";
  }
  return {};
}

std::string instant(const DateReader& dates, std::string_view text) {
  const auto moment = dates.read_moment(text);
  if (!moment) return "nothing";
  return moment->is_exact() ? paris().iso(moment->first) : "day " + paris().date_of(moment->first).iso();
}

TEST(Dates, RecognisedFormats) {
  const DateReader dates = reader();
  for (const Case& row : read_cases("dates.tsv", 2)) {
    EXPECT_EQ(described(dates, row.cells[0]), row.cells[1]) << "dates.tsv:" << row.line;
  }
}

TEST(Dates, MonthFirstWhereTheColumnSaysSo) {
  const DateReader dates = reader({}, DateOrder::month_first);
  EXPECT_EQ(described(dates, "03/07/1995"), "1995-03-07");
  EXPECT_EQ(described(dates, "27/03/1995"), "1995-03-27");
  EXPECT_EQ(described(dates, "03071995"), "1995-03-07");
  EXPECT_EQ(described(dates, "1995-03-07"), "1995-03-07");
}

TEST(Dates, DeclaredFormats) {
  EXPECT_EQ(described(reader({"%d/%m/%Y"}), "27/03/1995"), "1995-03-27");
  EXPECT_EQ(described(reader({"%d/%m/%Y"}), "03/27/1995"), "impossible");
  EXPECT_EQ(described(reader({"%d/%m/%Y"}), "1995-03-27"), "unreadable");
  EXPECT_EQ(described(reader({"%d/%m/%Y", "%Y-%m-%d"}), "1995-03-27"), "1995-03-27");
  EXPECT_EQ(described(reader({"%m/%d/%y"}), "03/27/95"), "1995-03-27");
  EXPECT_EQ(described(reader({"%D"}), "03/27/95"), "1995-03-27");
  EXPECT_EQ(described(reader({"%F"}), "1995-03-27"), "1995-03-27");
  EXPECT_EQ(described(reader({"%d%m%y"}), "270395"), "1995-03-27");
  EXPECT_EQ(described(reader({"%Y%m%d"}), "19950327"), "1995-03-27");
  EXPECT_EQ(described(reader({"%Y%j"}), "1995086"), "1995-03-27");
  EXPECT_EQ(described(reader({"%Y-%j"}), "1995-366"), "impossible");
  EXPECT_EQ(described(reader({"%d %B %Y"}), "27  mars 1995"), "1995-03-27");
  EXPECT_EQ(described(reader({"%A %e %B %Y"}), "lundi 27 mars 1995"), "1995-03-27");
  EXPECT_EQ(described(reader({"%-d/%-m/%Y"}), "7/3/1995"), "1995-03-07");
  EXPECT_EQ(described(reader({"%s"}), "796255200"), "1995-03-27");
  EXPECT_EQ(described(reader({"%d/%m/%Y"}), ""), "missing");
  EXPECT_EQ(described(reader({"%d/%m/%Y"}), "00/00/0000"), "missing");
}

TEST(Dates, MomentsHaveThePrecisionTheyWereWrittenIn) {
  EXPECT_EQ(instant(reader(), "2025-04-02"), "day 2025-04-02");
  EXPECT_EQ(instant(reader(), "02/04/2025"), "day 2025-04-02");
  EXPECT_EQ(instant(reader(), "2025-04-02 10:30"), "2025-04-02T10:30:00+02:00");
  EXPECT_EQ(instant(reader(), "2025-04-02T10:30:00Z"), "2025-04-02T12:30:00+02:00");
  EXPECT_EQ(instant(reader(), "2025-04-02T10:30:00+05:30"), "2025-04-02T07:00:00+02:00");
  EXPECT_EQ(instant(reader(), "2025-01-02T10:30:00-0500"), "2025-01-02T16:30:00+01:00");
  EXPECT_EQ(instant(reader(), "02/04/2025 10:30:15"), "2025-04-02T10:30:15+02:00");
  EXPECT_EQ(instant(reader(), "04/02/2025 12:05 AM"), "2025-02-04T00:05:00+01:00");
  EXPECT_EQ(instant(reader(), "Mon, 07 Apr 2025 10:00:00 GMT"), "2025-04-07T12:00:00+02:00");
  EXPECT_EQ(instant(reader({"%d/%m/%Y %H:%M:%S"}), "02/04/2025 10:30:15"), "2025-04-02T10:30:15+02:00");
  EXPECT_EQ(instant(reader({"%d/%m/%Y %T"}), "02/04/2025 10:30:15"), "2025-04-02T10:30:15+02:00");
  EXPECT_EQ(instant(reader({"%d/%m/%Y %I:%M %p"}), "02/04/2025 10:30 pm"), "2025-04-02T22:30:00+02:00");
  EXPECT_EQ(instant(reader({"%Y-%m-%dT%H:%M:%S%z"}), "2025-04-02T10:30:00+0000"), "2025-04-02T12:30:00+02:00");
  EXPECT_EQ(instant(reader({"%Y-%m-%dT%H:%M:%S.%f%Z"}), "2025-04-02T10:30:00.123456UTC"), "2025-04-02T12:30:00+02:00");
  EXPECT_EQ(instant(reader({"%s"}), "1743582600"), "2025-04-02T10:30:00+02:00");
  EXPECT_EQ(instant(reader(), "bientôt"), "nothing");
  const Moment day = *reader().read_moment("2025-03-30");  // the day summer time begins: 23 hours
  EXPECT_EQ(day.last - day.first + 1, 23 * 3600);
}

TEST(Dates, SpreadsheetSerials) {
  const DateReader excel = reader({"excel"});
  EXPECT_EQ(described(excel, "34785"), "1995-03-27");
  EXPECT_EQ(described(excel, "34785.5"), "1995-03-27");
  EXPECT_EQ(described(excel, "1"), "1900-01-01");
  EXPECT_EQ(described(excel, "59"), "1900-02-28");
  EXPECT_EQ(described(excel, "60"), "impossible");
  EXPECT_EQ(described(excel, "61"), "1900-03-01");
  EXPECT_EQ(described(excel, "45292"), "2024-01-01");
  EXPECT_EQ(described(excel, "27/03/1995"), "unreadable");
  EXPECT_EQ(described(excel, "-5"), "unreadable");
  EXPECT_EQ(described(excel, "0"), "missing");
  EXPECT_EQ(described(reader({"excel1904"}), "33323"), "1995-03-27");
  EXPECT_EQ(described(reader({"%d/%m/%Y", "excel"}), "34785"), "1995-03-27");
  EXPECT_EQ(described(reader({"%d/%m/%Y", "excel"}), "27/03/1995"), "1995-03-27");
  EXPECT_EQ(instant(excel, "45292.75"), "2024-01-01T18:00:00+01:00");
  EXPECT_EQ(instant(excel, "45292,4375"), "2024-01-01T10:30:00+01:00");
  EXPECT_EQ(instant(excel, "45292.9999999"), "day 2024-01-02");
}

TEST(DateOrder, IsToldInWords) {
  const auto told = [](std::initializer_list<const char*> cells) {
    DateEvidence evidence;
    for (const char* cell : cells) note_date(cell, evidence);
    return describe_recognised(evidence);
  };
  EXPECT_EQ(told({"1995-03-27", ""}), "");
  EXPECT_EQ(told({"27/03/1995", "28/03/1995", "03/04/1995"}),
            "day before month (values for it 2, against 0, either way 1)");
  EXPECT_EQ(told({"03/27/1995", "03/28/1995", "28/03/1995"}),
            "month before day (values for it 2, against 1, either way 0)");
  EXPECT_EQ(told({"03/04/1995"}), "day before month (values for it 0, against 0, either way 1)");
  EXPECT_EQ(told({"34785", "41000"}), "day numbers of a spreadsheet");
}

TEST(DateOrder, OptionsFollowTheCells) {
  DateEvidence serials, american;
  note_date("34785", serials);
  note_date("03/27/1995", american);
  EXPECT_EQ(recognised_options(serials, 2026).formats, std::vector<std::string>{"excel"});
  EXPECT_EQ(recognised_options(american, 2026).order, DateOrder::month_first);
  EXPECT_TRUE(recognised_options(american, 2026).formats.empty());
}

TEST(DateOrder, ASerialIsOneOnlyWhereTheWholeColumnIs) {
  DateEvidence evidence;
  for (const char* cell : {"34785", "29221.5", "41000", ""}) note_date(cell, evidence);
  EXPECT_EQ(evidence.serials, 3u);
  EXPECT_EQ(evidence.unreadable, 3u);
  EXPECT_TRUE(holds_serials(evidence));
  DateEvidence mixed = evidence;
  note_date("27/03/1995", mixed);
  EXPECT_FALSE(holds_serials(mixed));
  mixed = evidence;
  note_date("75001 Paris", mixed);
  EXPECT_FALSE(holds_serials(mixed));
  mixed = evidence;
  note_date("99999", mixed);
  EXPECT_FALSE(holds_serials(mixed));
  EXPECT_FALSE(holds_serials({}));
}

TEST(Dates, RefusesFormatsThatCannotName) {
  for (const char* format : {"%Q", "%d/%m", "%H:%M", "%Y", "%Y-%m", "%", "%d/%m/%"}) {
    const auto result =
        DateReader::compile({.formats = {format}, .order = DateOrder::day_first, .newest_year = 2030}, paris());
    ASSERT_FALSE(result.ok()) << format;
    EXPECT_EQ(result.status().code(), StatusCode::invalid_job);
    EXPECT_NE(result.status().message().find(format), std::string::npos);
  }
}

TEST(DateOrder, IsDecidedByEvidence) {
  DateEvidence evidence;
  for (const char* cell :
       {"03/04/1995", "27/03/1995", "14/07/1989", "05/05/2000", "1995-03-27", "x", "", "00/00/0000", "12/31/1980"}) {
    note_date(cell, evidence);
  }
  EXPECT_EQ(evidence.day_first, 2u);
  EXPECT_EQ(evidence.month_first, 1u);
  EXPECT_EQ(evidence.ambiguous, 1u);
  EXPECT_EQ(evidence.settled, 2u);
  EXPECT_EQ(evidence.unreadable, 1u);
  EXPECT_EQ(decide_order(evidence), DateOrder::day_first);
  DateEvidence more;
  more.month_first = 5;
  evidence.add(more);
  EXPECT_EQ(decide_order(evidence), DateOrder::month_first);
  EXPECT_EQ(decide_order({}), DateOrder::day_first);
  EXPECT_EQ(decide_order({}, DateOrder::month_first), DateOrder::month_first);
}

TEST(Dates, JoinsCellsOfTheirOwn) {
  DateProblem problem = DateProblem::none;
  EXPECT_EQ(join_date("1995", "3", "27", 2030), Date::of(1995, 3, 27));
  EXPECT_EQ(join_date("95", "mars", "27", 2030), Date::of(1995, 3, 27));
  EXPECT_TRUE(join_date("1995", "2", "31", 2030, &problem).missing());
  EXPECT_EQ(problem, DateProblem::impossible);
  EXPECT_TRUE(join_date("1995", "", "31", 2030, &problem).missing());
  EXPECT_EQ(problem, DateProblem::missing);
  EXPECT_TRUE(join_date("1995", "foo", "31", 2030, &problem).missing());
  EXPECT_EQ(problem, DateProblem::unreadable);
}

TEST(Dates, ReadsYears) {
  EXPECT_EQ(read_year("1980", 2030), 1980);
  EXPECT_EQ(read_year(" 80 ", 2030), 1980);
  EXPECT_EQ(read_year("25", 2030), 2025);
  EXPECT_EQ(read_year("31", 2030), 1931);
  for (const char* text : {"", "x", "0", "180", "1700", "9999", "1980-01-01"})
    EXPECT_EQ(read_year(text, 2030), 0) << text;
}

TEST(Dates, KeepsTheDigitsOfImpossibleBirthDates) {
  EXPECT_EQ(impossible_date_digits("19951327", DateOrder::day_first), 19951327u);
  EXPECT_EQ(impossible_date_digits("1995-02-31", DateOrder::day_first), 19950231u);
  EXPECT_EQ(impossible_date_digits("31/02/1980", DateOrder::day_first), 19800231u);
  EXPECT_EQ(impossible_date_digits("02/31/1980", DateOrder::month_first), 19800231u);
  EXPECT_EQ(impossible_date_digits("19950327", DateOrder::day_first), 0u);
  EXPECT_EQ(impossible_date_digits("00/00/1980", DateOrder::day_first), 0u);
  EXPECT_EQ(impossible_date_digits("31/02/80", DateOrder::day_first), 0u);
  EXPECT_EQ(impossible_date_digits("x", DateOrder::day_first), 0u);
}

}  // namespace
}  // namespace sosie::matchers
