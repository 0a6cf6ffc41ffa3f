#include "matchers/similarity/value_block.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/status.h"
#include "matchers/similarity/mixed_slices.h"
#include "matchers/similarity/pair_rule.h"

namespace sosie::matchers {

// The working memory of a block: its rows, sorted by length, and the slices of as many of them as a vector has bits.
class BlockLevels {
 public:
  BlockLevels(const CodedValues& values, std::span<const double> levels)
      : values_(values), levels_(levels.begin(), levels.end()), rule_(jaro_winkler_rule(levels.front())) {}

  void find_pairs(std::span<const uint32_t> block, std::vector<BlockHit>& hits) {
    hits_ = &hits;
    sort_by_length(block);
    copy_rows(block);
    const size_t lanes = num_slice_lanes();
    for (size_t first = 0; first < places_.size(); first += lanes) {
      compare_group(first, std::min(first + lanes, places_.size()));
    }
    for (const uint32_t place : loose_) compare_loose(block, place);
  }

 private:
  // Counting sort; the places of loose values are kept apart.
  void sort_by_length(std::span<const uint32_t> block) {
    std::array<uint32_t, CodedValues::kLongest + 2> ends = {};
    loose_.clear();
    for (uint32_t place = 0; place < block.size(); ++place) {
      const uint32_t length = values_.place_of(block[place]).length;
      if (length == 0) loose_.push_back(place);
      else ++ends[length + 1];
    }
    for (size_t length = 1; length < ends.size(); ++length) ends[length] += ends[length - 1];
    places_.resize(block.size() - loose_.size());
    lengths_.resize(places_.size());
    for (uint32_t place = 0; place < block.size(); ++place) {
      const uint32_t length = values_.place_of(block[place]).length;
      if (length == 0) continue;
      lengths_[ends[length]] = static_cast<uint8_t>(length);
      places_[ends[length]++] = place;
    }
  }

  // Rows of a block lie anywhere in the column: copies of one size can be under way at the same time.
  void copy_rows(std::span<const uint32_t> block) {
    width_ = !lengths_.empty() && lengths_.back() > 16 ? 64 : 16;
    rows_.resize(places_.size() * 2 * width_);
    uint8_t* out = rows_.data();
    for (size_t i = 0; i < places_.size(); ++i, out += 2 * width_) {
      const CodedValues::Place place = values_.place_of(block[places_[i]]);
      const uint8_t* const row = values_.row(place.length, place.index);
      if (width_ == 16) {
        std::memcpy(out, row, 32);
      } else if (place.length > 16) {
        std::memcpy(out, row, 128);
      } else {
        std::memset(out + 16, CodedValues::kBehind, 48);
        std::memcpy(out, row, 16);
        std::memcpy(out + 64, row + 16, 16);
      }
    }
  }

  SliceRows rows(size_t first, size_t size) const {
    const uint8_t* const row = rows_.data() + first * 2 * width_;
    return {row, row + width_, 2 * width_, size, lengths_[first]};
  }

  // Sorted places [first, last) as lanes; each of them and all before are queries.
  void compare_group(size_t first, size_t last) {
    runs_.clear();
    for (size_t i = first, end; i < last; i = end) {
      for (end = i + 1; end < last && lengths_[end] == lengths_[i];) ++end;
      runs_.push_back(rows(i, end - i));
    }
    slices_.build(runs_, {values_.num_symbols(), values_.num_bag_symbols()});
    for (size_t query = 0; query < last; ++query) {
      if (query == 0 || lengths_[query] != lengths_[query - 1]) set_limits(lengths_[query]);
      std::array<uint64_t, 8> alive;
      slices_.filter(rows(query, 1), alive.data());
      score_lanes(query, first, last, alive);
    }
  }

  // Shorter lanes stand before the query and have met it already.
  void set_limits(size_t query_length) {
    limits_.clear();
    for (const SliceRows& run : runs_) {
      MissLimits limits;
      limits.fill(-1);
      limits_.push_back(run.length < query_length ? limits : rule_->limits(query_length, run.length));
    }
    slices_.set_limits(runs_, limits_);
  }

  void score_lanes(size_t query, size_t first, size_t last, const std::array<uint64_t, 8>& alive) {
    for (size_t w = 0; w * 64 < last - first; ++w) {
      for (uint64_t lanes = alive[w]; lanes != 0; lanes &= lanes - 1) {
        const size_t value = first + w * 64 + static_cast<size_t>(std::countr_zero(lanes));
        if (value > query && value < last) score(query, value);
      }
    }
  }

  void score(size_t query, size_t value) {
    const Candidate candidate{};
    double similarity = kNoHit;
    rule_->measure(rows(query, 1), rows(value, 1), {&candidate, 1}, &similarity);
    if (similarity >= 0.0) add(places_[query], places_[value], similarity);
  }

  void compare_loose(std::span<const uint32_t> block, uint32_t place) {
    for (uint32_t other = 0; other < block.size(); ++other) {
      if (other >= place && values_.place_of(block[other]).length == 0) continue;
      const auto text = [&](uint32_t at) { return values_.values()[block[at]]; };
      const double similarity = rule_->measure(text(place), text(other));
      if (similarity >= 0.0) add(place, other, similarity);
    }
  }

  void add(uint32_t a, uint32_t b, double similarity) {
    const auto reached = std::ranges::upper_bound(levels_, similarity) - levels_.begin();
    hits_->push_back({std::min(a, b), std::max(a, b), static_cast<uint32_t>(reached), similarity});
  }

  const CodedValues& values_;
  std::vector<double> levels_;
  std::unique_ptr<const PairRule> rule_;
  std::vector<uint32_t> places_;  // of the block, by length of value
  std::vector<uint8_t> lengths_;  // of the same
  std::vector<uint32_t> loose_;
  std::vector<uint8_t> rows_;  // each with its bag behind it
  size_t width_ = 16;
  std::vector<SliceRows> runs_;
  std::vector<MissLimits> limits_;
  MixedSlices slices_;
  std::vector<BlockHit>* hits_ = nullptr;
};

ValueBlock::ValueBlock(const CodedValues& values, std::span<const double> levels) {
  SOSIE_DCHECK(!levels.empty() && std::ranges::is_sorted(levels), "levels are ascending");
  levels_ = std::make_unique<BlockLevels>(values, levels);
}
ValueBlock::ValueBlock(ValueBlock&&) noexcept = default;
ValueBlock::~ValueBlock() = default;

void ValueBlock::find_pairs(std::span<const uint32_t> block, std::vector<BlockHit>& hits) {
  levels_->find_pairs(block, hits);
}

}  // namespace sosie::matchers
