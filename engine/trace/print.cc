#include <fmt/format.h>

#include "engine/json_writer.h"
#include "engine/trace.h"

namespace sosie {

std::string to_text(const ValueTrace& trace) {
  std::string text = fmt::format("{}  {}\n", trace.field, trace.input);
  for (const auto& [name, value] : trace.steps) text += fmt::format("  {:<20} {}\n", name, value);
  for (const auto& [name, value] : trace.values) text += fmt::format("  = {:<18} {}\n", name, value);
  if (!trace.null.empty()) text += fmt::format("  = nothing            {}\n", trace.null);
  return text;
}

std::string to_json(const ValueTrace& trace, uint64_t row) {
  JsonWriter json(-1);
  json.begin_object();
  if (row != 0) json.integer("row", static_cast<int64_t>(row));
  json.text("field", trace.field).text("input", trace.input).begin_array("steps");
  for (const auto& [name, value] : trace.steps) json.begin_object().text("step", name).text("text", value).end();
  json.end().begin_object("values");
  for (const auto& [name, value] : trace.values) json.text(name, value);
  json.end();
  if (!trace.null.empty()) json.text("null", trace.null);
  json.end();
  return json.take() + "\n";
}

}  // namespace sosie
