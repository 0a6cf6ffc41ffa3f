#include "engine/block/near_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "core/radix_sort.h"
#include "matchers/similarity/minhash.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 4'096;
constexpr uint32_t kWindow = 8;  // records that stand next to each other
constexpr std::string_view kMinhash = "minhash(";

void append_word(std::string_view word, std::string& text) {
  if (word.empty()) return;
  if (!text.empty()) text += ' ';
  text += word;
}

/// What the bands are taken over.
void near_text(const Comparables& c, RecordId record, std::string& text) {
  text.clear();
  append_word(c.names.text(c.family_name[record]), text);
  append_word(c.names.text(c.given_name[record]), text);
  append_word(c.address_words.text(c.address[record].number), text);
  append_word(c.address_words.text(c.address[record].street), text);
  if (c.family_name[record] != 0 || c.given_name[record] != 0) return;
  for (const ValueField& field : c.texts) append_word(field.values.text(field.column.codes[record]), text);
}

/// Two strangers agree in a bigram set by about 0.06; a band of r minima then makes N^2 / 2 * 0.06^r pairs.
unsigned minima_for(size_t num_records) {
  if (num_records <= 30'000) return 3;
  return num_records <= 500'000 ? 4 : 5;
}

/// Rank of each distinct name in byte order, from 1: sorting records then compares integers.
std::vector<uint32_t> name_ranks(const Dictionary& names) {
  std::vector<Code> order(names.size());
  std::iota(order.begin(), order.end(), 1);
  std::sort(order.begin(), order.end(), [&](Code a, Code b) { return names.text(a) < names.text(b); });
  std::vector<uint32_t> ranks(names.size() + 1);
  for (uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i + 1;
  return ranks;
}

}  // namespace

std::string minhash_expression(unsigned band) { return fmt::format("{}{})", kMinhash, band); }

unsigned minhash_band(std::string_view expression) {
  unsigned band = 0;
  if (expression.starts_with(kMinhash))
    std::from_chars(expression.data() + kMinhash.size(), expression.data() + expression.size(), band);
  return band;
}

std::vector<std::vector<uint32_t>> minhash_keys(unsigned num_bands, const Comparables& c, const Executor& executor) {
  const size_t num_records = c.family_name.size();
  std::vector<std::vector<uint32_t>> keys(num_bands, std::vector<uint32_t>(num_records));
  const unsigned minima = minima_for(num_records);
  const Status status = executor.for_ranges(num_records, kGrain, [&](size_t begin, size_t end) {
    std::string text;
    std::vector<uint32_t> bands(num_bands);
    for (size_t record = begin; record < end; ++record) {
      near_text(c, static_cast<RecordId>(record), text);
      matchers::minhash_bands(text, bands, minima);
      for (unsigned band = 0; band < num_bands; ++band) keys[band][record] = bands[band];
    }
    return Status();
  });
  SOSIE_CHECK(status.ok(), "hashing names cannot fail");
  return keys;
}

std::vector<uint32_t> neighbourhood_keys(const RecordSet& records, const Comparables& c, const Repeats& repeats) {
  const std::vector<uint32_t> ranks = name_ranks(c.names);
  struct Place {
    uint64_t names;
    RecordId record;
  };
  std::vector<Place> places;
  places.reserve(c.family_name.size());
  for (RecordId record = 0; record < c.family_name.size(); ++record) {
    if (c.family_name[record] != 0 && !repeats.is_repeat(record))
      places.push_back({uint64_t{ranks[c.family_name[record]]} << 32 | ranks[c.given_name[record]], record});
  }
  radix_sort(places, [](const Place& place) { return place.names; });
  const auto rest = [&](const Place& place) {
    return std::pair(c.birth_date[place.record], records.key(place.record));
  };
  for (auto begin = places.begin(); begin != places.end();) {
    const auto end = std::find_if(begin, places.end(), [&](const Place& p) { return p.names != begin->names; });
    std::sort(begin, end, [&](const Place& a, const Place& b) { return rest(a) < rest(b); });
    begin = end;
  }
  std::vector<uint32_t> keys(c.family_name.size());
  for (uint32_t i = 0; i < places.size(); ++i) keys[places[i].record] = 1 + i / kWindow;
  return keys;
}

}  // namespace sosie
