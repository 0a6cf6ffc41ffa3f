#include <cstdio>
#include <functional>
#include <unordered_set>

#include "bench/matchers/name_samples.h"
#include "bench/normalize/works.h"
#include "core/random.h"
#include "matchers/normalize/batch.h"
#include "matchers/normalize/companies.h"
#include "matchers/normalize/email.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/text.h"

namespace sosie::bench {
namespace {

constexpr size_t kRows = 1'000'000, kDistinct = 80'000;

using Normalizer = std::function<void(std::string_view, std::string&)>;

/// Family names as typed: capitals, mixed case, double, with a title now and then. All different.
std::vector<std::string> typed_names(size_t count) {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  Random random(5);
  for (uint64_t seed = 1; names.size() < count; ++seed) {
    const std::vector<std::string> drawn = family_names(count, seed);
    for (size_t at = 0; at < drawn.size(); ++at) {
      const uint64_t style = random.below(8);
      std::string name = drawn[at];
      if (style % 4 == 3) name.append("-").append(drawn[drawn.size() - 1 - at]);
      const bool capitals = style < 4;
      for (size_t i = 0; i < name.size(); ++i) {
        const bool first = i == 0 || name[i - 1] == ' ' || name[i - 1] == '-';
        if ((capitals || first) && name[i] >= 'a' && name[i] <= 'z') name[i] = static_cast<char>(name[i] - 'a' + 'A');
      }
      if (style == 7) name.insert(0, "M. ");
      if (names.size() < count && seen.insert(name).second) names.push_back(std::move(name));
    }
  }
  return names;
}

/// A column as the readers give it: codes of rows, and each distinct text once. Normalised, it is the same again.
void column_work(const char* work, const std::vector<std::string>& texts, const Normalizer& normalize) {
  const std::vector<std::string_view> values(texts.begin(), texts.end());
  std::vector<Code> rows(kRows), out(kRows);
  Random random(7);
  for (Code& row : rows) row = static_cast<Code>(random.below(values.size()));
  uint32_t normal = 0;
  const double seconds = fastest(7, [&] {
    const matchers::NormalColumn column = matchers::normalize_values(values, normalize);
    for (size_t i = 0; i < kRows; ++i) out[i] = column.codes[rows[i]];
    normal = column.values.size();
  });
  std::printf("{\"work\": \"column %s\", \"rows\": %zu, \"distinct\": %zu, \"normal\": %u, \"rows_per_s\": %.0f}\n",
              work, kRows, texts.size(), normal, static_cast<double>(kRows) / seconds);
}

void value_work(const char* work, const std::vector<std::string>& texts, const Normalizer& normalize) {
  size_t bytes = 0;
  const double seconds = fastest(7, [&] {
    std::string out;
    bytes = 0;
    for (const std::string& text : texts) {
      normalize(text, out);
      bytes += out.size();
    }
  });
  const double ns = seconds * 1e9 / static_cast<double>(texts.size());
  std::printf("{\"work\": \"value %s\", \"values\": %zu, \"bytes\": %zu, \"ns\": %.1f}\n", work, texts.size(), bytes,
              ns);
}

std::vector<std::string> emails(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  const char* kDomains[] = {"@gmail.com", "@Orange.fr", "@wanadoo.fr", "@dupont-sa.fr", "@hotmial.fr"};
  for (size_t i = 0; i < names.size(); ++i) {
    std::string local;
    for (const char c : names[i]) local += c == ' ' ? '.' : c;
    if (local.find("..") == std::string::npos) out.push_back(local + kDomains[i % std::size(kDomains)]);
  }
  return out;
}

std::vector<std::string> companies(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  const char* kForms[] = {" SARL", " S.A.S.", " & Fils", " GmbH & Co. KG", ""};
  for (size_t i = 0; i < names.size(); ++i) out.push_back(names[i] + kForms[i % std::size(kForms)]);
  return out;
}

}  // namespace

bool bench_columns() {
  const std::vector<std::string> names = typed_names(kDistinct);
  column_work("family_name", names, matchers::normalize_family_name);
  value_work("fold", names, [](std::string_view raw, std::string& out) { matchers::fold(raw, out); });
  value_work("family_name", names, matchers::normalize_family_name);
  value_work("given_name", names, matchers::normalize_given_name);
  value_work("company", companies(names), matchers::normalize_company);
  value_work("identifier", names, matchers::normalize_identifier);
  value_work("full_name", names,
             [](std::string_view raw, std::string& out) { out = matchers::split_full_name(raw).family; });
  matchers::Email email;
  value_work("email", emails(names), [&](std::string_view raw, std::string& out) {
    matchers::read_email(raw, email);
    out = email.point;
  });
  return true;
}

}  // namespace sosie::bench
