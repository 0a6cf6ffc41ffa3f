#include "engine/consent/law.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace sosie::consent {
namespace {

constexpr std::array<std::string_view, 3> kRules = {"opt_out", "soft", "opt_in"};
constexpr std::array<std::string_view, 2> kPersons = {"consumer", "professional"};

/// The key a row is asked about.
struct Question {
  std::string_view country;
  Person person;
  Channel channel;
  std::string_view purpose;
};

bool holds_on(const LawRow& row, Date day) {
  return (row.from.missing() || row.from <= day) && (row.to.missing() || day <= row.to);
}

bool speaks_of(const LawRow& row, const Question& question) {
  return (row.country == "*" || row.country == question.country) &&
         (row.person.empty() || row.person == kPersons[static_cast<size_t>(question.person)]) &&
         (row.channel.empty() || row.channel == channel_name(question.channel)) &&
         (row.purpose.empty() || row.purpose == question.purpose);
}

/// Which of two rows that speak of a key decides: greater is more specific. The later row of two equals replaces the
/// earlier.
auto specificity(const LawRow& row) {
  return std::tuple(!row.purpose.empty(), row.country != "*", !row.person.empty(), !row.channel.empty(), row.from);
}

Demand find_demand(const std::vector<LawRow>& rows, const Question& question) {
  const LawRow* best = nullptr;
  for (const LawRow& row : rows) {
    if (speaks_of(row, question) && (best == nullptr || specificity(row) >= specificity(*best))) best = &row;
  }
  return best == nullptr ? Demand{} : Demand{best->rule, best->needs_proof};
}

Status check_row(const LawRow& row, const PurposeTree& purposes) {
  const auto bad = [](std::string_view key, const std::string& value) {
    return Status::invalid_job(fmt::format("law table: unknown {} \"{}\"", key, value));
  };
  if (!row.person.empty() && std::find(kPersons.begin(), kPersons.end(), row.person) == kPersons.end())
    return bad("person", row.person);
  if (!row.channel.empty() && !parse_channel(row.channel)) return bad("channel", row.channel);
  if (!row.purpose.empty() && !purposes.find(row.purpose)) return bad("purpose", row.purpose);
  return {};
}

}  // namespace

std::string_view rule_name(Rule rule) { return kRules[static_cast<size_t>(rule)]; }

Demand stricter(Demand a, Demand b) { return {std::max(a.rule, b.rule), a.needs_proof || b.needs_proof}; }

Result<Law> Law::on(Date day, std::vector<LawRow> rows, const PurposeTree& purposes) {
  for (const LawRow& row : rows) SOSIE_RETURN_IF_ERROR(check_row(row, purposes));
  std::erase_if(rows, [&](const LawRow& row) { return !holds_on(row, day); });
  Law law;
  law.countries_.push_back("*");
  for (const LawRow& row : rows) {
    if (law.country(row.country) == 0 && row.country != "*") law.countries_.push_back(row.country);
  }
  law.num_purposes_ = purposes.size();
  for (const std::string& country : law.countries_) {
    for (const Person person : {Person::consumer, Person::professional}) {
      for (const Channel channel : kContactChannels) {
        for (uint8_t purpose = 0; purpose < purposes.size(); ++purpose)
          law.demands_.push_back(find_demand(rows, {country, person, channel, purposes.name(purpose)}));
      }
    }
  }
  return law;
}

LawCountry Law::country(std::string_view iso) const {
  const auto found = std::find(countries_.begin(), countries_.end(), iso);
  return found == countries_.end() ? 0 : static_cast<LawCountry>(found - countries_.begin());
}

}  // namespace sosie::consent
