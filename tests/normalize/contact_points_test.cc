#include "engine/contact_points.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace sosie {
namespace {

std::string described(const PointTable& table, PointId id) {
  const PointInfo& info = table.info(id);
  std::string text = info.kind == PointKind::email ? "email " : "phone ";
  text += table.value(id);
  if (!info.valid) text += " restriction-only";
  if (info.role_address) text += " role";
  return text;
}

std::vector<std::string> read(std::string_view cell, PointKind expected) {
  PointTable table;
  std::vector<PointId> points;
  read_points(cell, expected, "FR", table, points);
  std::vector<std::string> out;
  for (const PointId id : points) out.push_back(described(table, id));
  return out;
}

std::vector<std::string> scan(std::string_view raw) {
  PointTable table;
  std::vector<PointId> points;
  scan_points(raw, "FR", table, points);
  std::vector<std::string> out;
  for (const PointId id : points) out.emplace_back(table.value(id));
  return out;
}

using Lines = std::vector<std::string>;

TEST(ContactPoints, OfEmailCells) {
  const auto email = [](std::string_view cell) { return read(cell, PointKind::email); };
  EXPECT_EQ(email("Jean@Dupont.fr"), Lines{"email jean@dupont.fr"});
  EXPECT_EQ(email("info@dupont.fr"), Lines{"email info@dupont.fr role"});
  EXPECT_EQ(email("a@b.fr; c@d.fr"), (Lines{"email a@b.fr", "email c@d.fr"}));
  EXPECT_EQ(email("a@b.fr / c@d.fr"), (Lines{"email a@b.fr", "email c@d.fr"}));
  EXPECT_EQ(email("a@b.fr c@d.fr"), (Lines{"email a@b.fr", "email c@d.fr"}));
  EXPECT_EQ(email("a@b.fr,A@B.fr"), Lines{"email a@b.fr"});
  EXPECT_EQ(email("jean@dupont"), Lines{"email jean@dupont restriction-only"});
  EXPECT_EQ(email("jean dupont@free.fr"), Lines{"email jean dupont@free.fr restriction-only"});
  EXPECT_EQ(email("jean.dupont"), Lines{"email jean.dupont restriction-only"});
  EXPECT_EQ(email("06 12 34 56 78"), Lines{"phone +33612345678 restriction-only"});
  EXPECT_EQ(email("jean@dupont.fr, 06 12 34 56 78"),
            (Lines{"email jean@dupont.fr", "phone +33612345678 restriction-only"}));
  EXPECT_EQ(email("test@test.fr"), Lines{});
  EXPECT_EQ(email("n/a"), Lines{});
  EXPECT_EQ(email("-"), Lines{});
  EXPECT_EQ(email(""), Lines{});
}

TEST(ContactPoints, OfPhoneCells) {
  const auto phone = [](std::string_view cell) { return read(cell, PointKind::phone); };
  EXPECT_EQ(phone("06 12 34 56 78"), Lines{"phone +33612345678"});
  EXPECT_EQ(phone("06 12 34 56 78 / 01 40 20 50 50"), (Lines{"phone +33612345678", "phone +33140205050"}));
  EXPECT_EQ(phone("0612345678 ou +33612345678"), Lines{"phone +33612345678"});
  EXPECT_EQ(phone("0800 123 456"), Lines{"phone +33800123456 role"});
  EXPECT_EQ(phone("06 12 34 56 7"), Lines{"phone 061234567 restriction-only"});
  EXPECT_EQ(phone("jean@dupont.fr"), Lines{"email jean@dupont.fr restriction-only"});
  EXPECT_EQ(phone("06 12 34 56 78; jean@dupont.fr"),
            (Lines{"phone +33612345678", "email jean@dupont.fr restriction-only"}));
  EXPECT_EQ(phone("0000000000"), Lines{});
  EXPECT_EQ(phone("0606060606"), Lines{});
  EXPECT_EQ(phone("0123456789"), Lines{});
  EXPECT_EQ(phone("06"), Lines{});
  EXPECT_EQ(phone("liste rouge"), Lines{});
  EXPECT_EQ(phone("inconnu"), Lines{});
}

TEST(ContactPoints, ValidityDoesNotDependOnTheOrderOfArrival) {
  for (const bool misplaced_first : {true, false}) {
    PointTable table;
    std::vector<PointId> points;
    read_points("0612345678", misplaced_first ? PointKind::email : PointKind::phone, "FR", table, points);
    read_points("0612345678", misplaced_first ? PointKind::phone : PointKind::email, "FR", table, points);
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[0], points[1]);
    EXPECT_TRUE(table.info(points[0]).valid);
  }
}

TEST(ContactPoints, AListGivesTheIdsThatTheTableWould) {
  const std::vector<std::pair<std::string, PointKind>> cells = {
      {"Jean@Dupont.fr", PointKind::email},
      {"jean@dupont.fr; marie@dupont.fr", PointKind::email},
      {"06 12 34 56 78 / 01 40 20 50 50", PointKind::phone},
      {"0612345678", PointKind::email},
      {"0612345678 / 06 12 34 56 78", PointKind::phone},
      {"info@dupont.fr", PointKind::phone},
      {"n/a", PointKind::phone},
  };
  PointTable expected, table;
  std::vector<PointId> expected_ids;
  PointList list;
  for (const auto& [cell, kind] : cells) {
    read_points(cell, kind, "FR", expected, expected_ids);
    read_points(cell, kind, "FR", list);
  }
  EXPECT_EQ(table.add_all(std::move(list)), expected_ids);
  ASSERT_EQ(table.size(), expected.size());
  for (PointId id = 1; id <= table.size(); ++id) EXPECT_EQ(described(table, id), described(expected, id));
}

TEST(ContactPoints, KnowWhatTheNumberTells) {
  PointTable table;
  std::vector<PointId> points;
  read_points("06 12 34 56 78 / 01 40 20 50 50 / +32 475 12 34 56", PointKind::phone, "FR", table, points);
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(table.info(points[0]).phone_kind, PhoneKind::mobile);
  EXPECT_EQ(table.info(points[1]).phone_kind, PhoneKind::landline);
  EXPECT_EQ(table.info(points[0]).calling_code, 33);
  EXPECT_EQ(table.info(points[2]).calling_code, 32);
}

TEST(ContactPoints, TableFindsByKindAndValue) {
  PointTable table;
  PointInfo info;
  info.kind = PointKind::email;
  const PointId id = table.add("a@b.fr", info);
  EXPECT_EQ(id, 1u);
  EXPECT_EQ(table.add("a@b.fr", info), id);
  EXPECT_EQ(table.find(PointKind::email, "a@b.fr"), id);
  EXPECT_EQ(table.find(PointKind::phone, "a@b.fr"), 0u);
  EXPECT_EQ(table.value(id), "a@b.fr");
  EXPECT_EQ(table.size(), 1u);
}

TEST(ContactPoints, AreFoundInRawRows) {
  EXPECT_EQ(scan("12;Jean;Dupont;jean@dupont.fr;06 12 34 56 78;non"), (Lines{"jean@dupont.fr", "+33612345678"}));
  EXPECT_EQ(scan(R"({"email":"jean@dupont.fr","tel":"0612345678","x":)"), (Lines{"jean@dupont.fr", "+33612345678"}));
  EXPECT_EQ(scan("12,\"Dupont, jean@dupont.fr,+33 6 12 34 56 78"), (Lines{"jean@dupont.fr", "+33612345678"}));
  EXPECT_EQ(scan("Jean Dupont 75001 0612345678 Paris"), Lines{"+33612345678"});
  EXPECT_EQ(scan("0612345678 0140205050"), (Lines{"+33612345678", "+33140205050"}));
  EXPECT_EQ(scan("C0612345678"), Lines{});
  EXPECT_EQ(scan("2025-04-02"), Lines{});
  EXPECT_EQ(scan("test@test.fr 0000000000 0606060606"), Lines{});
  EXPECT_EQ(scan("a@b.fr a@b.fr"), Lines{"a@b.fr"});
  EXPECT_EQ(scan(""), Lines{});
}

}  // namespace
}  // namespace sosie
