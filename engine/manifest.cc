#include "engine/manifest.h"

#include <simdjson.h>

#include <charconv>

#include "engine/json_writer.h"

namespace sosie {
namespace {

void write_inputs(const std::vector<InputFile>& inputs, JsonWriter& json) {
  json.begin_array("inputs");
  for (const InputFile& input : inputs) {
    json.begin_object().text("source", input.source).text("path", input.path).text("format", input.format);
    json.integer("bytes", static_cast<int64_t>(input.bytes)).text("hash", input.hash.hex());
    json.integer("rows", static_cast<int64_t>(input.rows)).end();
  }
  json.end();
}

void write_sources(const std::vector<SourceAccount>& sources, JsonWriter& json) {
  json.begin_array("sources");
  for (const SourceAccount& account : sources) {
    json.begin_object().text("source", account.source).integer("rows_in", static_cast<int64_t>(account.rows_in));
    json.integer("member_rows", static_cast<int64_t>(account.member_rows))
        .integer("rejected", static_cast<int64_t>(account.rejected));
    json.integer("removed", static_cast<int64_t>(account.removed)).end();
  }
  json.end();
}

void write_tables(const std::vector<TableAccount>& tables, JsonWriter& json) {
  json.begin_array("tables");
  for (const TableAccount& table : tables) {
    json.begin_object().text("table", table.name).text("file", table.file);
    json.integer("rows", static_cast<int64_t>(table.rows)).integer("bytes", static_cast<int64_t>(table.bytes)).end();
  }
  json.end();
}

void write_estimate(std::string_view key, const Estimate& estimate, JsonWriter& json) {
  json.begin_object(key).decimal("expected", estimate.expected, 3);
  json.decimal("low", estimate.low, 3).decimal("high", estimate.high, 3).end();
}

void write_counts(const Manifest& manifest, JsonWriter& json) {
  json.begin_object("counts");
  for (const auto& [name, count] : manifest.counts) json.integer(name, static_cast<int64_t>(count));
  json.end();
}

void write_measurements(const Manifest& manifest, JsonWriter& json) {
  json.begin_array("stages");
  for (const StageTime& stage : manifest.stages)
    json.begin_object()
        .text("stage", stage.name)
        .decimal("seconds", stage.seconds, 3)
        .decimal("cpu_seconds", stage.cpu_seconds, 3)
        .end();
  json.end().integer("peak_bytes", static_cast<int64_t>(manifest.peak_bytes));
}

using Element = simdjson::dom::element;

std::string text_of(const Element& element, std::string_view key) {
  std::string_view value;
  return element[key].get(value) ? std::string() : std::string(value);
}

uint64_t number_of(const Element& element, std::string_view key) {
  uint64_t value = 0;
  return element[key].get(value) ? 0 : value;
}

Hash128 hash_of(const Element& element, std::string_view key) {
  const std::string hex = text_of(element, key);
  Hash128 hash;
  if (hex.size() != 32) return hash;
  std::from_chars(hex.data(), hex.data() + 16, hash.high, 16);
  std::from_chars(hex.data() + 16, hex.data() + 32, hash.low, 16);
  return hash;
}

template <typename Visitor>
void for_each_element(const Element& root, std::string_view key, Visitor&& visit) {
  simdjson::dom::array array;
  if (root[key].get(array)) return;
  for (const Element element : array) visit(element);
}

std::vector<std::string> texts_of(const Element& root, std::string_view key) {
  std::vector<std::string> texts;
  for_each_element(root, key, [&](const Element& element) {
    std::string_view text;
    if (!element.get(text)) texts.emplace_back(text);
  });
  return texts;
}

Estimate estimate_of(const Element& root, std::string_view key) {
  Estimate estimate;
  Element element;
  if (root[key].get(element)) return estimate;
  for (const auto& [name, target] :
       {std::pair{"expected", &estimate.expected}, {"low", &estimate.low}, {"high", &estimate.high}}) {
    if (element[name].get(*target)) *target = 0;
  }
  return estimate;
}

void read_accounts(const Element& root, Manifest& out) {
  for_each_element(root, "inputs", [&](const Element& e) {
    out.inputs.push_back({text_of(e, "path"), text_of(e, "source"), number_of(e, "bytes"), hash_of(e, "hash"),
                          text_of(e, "format"), number_of(e, "rows")});
  });
  for_each_element(root, "sources", [&](const Element& e) {
    out.sources.push_back({text_of(e, "source"), number_of(e, "rows_in"), number_of(e, "member_rows"),
                           number_of(e, "rejected"), number_of(e, "removed")});
  });
  for_each_element(root, "tables", [&](const Element& e) {
    out.tables.push_back({text_of(e, "table"), text_of(e, "file"), number_of(e, "rows"), number_of(e, "bytes")});
  });
  simdjson::dom::object counts;
  if (!root["counts"].get(counts)) {
    for (const auto& [name, value] : counts) {
      uint64_t number = 0;
      if (!value.get(number)) out.counts.emplace_back(std::string(name), number);
    }
  }
}

void read_measurements(const Element& root, Manifest& out) {
  for_each_element(root, "stages", [&](const Element& e) {
    double seconds = 0, cpu = 0;
    if (e["seconds"].get(seconds)) return;
    out.stages.push_back({text_of(e, "stage"), seconds, e["cpu_seconds"].get(cpu) ? 0.0 : cpu});
  });
  out.peak_bytes = number_of(root, "peak_bytes");
}

}  // namespace

std::string_view sosie_version() { return SOSIE_VERSION; }

std::string manifest_to_json(const Manifest& manifest) {
  JsonWriter json;
  json.begin_object().text("version", manifest.version).text("run_id", manifest.run_id).text("as_of", manifest.as_of);
  json.text("job_hash", manifest.job_hash).text("model_hash", manifest.model_hash);
  json.text("format", manifest.format).text("link", manifest.link);
  write_inputs(manifest.inputs, json);
  write_sources(manifest.sources, json);
  write_tables(manifest.tables, json);
  write_counts(manifest, json);
  json.texts("guesses", manifest.guesses).texts("warnings", manifest.warnings);
  write_estimate("expected_false_merges", manifest.false_merges, json);
  write_estimate("expected_missed_pairs", manifest.missed_pairs, json);
  write_measurements(manifest, json);
  return json.end().take();
}

Result<Manifest> manifest_from_json(std::string_view json, const std::string& path) {
  simdjson::dom::parser parser;
  Element root;
  if (const auto error = parser.parse(simdjson::padded_string(json)).get(root); error)
    return Status::invalid_data(simdjson::error_message(error)).at({path}).hint("the run folder is damaged");
  Manifest out;
  out.version = text_of(root, "version");
  out.run_id = text_of(root, "run_id");
  out.as_of = text_of(root, "as_of");
  out.job_hash = text_of(root, "job_hash");
  out.model_hash = text_of(root, "model_hash");
  out.format = text_of(root, "format");
  out.link = text_of(root, "link");
  out.guesses = texts_of(root, "guesses");
  out.warnings = texts_of(root, "warnings");
  out.false_merges = estimate_of(root, "expected_false_merges");
  out.missed_pairs = estimate_of(root, "expected_missed_pairs");
  read_accounts(root, out);
  read_measurements(root, out);
  if (out.run_id.empty() || out.format.empty())
    return Status::invalid_data("expected `run_id` and `format`").at({path}).hint("the folder is no run of sosie");
  return out;
}

}  // namespace sosie
