#include "datasets/generator/block.h"

#include <algorithm>

#include "core/hash.h"
#include "datasets/generator/cells.h"
#include "datasets/generator/channel_rows.h"
#include "datasets/generator/events.h"
#include "datasets/generator/gzip.h"
#include "datasets/generator/households.h"
#include "datasets/generator/record.h"
#include "datasets/generator/shuffled_rows.h"

namespace sosie::generator {
namespace {

/// Record and event numbers of one block and channel: at most this many, so that blocks need not know of each other.
constexpr uint64_t kNumbersPerBlock = 4 * kPeoplePerBlock;
/// Smaller sets would cross the reject limit of one in a hundred with a few damaged rows.
constexpr uint64_t kFewestPeopleForDamage = 5'000;

/// A prime not below `needed`: ids have about as many digits as there are records.
uint64_t prime_for(uint64_t needed) {
  constexpr std::array<uint64_t, 6> kPrimes = {100'003,     1'000'003,     10'000'019,
                                               100'000'007, 1'000'000'007, 10'000'000'019};
  return *std::ranges::find_if(kPrimes, [&](uint64_t prime) { return prime >= needed || prime == kPrimes.back(); });
}

uint64_t num_blocks(uint64_t people) { return (people + kPeoplePerBlock - 1) / kPeoplePerBlock; }

/// The usable contact points of one record, over all its deliveries.
struct RecordPoints {
  std::array<uint64_t, 6> keys{};
  bool shares(const RecordPoints& other) const {
    return std::ranges::any_of(
        keys, [&](uint64_t key) { return key != 0 && std::ranges::find(other.keys, key) != other.keys.end(); });
  }
};

class BlockDraw {
 public:
  BlockDraw(const World& world, uint64_t index, BlockOutput& output)
      : world_(world),
        index_(index),
        prime_(prime_for(num_blocks(world.people) * kNumbersPerBlock)),
        counts_(output.counts),
        output_(output) {}

  Status draw() {
    const uint64_t first = index_ * kPeoplePerBlock;
    const uint64_t last = std::min(first + kPeoplePerBlock, world_.people);
    for (uint64_t person = first; person < last; person += household_.people.size()) {
      draw_household(world_, first + counts_.households++, person, last - person, household_);
      write_household();
    }
    counts_.people = last - first;
    return finish();
  }

 private:
  void write_household() {
    random_ = Random(hash_combine(hash_combine(world_.seed, household_.number), 1));
    for (const Person& person : household_.people) write_person(person);
    if (household_.couple && random_.chance(world_.rates.joint_record)) write_joint_record();
    if (!household_.landline.now.empty()) list(household_.landline.now);
  }

  double share_known(const Person& person, Channel channel) const {
    const ChannelRates& rates = world_.rates.channels[static_cast<size_t>(channel)];
    if (!household_.organisation) return person.adult ? rates.adults : rates.children;
    return channel == Channel::crm || channel == Channel::billing || channel == Channel::prospects ? 0.6 : 0;
  }

  void write_person(const Person& person) {
    points_.clear();
    keys_.clear();
    is_known_ = false;
    for (size_t channel = 0; channel < kNumChannels; ++channel)
      if (random_.chance(share_known(person, static_cast<Channel>(channel))))
        write_records(person, static_cast<Channel>(channel));
    // Everybody is somebody's customer.
    if (!is_known_) write_records(person, random_.chance(0.6) ? Channel::crm : Channel::loyalty);
    count_pairs();
    if (!keys_.empty() && person.adult && random_.chance(world_.rates.event)) write_event();
    if (person.adult && person.own_points && !person.mobile.now.empty()) list(person.mobile.now);
  }

  void write_records(const Person& person, Channel channel) {
    const ChannelRates& rates = world_.rates.channels[static_cast<size_t>(channel)];
    write_record(person, channel, rates.again);
    if (random_.chance(rates.twice)) write_record(person, channel, rates.again);
  }

  void write_record(const Person& person, Channel channel, double again) {
    draw_record(world_, household_, person, channel, random_, record_);
    const Text id = next_id(channel);
    RecordPoints points;
    std::ranges::copy(record_.points, points.keys.begin());
    is_known_ = true;
    if (write_damaged(id)) return;
    write_row(id);
    write_truth(id, household_.organisation ? 'O' : 'P', person.number);
    keys_.push_back({channel, id, record_.points[0] == 0 ? Text() : record_.email,
                     record_.points[1] == 0 ? Text() : record_.mobile});
    if (random_.chance(again)) {
      redraw_newer(world_, household_, person, random_, record_);
      write_row(id);
      std::ranges::copy(record_.points, points.keys.begin() + 3);
    }
    points_.push_back(points);
  }

  void write_joint_record() {
    const Channel channel = random_.chance(0.5) ? Channel::billing : Channel::crm;
    draw_joint_record(world_, household_, channel, random_, record_);
    const Text id = next_id(channel);
    write_row(id);
    write_truth(id, 'J', household_.people[0].number);
  }

  /// The next number of a channel, or of the events behind the channels; each counts in an order of its own.
  uint64_t next_number(size_t series) {
    const Permutation numbers(prime_, hash_combine(world_.seed, 0x1D00 + series));
    return numbers(index_ * kNumbersPerBlock + next_number_[series]++);
  }
  Text next_id(Channel channel) { return record_id(channel, next_number(static_cast<size_t>(channel))); }

  void write_row(const Text& id) {
    ShuffledRows& rows = rows_[static_cast<size_t>(record_.channel)];
    append_row(record_, id, random_, rows.bytes());
    rows.end_row(random_);
  }

  /// A damaged row is the record's only one, and the truth does not know it.
  bool write_damaged(const Text& id) {
    if (world_.people < kFewestPeopleForDamage || !random_.chance(world_.rates.malformed)) return false;
    ShuffledRows& rows = rows_[static_cast<size_t>(record_.channel)];
    append_row(record_, id, random_, rows.bytes());
    damage_row(record_.channel, rows.row_begin(), random_, rows.bytes());
    rows.end_row(random_);
    ++counts_.malformed;
    return true;
  }

  void write_truth(const Text& id, char kind, uint64_t entity) {
    const Text entity_id = Text().append(kind).append_number(entity, 7);
    DelimitedRow(output_.truth, ',').cell(channel_name(record_.channel)).cell(id).cell(entity_id).end();
    ++counts_.records;
  }

  void count_pairs() {
    for (size_t i = 0; i < points_.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        ++counts_.true_pairs;
        counts_.true_pairs_without_contact += !points_[i].shares(points_[j]);
      }
    }
  }

  void write_event() {
    const Text id = Text("E").append_number(next_number(kNumChannels), 8);
    append_event(id, keys_[random_.below(keys_.size())], random_, events_.bytes());
    events_.end_row(random_);
  }

  void list(const Phone& phone) {
    if (phone.calling_code != 33 || !random_.chance(world_.rates.listed)) return;
    append_listed(phone, random_, listed_.bytes());
    listed_.end_row(random_);
  }

  Status finish() {
    for (size_t channel = 0; channel < kNumChannels; ++channel) {
      counts_.channel_rows[channel] = rows_[channel].num_rows();
      counts_.rows += rows_[channel].num_rows();
      output_.channels[channel] = rows_[channel].shuffled();
    }
    counts_.events = events_.num_rows();
    counts_.listed = listed_.num_rows();
    output_.events = events_.shuffled();
    output_.listed = listed_.shuffled();
    std::string& prospects = output_.channels[static_cast<size_t>(Channel::prospects)];
    const std::string plain = std::move(prospects);
    prospects.clear();
    return gzip(plain, prospects);
  }

  const World& world_;
  uint64_t index_;
  uint64_t prime_;
  GenerateSummary& counts_;
  BlockOutput& output_;
  Random random_{0};
  Household household_;
  Record record_;
  std::array<ShuffledRows, kNumChannels> rows_;
  ShuffledRows events_, listed_;
  std::array<uint64_t, kNumChannels + 1> next_number_{};
  // --- of the person being written ---
  std::vector<RecordPoints> points_;
  std::vector<RecordKeys> keys_;
  bool is_known_ = false;
};

}  // namespace

Status make_block(const World& world, uint64_t index, BlockOutput& output) {
  return BlockDraw(world, index, output).draw();
}

}  // namespace sosie::generator
