// The promises of docs/consent.md, on random small worlds: few points, many ways to share them.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "world.h"

namespace sosie::consent {
namespace {

const std::vector<std::string> kEmails = {"", "a@durand.fr", "b@durand.fr", "c@durand.fr", "info@durand.fr"};
const std::vector<std::string> kPhones = {"", "0612345678", "+32 2 511 22 33", "0140506070", "12345678"};
const std::vector<std::string> kCodes = {"", "", "O", "O", "O", "C", "P", "N", "STOP", "oui?"};
const std::vector<std::string> kDates = {"2024-01-01", "2025-02-03", "2026-06-30", "2027-01-01", "", "hier"};

std::string one_of(const std::vector<std::string>& values) { return *rc::gen::elementOf(values); }

std::map<std::string, std::string> any_cells() {
  return {
      {"email", one_of(kEmails)},    {"email2", one_of(kEmails)},       {"phone", one_of(kPhones)},
      {"optin", one_of(kCodes)},     {"optin_at", one_of(kDates)},      {"sms", one_of(kCodes)},
      {"sms_at", one_of(kDates)},    {"post", one_of(kCodes)},          {"street", one_of({"", "12 rue des Lilas"})},
      {"postcode", "75011"},         {"given", one_of({"Marie", "M"})}, {"family", "Durand"},
      {"born", one_of({"", "1980"})}};
}

WorldEvent any_event(const std::vector<std::string>& types) {
  WorldEvent event{"e" + std::to_string(*rc::gen::inRange(0, 1000)),
                   one_of(kDates),
                   "",
                   one_of({"email", "phone", "record", "?"}),
                   one_of({"", "nl", "soldes"}),
                   one_of(types)};
  if (event.kind == "phone") event.key = one_of(kPhones);
  else if (event.kind == "record") event.key = one_of({"crm:0", "crm:1", "web:2", "web:77"});
  else event.key = one_of(kEmails);
  return event;
}

const std::vector<std::string> kAnyType = {"unsubscribe", "stop_calls", "stop",      "objection", "erasure",
                                           "optin",       "optin_sms",  "optin_any", "bounce"};
const std::vector<std::string> kNoPermission = {"unsubscribe", "stop_calls", "stop", "objection", "erasure", "bounce"};

World any_world() {
  World world;
  world.job.consent.purposes = {"marketing", "newsletter", "partner_offers"};
  if (*rc::gen::inRange(0, 4) == 0) world.job.consent.policy = ConsentPolicy::unanimous;
  const int num_rows = *rc::gen::inRange(1, 7);
  for (int i = 0; i < num_rows; ++i)
    world.row(*rc::gen::inRange(0, 2) == 0 ? "crm" : "web", std::to_string(i), one_of({"x", "y", "z"}), any_cells());
  const int num_older = *rc::gen::inRange(0, 3);
  for (int i = 0; i < num_older; ++i) {
    WorldRow older = world.rows[*rc::gen::inRange(0, num_rows)];
    older.cells = any_cells();
    older.is_older = true;
    world.rows.push_back(older);
  }
  const int num_events = *rc::gen::inRange(0, 4);
  for (int i = 0; i < num_events; ++i) world.events.push_back(any_event(kAnyType));
  if (*rc::gen::inRange(0, 3) == 0) world.listed = {"0140506070"};
  if (*rc::gen::inRange(0, 3) == 0) world.refused.push_back({any_cells(), ""});
  return world;
}

/// Whether everything that `after` allows was allowed in `before`.
bool is_no_looser(const std::map<std::string, Right>& before, const std::map<std::string, Right>& after) {
  return std::all_of(after.begin(), after.end(), [&](const auto& entry) {
    const auto earlier = before.find(entry.first);
    return !entry.second.allowed || (earlier != before.end() && earlier->second.allowed);
  });
}

/// Erasures take records away, and with them the names of entities; the rest of the property then speaks of other keys.
bool erases_nothing(const World& world) {
  return std::none_of(world.events.begin(), world.events.end(),
                      [](const WorldEvent& event) { return event.type == "erasure"; });
}

RC_GTEST_PROP(ConsentProperty, TheOrderOfRowsAndEventsDoesNotMatter, ()) {
  World world = any_world();
  const auto before = WorldRun(world).rights();
  std::reverse(world.rows.begin(), world.rows.end());
  std::reverse(world.events.begin(), world.events.end());
  std::reverse(world.refused.begin(), world.refused.end());
  RC_ASSERT(WorldRun(world).rights() == before);
}

RC_GTEST_PROP(ConsentProperty, AddingAnythingButAPermissionNeverLoosens, ()) {
  World world = any_world();
  RC_PRE(erases_nothing(world));
  const auto before = WorldRun(world).rights();
  switch (*rc::gen::inRange(0, 4)) {
    case 0: world.events.push_back(any_event(kNoPermission)); break;
    case 1: world.listed.push_back(one_of({"0612345678", "0140506070"})); break;
    case 2: world.refused.push_back({any_cells(), ""}); break;
    default: world.refused.push_back({{}, "7;a@durand.fr;06 12 34 56 78"}); break;
  }
  RC_ASSERT(is_no_looser(before, WorldRun(world).rights()));
}

RC_GTEST_PROP(ConsentProperty, UndeclaredCodesAndUnreadableDatesOnlyShrink, ()) {
  World world = any_world();
  const auto before = WorldRun(world).rights();
  WorldRow& row = world.rows[*rc::gen::inRange<size_t>(0, world.rows.size())];
  std::string& cell = row.cells[one_of({"optin", "sms", "post", "optin_at", "sms_at"})];
  RC_PRE(cell != "STOP");  // an unreadable code reaches as a refusal does, an objection reaches further
  cell = "illisible";
  RC_ASSERT(is_no_looser(before, WorldRun(world).rights()));
}

RC_GTEST_PROP(ConsentProperty, UndeclaredCellsOfEventsOnlyShrink, ()) {
  World world = any_world();
  std::erase_if(world.events, [](const WorldEvent& event) { return event.type == "erasure"; });
  world.events.push_back(any_event({"unsubscribe", "stop", "objection", "optin", "optin_sms", "optin_any"}));
  const auto before = WorldRun(world).rights();
  WorldEvent& event = world.events.back();
  const bool permits = event.type.starts_with("optin");
  switch (*rc::gen::inRange(0, permits ? 4 : 3)) {
    case 0: event.purpose = "illisible"; break;
    case 1: event.at = "illisible"; break;
    case 2: event.kind = "illisible"; break;
    default: event.type = "illisible"; break;
  }
  RC_ASSERT(is_no_looser(before, WorldRun(world).rights()));
}

/// Merging more records into one entity never permits more: what the union allows, some part with the point allowed.
RC_GTEST_PROP(ConsentProperty, MergingEntitiesNeverOpensAPoint, ()) {
  World world = any_world();
  const auto keyed_grant = [](const WorldEvent& event) {
    return event.type.starts_with("optin") && event.kind != "record";
  };
  RC_PRE(erases_nothing(world));
  std::erase_if(world.events, keyed_grant);  // a keyed grant gains its one carrier by a merge: the gate's business
  world.job.consent.policy = ConsentPolicy::strictest;
  const auto before = WorldRun(world).rights();
  for (WorldRow& row : world.rows) row.cluster = "all";
  for (const auto& [key, right] : WorldRun(world).rights()) {
    if (!right.allowed) continue;
    const std::string suffix = key.substr(key.find(" / "));
    RC_ASSERT(std::any_of(before.begin(), before.end(),
                          [&](const auto& entry) { return entry.first.ends_with(suffix) && entry.second.allowed; }));
  }
}

RC_GTEST_PROP(ConsentProperty, AnAllowedOptInKeyHasAGrantForThatVeryPoint, ()) {
  World world = any_world();
  world.events.clear();
  const WorldRun run(world);
  for (const auto& [key, right] : run.rights()) {
    if (!right.allowed || right.state == "unknown" || right.state == "pending") continue;
    const bool is_email = key.find(" / email / ") != std::string::npos;
    if (!is_email) continue;
    const std::string point = key.substr(key.find(" / ") + 3, key.find(" / email / ") - key.find(" / ") - 3);
    RC_ASSERT(std::any_of(world.rows.begin(), world.rows.end(), [&](WorldRow& row) {
      return !row.is_older && row.source == right.source && row.id == right.id &&
             (row.cells["email"] == point || row.cells["email2"] == point) &&
             (row.cells["optin"] == "O" || row.cells["optin"] == "C");
    }));
  }
}

RC_GTEST_PROP(ConsentProperty, WithoutFactsFrenchCallsEndWithTheTenthOfAugust2026, ()) {
  World world;
  world.row("crm", "1", "a", {{"phone", "+3361234" + std::to_string(*rc::gen::inRange(1000, 9999))}});
  world.as_of = "2026-08-10";
  const auto before = WorldRun(world).rights();
  world.as_of = "2026-08-11";
  const auto after = WorldRun(world).rights();
  RC_ASSERT(before.size() == 2u);
  for (const auto& [key, right] : before) RC_ASSERT(right.allowed == (key.find("voice") != std::string::npos));
  for (const auto& [key, right] : after) RC_ASSERT(!right.allowed);
}

}  // namespace
}  // namespace sosie::consent
