#include "engine/match.h"

#include <algorithm>

#include "core/radix_sort.h"
#include "engine/candidate_pairs.h"

namespace sosie {
namespace {

/// What one slice of blocks leaves behind.
struct SliceMatches {
  std::vector<DecidedPair> pairs;
  MatchStats stats;
  uint64_t num_reached = 0;  // pairs at or above review
};

void count(const PairVerdict& verdict, MatchStats& stats) {
  ++stats.num_vetoed[static_cast<size_t>(verdict.veto)];
  if (verdict.veto != Veto::none && verdict.outcome == Outcome::review) ++stats.num_vetoed_to_review;
  if (verdict.veto != Veto::none) return;
  stats.num_not_specific += !verdict.person_specific;
  stats.num_generational += verdict.generational;
}

void match_pair(const CandidatePair& pair, uint8_t rule, const Scorer& scorer, SliceMatches& out) {
  WeightTerms terms;
  if (!scorer.score({pair.left, pair.right, pair.left_row, pair.right_row}, terms)) return;
  ++out.num_reached;
  const PairVerdict verdict = scorer.decide(terms, pair.left, pair.right);
  count(verdict, out.stats);
  if (verdict.outcome == Outcome::non_link) return;
  const PairDecision decision = verdict.outcome == Outcome::link ? PairDecision::link : PairDecision::review;
  out.pairs.push_back({pair.left, pair.right, terms.total, rule, decision, terms.gamma});
}

void add(const MatchStats& from, MatchStats& to) {
  to.num_pairs += from.num_pairs;
  to.num_below += from.num_below;
  for (size_t i = 0; i < to.num_vetoed.size(); ++i) to.num_vetoed[i] += from.num_vetoed[i];
  to.num_vetoed_to_review += from.num_vetoed_to_review;
  to.num_not_specific += from.num_not_specific;
  to.num_generational += from.num_generational;
  to.num_repeats += from.num_repeats;
}

/// Equal records are judged once: every repeat is to the first what the next is.
void match_repeats(const Repeats& repeats, const RecordRows& rows, uint8_t rule, const Scorer& scorer,
                   SliceMatches& out) {
  const std::vector<Repeats::Repeat>& all = repeats.all();
  out.stats.num_repeats = out.stats.num_pairs = all.size();
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    const RecordId first = all[begin].first;
    while (end < all.size() && all[end].first == first) ++end;
    SliceMatches judged;
    match_pair({first, all[begin].record, rows.row(first), rows.row(all[begin].record)}, rule, scorer, judged);
    for (size_t i = begin; i < end; ++i) {
      add(judged.stats, out.stats);
      out.num_reached += judged.num_reached;
      if (judged.pairs.empty()) continue;
      DecidedPair pair = judged.pairs.front();
      pair.left = std::min(first, all[i].record);
      pair.right = std::max(first, all[i].record);
      out.pairs.push_back(pair);
    }
  }
  out.stats.num_below = out.stats.num_pairs - out.num_reached;
}

}  // namespace

Result<Matches> match(const BlockIndex& index, const RecordRows& rows, const RecordSet& records, const Repeats& repeats,
                      const Scorer& scorer, bool across_sources_only, const Executor& executor,
                      const std::function<void(uint64_t)>& advance) {
  const std::vector<BlockIndex::Slice>& slices = index.slices();
  std::vector<SliceMatches> parts(slices.size());
  SOSIE_RETURN_IF_ERROR(executor.for_each(slices.size(), [&](size_t i) {
    PairWalker walker(index, rows, records, across_sources_only, &scorer.bound());
    const auto rule = static_cast<uint8_t>(slices[i].rule);
    parts[i].stats.num_pairs =
        walker.walk(slices[i], [&](const CandidatePair& pair) { match_pair(pair, rule, scorer, parts[i]); });
    parts[i].stats.num_below = parts[i].stats.num_pairs - parts[i].num_reached;
    advance(parts[i].stats.num_pairs);
    return Status();
  }));
  Matches matches;
  matches.stats.pairs_by_rule.resize(index.rules().size());
  for (size_t i = 0; i < parts.size(); ++i) {
    add(parts[i].stats, matches.stats);
    matches.stats.pairs_by_rule[slices[i].rule] += parts[i].stats.num_pairs;
    matches.decided.pairs.insert(matches.decided.pairs.end(), parts[i].pairs.begin(), parts[i].pairs.end());
  }
  SliceMatches repeated;
  match_repeats(repeats, rows, static_cast<uint8_t>(index.rules().size()), scorer, repeated);
  add(repeated.stats, matches.stats);
  matches.decided.pairs.insert(matches.decided.pairs.end(), repeated.pairs.begin(), repeated.pairs.end());
  radix_sort(matches.decided.pairs, [](const DecidedPair& p) { return uint64_t{p.left} << 32 | p.right; });
  for (const Comparison& comparison : scorer.model().comparisons)
    matches.decided.comparisons.push_back(comparison.name);
  for (const BlockingRule& rule : index.rules()) matches.decided.rules.push_back(rule.name);
  matches.decided.identical = static_cast<int>(matches.decided.rules.size());
  matches.decided.rules.push_back(kIdenticalRecords);
  return matches;
}

}  // namespace sosie
