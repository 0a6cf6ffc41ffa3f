#include "engine/households.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "matchers/normalize/text.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 8'192;
constexpr size_t kShortestNameWord = 4;  // shorter words of a double name are mostly particles

/// Something an entity has; entities with equal keys meet.
struct Trait {
  uint64_t key;
  uint32_t cluster;
  friend auto operator<=>(const Trait&, const Trait&) = default;
};

/// A surname at an address line, which is the key.
struct SurnameAt {
  uint64_t key, surname;
  friend auto operator<=>(const SurnameAt&, const SurnameAt&) = default;
};

/// Orders items whose keys are hashes: dealt out by the highest bits of the key, then each heap for itself.
template <typename Item>
Status sort_by_key(std::vector<Item>& items, const Executor& executor) {
  constexpr unsigned kHeapBits = 7;
  constexpr size_t kNumHeaps = size_t{1} << kHeapBits;
  const auto heap_of = [](const Item& item) { return item.key >> (64 - kHeapBits); };
  std::array<size_t, kNumHeaps + 1> begins = {};
  for (const Item& item : items) ++begins[heap_of(item) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Item> dealt(items.size());
  std::array<size_t, kNumHeaps + 1> next = begins;
  for (const Item& item : items) dealt[next[heap_of(item)]++] = item;
  items.swap(dealt);
  return executor.for_each(kNumHeaps, [&](size_t heap) {
    std::sort(items.begin() + static_cast<ptrdiff_t>(begins[heap]),
              items.begin() + static_cast<ptrdiff_t>(begins[heap + 1]));
    return Status();
  });
}

/// What households look at, of one entity.
struct Home {
  uint64_t line = 0, unit = 0;
};

/// Union-find whose representative is the smallest member, so that the result does not depend on the order of unions.
class Groups {
 public:
  explicit Groups(size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0); }
  uint32_t find(uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(uint32_t a, uint32_t b) {
    a = find(a), b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> parent_;
};

class HouseholdFinder {
 public:
  HouseholdFinder(const HouseholdInput& input, const Executor& executor)
      : input_(input),
        executor_(executor),
        homes_(input.clusters->num_clusters()),
        addresses_(input.clusters->num_clusters()),
        groups_(input.clusters->num_clusters()) {
    const Dictionary& names = input.normalized->comparables.names;
    for (Code code = 0; code <= names.size(); ++code)
      is_double_name_.push_back(names.text(code).find(' ') != std::string_view::npos);
  }

  Result<Households> find() {
    SOSIE_RETURN_IF_ERROR(read_entities());
    SOSIE_RETURN_IF_ERROR(add_units());
    SOSIE_RETURN_IF_ERROR(join_neighbours(traits_at_home(surnames_)));
    SOSIE_RETURN_IF_ERROR(join_neighbours(traits_at_home(landlines_)));
    SOSIE_RETURN_IF_ERROR(join_by_landline());
    return name_households();
  }

 private:
  struct Part {
    std::vector<Trait> surnames, landlines;
  };

  Status read_entities() {
    const size_t n = homes_.size();
    std::vector<Part> parts((n + kGrain - 1) / kGrain);
    SOSIE_RETURN_IF_ERROR(executor_.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
      MergeScratch scratch;
      std::vector<RecordId> members;
      const MembersAhead ahead(*input_.clusters, input_.merger->prefetch(), end);
      for (uint32_t cluster = static_cast<uint32_t>(begin); cluster < end; ++cluster) {
        ahead.prefetch(cluster);
        read_entity(cluster, members, scratch, parts[begin / kGrain]);
      }
      return Status();
    }));
    for (Part& part : parts) {
      surnames_.insert(surnames_.end(), part.surnames.begin(), part.surnames.end());
      landlines_.insert(landlines_.end(), part.landlines.begin(), part.landlines.end());
      part = {};
    }
    return {};
  }

  void read_entity(uint32_t cluster, std::vector<RecordId>& members, MergeScratch& scratch, Part& part) {
    members.clear();
    for (const RecordId record : input_.clusters->of(cluster)) {
      if (input_.removed.empty() || input_.removed[record] == 0) members.push_back(record);
    }
    if (members.empty()) return;
    scratch.recycle();
    if (const AddressPlace address = surviving_address(cluster, members, scratch); address.known()) {
      const AddressKeys keys = input_.merger->addresses().keys(address.record, address.block);
      homes_[cluster] = {keys.line, keys.unit};
    }
    const size_t first_surname = part.surnames.size(), first_landline = part.landlines.size();
    for (const RecordId record : members) {
      add_surnames(record, cluster, part.surnames);
      for_each_landline(record, [&](PointId point) { part.landlines.push_back({mix64(point), cluster}); });
    }
    drop_repeated(first_surname, part.surnames);
    drop_repeated(first_landline, part.landlines);
  }

  AddressPlace surviving_address(uint32_t cluster, std::span<const RecordId> members, MergeScratch& scratch) {
    if (members.size() == 1 && input_.merger->addresses().surely_has_one(members.front()))
      return addresses_[cluster] = {members.front(), 0};
    const GoldenAddress address = input_.merger->merge_address(members, scratch);
    if (address.missing()) return {};
    if (address.num_rivals == 0) addresses_[cluster] = {address.record, address.block};
    return {address.record, address.block};
  }

  static void drop_repeated(size_t first, std::vector<Trait>& traits) {
    std::sort(traits.begin() + static_cast<ptrdiff_t>(first), traits.end());
    traits.erase(std::unique(traits.begin() + static_cast<ptrdiff_t>(first), traits.end()), traits.end());
  }

  void add_surnames(RecordId record, uint32_t cluster, std::vector<Trait>& out) const {
    const Comparables& c = input_.normalized->comparables;
    for (const Code code : {c.family_name[record], c.birth_family_name[record]}) {
      if (code == 0) continue;
      out.push_back({c.names.hash(code), cluster});
      if (is_double_name_[code] == 0) continue;
      matchers::for_each_word(c.names.text(code), [&](std::string_view word) {
        if (word.size() >= kShortestNameWord) out.push_back({hash_bytes(word), cluster});
      });
    }
  }

  template <typename Visitor>
  void for_each_landline(RecordId record, Visitor&& visit) const {
    const CodeColumn& column = input_.normalized->comparables.landline;
    if (column.empty() || column.codes[record] == 0) return;
    visit(column.codes[record]);
    const auto before = [](const CodeColumn::More& more, RecordId r) { return more.record < r; };
    for (auto more = std::lower_bound(column.more.begin(), column.more.end(), record, before);
         more != column.more.end() && more->record == record; ++more)
      visit(more->code);
  }

  /// Where many surnames live, the unit becomes a part of the home, and who gives none has no home.
  Status add_units() {
    std::vector<SurnameAt> surnames_at;
    for (const Trait& trait : surnames_) {
      if (homes_[trait.cluster].line != 0) surnames_at.push_back({homes_[trait.cluster].line, trait.key});
    }
    SOSIE_RETURN_IF_ERROR(sort_by_key(surnames_at, executor_));
    surnames_at.erase(std::unique(surnames_at.begin(), surnames_at.end()), surnames_at.end());
    std::vector<uint64_t> crowded;
    for (size_t begin = 0, end = 0; begin < surnames_at.size(); begin = end) {
      while (end < surnames_at.size() && surnames_at[end].key == surnames_at[begin].key) ++end;
      if (end - begin > kMostSurnames) crowded.push_back(surnames_at[begin].key);
    }
    for (Home& home : homes_) {
      if (home.line == 0 || !std::binary_search(crowded.begin(), crowded.end(), home.line)) continue;
      home.line = home.unit == 0 ? 0 : hash_combine(home.line, home.unit);
    }
    return {};
  }

  /// Traits bound to the home; those of the homeless are left out.
  std::vector<Trait> traits_at_home(const std::vector<Trait>& traits) const {
    std::vector<Trait> at_home;
    for (const Trait& trait : traits) {
      const Home& home = homes_[trait.cluster];
      if (home.line != 0) at_home.push_back({hash_combine(home.line, trait.key), trait.cluster});
    }
    return at_home;
  }

  Status join_neighbours(std::vector<Trait> traits) {
    SOSIE_RETURN_IF_ERROR(sort_by_key(traits, executor_));
    for (size_t i = 1; i < traits.size(); ++i) {
      if (traits[i].key == traits[i - 1].key) groups_.join(traits[i].cluster, traits[i - 1].cluster);
    }
    return {};
  }

  /// One landline and one surname; those without a home join only where all others have the same one.
  Status join_by_landline() {
    std::vector<Trait> traits;
    auto surname = surnames_.begin();
    for (const Trait& landline : landlines_) {
      while (surname != surnames_.end() && surname->cluster < landline.cluster) ++surname;
      for (auto name = surname; name != surnames_.end() && name->cluster == landline.cluster; ++name)
        traits.push_back({hash_combine(landline.key, name->key), landline.cluster});
    }
    SOSIE_RETURN_IF_ERROR(sort_by_key(traits, executor_));
    for (auto begin = traits.begin(); begin != traits.end();) {
      const auto end = std::find_if(begin, traits.end(), [&](const Trait& trait) { return trait.key != begin->key; });
      if (one_home({begin, end})) join_all({begin, end});
      begin = end;
    }
    return {};
  }

  void join_all(std::span<const Trait> traits) {
    for (const Trait& trait : traits) groups_.join(traits.front().cluster, trait.cluster);
  }

  bool one_home(std::span<const Trait> traits) const {
    uint64_t line = 0;
    for (const Trait& trait : traits) {
      const uint64_t mine = homes_[trait.cluster].line;
      if (mine != 0 && line != 0 && mine != line) return false;
      if (mine != 0) line = mine;
    }
    return true;
  }

  Result<Households> name_households() {
    Households out;
    out.addresses = std::move(addresses_);
    const uint32_t n = static_cast<uint32_t>(homes_.size());
    out.household_of.resize(n);
    out.ids.resize(n);
    std::vector<Hash128> smallest(n);
    std::vector<uint32_t> sizes(n);
    for (uint32_t cluster = 0; cluster < n; ++cluster) {
      const uint32_t household = out.household_of[cluster] = groups_.find(cluster);
      const Hash128 id = input_.entity_ids[cluster];
      if (id == Hash128()) continue;
      if (sizes[household]++ == 0 || id < smallest[household]) smallest[household] = id;
    }
    SOSIE_RETURN_IF_ERROR(executor_.for_ranges(n, kGrain, [&](size_t begin, size_t end) {
      for (size_t cluster = begin; cluster < end; ++cluster) {
        if (input_.entity_ids[cluster] != Hash128())
          out.ids[cluster] = hash_bytes_128("household " + smallest[out.household_of[cluster]].hex());
      }
      return Status();
    }));
    out.num_households =
        static_cast<uint64_t>(std::count_if(sizes.begin(), sizes.end(), [](uint32_t size) { return size > 0; }));
    out.num_shared =
        static_cast<uint64_t>(std::count_if(sizes.begin(), sizes.end(), [](uint32_t size) { return size > 1; }));
    return out;
  }

  const HouseholdInput& input_;
  const Executor& executor_;
  std::vector<Home> homes_;                  // by cluster
  std::vector<AddressPlace> addresses_;      // by cluster
  std::vector<uint8_t> is_double_name_;      // by code of a name
  std::vector<Trait> surnames_, landlines_;  // ordered by cluster
  Groups groups_;
};

}  // namespace

Result<Households> find_households(const HouseholdInput& input, const Executor& executor) {
  return HouseholdFinder(input, executor).find();
}

}  // namespace sosie
