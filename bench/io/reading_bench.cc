// How fast customer files become cells. Bytes per second are of CPU time; the file is in the page cache.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/random.h"
#include "io/byte_buffer.h"
#include "io/csv_scanner.h"
#include "io/input.h"

namespace sosie::io {
namespace {

constexpr size_t kNumColumns = 12;
constexpr std::array<const char*, kNumColumns> kHeader = {"id",         "title",    "first_name", "family_name",
                                                          "birth_date", "email",    "mobile",     "number",
                                                          "street",     "postcode", "city",       "opt_in"};
constexpr std::array kFirstNames = {"Jean", "Marie", "Élodie", "Pierre", "Anne-Sophie", "Mohamed", "Lucie", "Camille"};
constexpr std::array kFamilyNames = {"Dupont", "Martin", "Lefèvre", "Bernard", "Nguyen", "Moreau", "Saint-Exupéry"};
constexpr std::array kStreets = {"rue de la Paix", "avenue Victor Hugo", "boulevard Voltaire", "place de l'Église"};
constexpr std::array kCities = {"Paris", "Lyon", "Marseille", "Saint-Étienne", "Le Havre", "Aix-en-Provence"};

template <typename Words>
std::string pick(Random& random, const Words& words) {
  return words[random.below(words.size())];
}

std::string digits(Random& random, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += static_cast<char>('0' + random.below(10));
  return text;
}

std::array<std::string, kNumColumns> customer(Random& random, size_t id) {
  const std::string first = pick(random, kFirstNames), family = pick(random, kFamilyNames);
  return {"C" + std::to_string(10'000'000 + id),
          random.chance(0.5) ? "M" : "Mme",
          first,
          family,
          "19" + digits(random, 2) + "-0" + std::to_string(1 + random.below(9)) + "-1" + digits(random, 1),
          first + "." + family + digits(random, 3) + "@example.fr",
          "06 " + digits(random, 2) + " " + digits(random, 6),
          std::to_string(1 + random.below(200)),
          pick(random, kStreets),
          digits(random, 5),
          pick(random, kCities),
          random.chance(0.4) ? "O" : "N"};
}

enum class Style { plain, all_quoted, json };

std::string joined_row(const auto& cells, Style style) {
  std::string row = style == Style::json ? "{" : "";
  for (size_t i = 0; i < kNumColumns; ++i) {
    if (i > 0) row += ',';
    if (style == Style::json) row += '"' + std::string(kHeader[i]) + "\":";
    row += style == Style::plain ? std::string(cells[i]) : '"' + std::string(cells[i]) + '"';
  }
  return row + (style == Style::json ? "}\n" : "\n");
}

/// About 60 MB of customers; the same ones in every style.
std::string customers(Style style) {
  Random random(1);
  std::string text = style == Style::json ? "" : joined_row(kHeader, style);
  for (size_t id = 0; text.size() < 60'000'000; ++id) text += joined_row(customer(random, id), style);
  return text;
}

void set_speed(benchmark::State& state, size_t bytes) {
  state.SetBytesProcessed(static_cast<int64_t>(bytes) * static_cast<int64_t>(state.iterations()));
}

void tokenise_csv(benchmark::State& state, Style style) {
  std::string text = customers(style);
  const size_t size = text.size();
  text.resize(size + ByteBuffer::kPadding);
  size_t num_rows = 0;
  for (auto _ : state) {
    CsvScanner scanner(std::string_view(text).substr(0, size), {}, 1 << 20, kNumColumns);
    for (size_t at = 0; at < size; ++num_rows) {
      const CsvRow row = scanner.read_row(at);
      if (row.num_fields != kNumColumns) return state.SkipWithError("a row was misread");
      at = row.next;
    }
  }
  set_speed(state, size);
}

void read_file(benchmark::State& state, Style style) {
  const std::string text = customers(style);
  const std::string path =
      (std::filesystem::temp_directory_path() / ("sosie_bench_io_" + std::to_string(::getpid()))).string() +
      (style == Style::json ? ".ndjson" : ".csv");
  std::ofstream(path, std::ios::binary) << text;
  MemoryAccountant memory;
  const Result<Input> input = Input::open(path, {}, memory);
  std::filesystem::remove(path);
  if (!input.ok()) return state.SkipWithError(input.status().to_string().c_str());
  const Executor executor(1);
  for (auto _ : state) {
    const Status status = input->read({input->columns(), {}, {}}, executor, [&](RowChunk&& chunk) {
      benchmark::DoNotOptimize(chunk.cells.data());
      return chunk.rejects.empty() ? Status() : Status::internal("a row was refused");
    });
    if (!status.ok()) return state.SkipWithError(status.to_string().c_str());
  }
  set_speed(state, text.size());
}

BENCHMARK_CAPTURE(tokenise_csv, plain, Style::plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(tokenise_csv, all_quoted, Style::all_quoted)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_file, csv_plain, Style::plain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_file, csv_all_quoted, Style::all_quoted)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_file, ndjson, Style::json)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sosie::io
