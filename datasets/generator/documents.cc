#include "datasets/generator/documents.h"

#include <fmt/format.h>

#include <iterator>

namespace sosie::generator {
namespace {

template <typename Rates, typename Entries>
void append_rates(std::string& out, const Rates& rates, const Entries& entries, const char* indent) {
  std::string_view comma;
  for (const auto& entry : entries) {
    fmt::format_to(std::back_inserter(out), "{}\n{}\"{}\": {}", comma, indent, entry.name, rates.*entry.value);
    comma = ",";
  }
}

void append_channels(std::string& out, const GenerateOptions& options, const GenerateSummary& summary) {
  for (size_t i = 0; i < kNumChannels; ++i) {
    const Channel channel = static_cast<Channel>(i);
    fmt::format_to(std::back_inserter(out),
                   "{}\n    \"{}\": {{\n      \"file\": \"{}\",\n      \"rows\": {},\n      \"rates\": {{",
                   i == 0 ? "" : ",", channel_name(channel), channel_file(channel), summary.channel_rows[i]);
    append_rates(out, options.rates.channels[i], channel_rate_entries(), "        ");
    out.append("\n      }\n    }");
  }
}

}  // namespace

std::string generated_json(const GenerateOptions& options, const GenerateSummary& summary) {
  std::string out = fmt::format(
      "{{\n  \"command\": \"sosie generate --people {} --seed {}\",\n  \"people\": {},\n  \"households\": {},\n  "
      "\"records\": {},\n"
      "  \"rows\": {},\n  \"malformed_rows\": {},\n  \"events\": {},\n  \"listed\": {},\n  \"true_pairs\": {},\n"
      "  \"true_pairs_without_shared_email_or_phone\": {},\n  \"rates\": {{",
      options.people, options.seed, summary.people, summary.households, summary.records, summary.rows,
      summary.malformed, summary.events, summary.listed, summary.true_pairs, summary.true_pairs_without_contact);
  append_rates(out, options.rates, rate_entries(), "    ");
  out.append("\n  },\n  \"channels\": {");
  append_channels(out, options, summary);
  out.append("\n  }\n}\n");
  return out;
}

}  // namespace sosie::generator
