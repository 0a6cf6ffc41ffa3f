// People written down in a test, and everything the matching stages build from them.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/random.h"
#include "engine/block/block.h"
#include "engine/cluster.h"
#include "engine/compare.h"
#include "engine/match.h"
#include "engine/matching.h"
#include "engine/score.h"
#include "engine/train.h"
#include "engine/veto.h"
#include "tests/engine/builders.h"

namespace sosie::testing {

/// A value that must be there.
template <typename T>
T value_of(Result<T> result) {
  EXPECT_TRUE(result.ok()) << result.status().to_string();
  return std::move(result).value();
}

/// One row of a source; what is not set is missing.
struct Person {
  std::string given{}, family{}, born{}, email{}, phone{}, street{}, postcode{}, city{};
  std::string title{}, birth_family{}, suffix{}, national_id{}, number{}, updated{}, year{}, note{}, email2{}, phone2{};
  std::string id{};      ///< empty: "p" and the position
  std::string source{};  ///< empty: "crm"
};

/// A job whose sources all have the columns of Person.
Job people_job(const std::vector<std::string>& sources, const std::string& more_toml = "");
/// The rows of one source.
SourceRowsLiteral people_rows(const std::string& source, const std::vector<Person>& people);

/// Fixes one part of a model before the stages are built.
using ModelChange = std::function<void(Model&)>;

/// Stages from normalised records to scorer, untrained: the starting model with an optional change.
class Stages {
 public:
  explicit Stages(const std::vector<Person>& people, const ModelChange& change = {}, const std::string& more_toml = "");

  RecordId at(size_t person) const { return record_of_[person]; }
  const RecordSet& records() const { return records_->ingested().records; }
  const Comparables& values() const { return normalized_.comparables; }
  unsigned level(const std::string& comparison, size_t a, size_t b) const;
  WeightTerms explain(size_t a, size_t b) const { return scorer->explain(at(a), at(b)); }
  double bits(const std::string& comparison, size_t a, size_t b) const;
  PairVerdict verdict(size_t a, size_t b) const { return scorer->decide(explain(a, b), at(a), at(b)); }
  RecordPair pair(size_t a, size_t b) const { return {at(a), at(b), rows->row(at(a)), rows->row(at(b))}; }
  /// Of columns and of rows alike.
  Veto veto_of(size_t a, size_t b) const {
    const Veto veto_of_rows = veto->check(pair(a, b));
    EXPECT_EQ(veto->check(at(a), at(b)), veto_of_rows);
    return veto_of_rows;
  }

  Job job;
  Model model;
  std::optional<RecordRows> rows;
  std::optional<Comparer> comparer;
  std::optional<VetoRules> veto;
  std::optional<Scorer> scorer;
  const Normalized& normalized() const { return normalized_; }

 private:
  std::unique_ptr<Records> records_;
  Normalized normalized_;
  std::vector<RecordId> record_of_;
};

/// People drawn from short lists, so that values repeat and collide; `seed` is printed by the caller.
std::vector<Person> random_people(uint64_t seed, size_t count);
/// The same rows in another order, each keeping its id.
std::vector<Person> shuffled(std::vector<Person> people, uint64_t seed);

/// A pair of records by their names, the smaller first: what survives a change of row order.
using NamedPair = std::pair<std::string, std::string>;
NamedPair named(const RecordSet& records, RecordId a, RecordId b);

}  // namespace sosie::testing
