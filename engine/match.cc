#include "engine/match.h"

#include <algorithm>

#include "core/radix_sort.h"

namespace sosie {
namespace {

/// What a part of the pairs leaves behind.
struct MatchedPart {
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

void count(const WeightTerms& terms, size_t num_comparisons, MatchStats& stats) {
  stats.pairs_by_level.resize(num_comparisons);
  for (size_t i = 0; i < num_comparisons; ++i) ++stats.pairs_by_level[i][terms.levels[i]];
}

void match_pair(const CandidatePair& pair, uint8_t rule, const Scorer& scorer, MatchedPart& out) {
  WeightTerms terms;
  const RecordPair records{pair.left, pair.right, pair.left_row, pair.right_row};
  const bool reaches_review = scorer.score(records, terms);
  if (scorer.weighs_every_level()) count(terms, scorer.model().comparisons.size(), out.stats);
  if (!reaches_review) return;
  ++out.num_reached;
  const PairVerdict verdict = scorer.decide(terms, records);
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
  to.pairs_by_level.resize(std::max(to.pairs_by_level.size(), from.pairs_by_level.size()));
  for (size_t i = 0; i < from.pairs_by_level.size(); ++i) {
    for (size_t level = 0; level < from.pairs_by_level[i].size(); ++level)
      to.pairs_by_level[i][level] += from.pairs_by_level[i][level];
  }
}

/// Equal records are judged once: every repeat is to the first what the next is. Where every level is weighed, each of
/// them is judged.
void match_repeats(const Repeats& repeats, const RecordRows& rows, uint8_t rule, const Scorer& scorer,
                   MatchedPart& out) {
  const std::vector<Repeats::Repeat>& all = repeats.all();
  out.stats.num_repeats = out.stats.num_pairs = all.size();
  for (size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    const RecordId first = all[begin].first;
    end = begin + 1;
    while (!scorer.weighs_every_level() && end < all.size() && all[end].first == first) ++end;
    MatchedPart judged;
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

Result<Matches> match(const PairStream& pairs, const Repeats& repeats, const Scorer& scorer, const Executor& executor,
                      const std::function<void(uint64_t)>& advance) {
  SOSIE_CHECK(!scorer.weighs_every_level() || pairs.bound == nullptr,
              "where every level is asked for no pair is left out");
  const auto wants = [](uint32_t, uint32_t) { return true; };
  const auto reaches = [&](const CandidatePair& pair) {
    return scorer.may_reach({pair.left, pair.right, pair.left_row, pair.right_row});
  };
  const auto visit = [&](const CandidatePair& pair, uint32_t rule, MatchedPart& part) {
    match_pair(pair, static_cast<uint8_t>(rule), scorer, part);
  };
  SOSIE_ASSIGN_OR_RETURN(StreamedPairs<MatchedPart> streamed,
                         stream_pairs<MatchedPart>(pairs, executor, wants, reaches, visit, advance));
  Matches matches;
  matches.stats.pairs_by_rule = std::move(streamed.pairs_by_rule);
  for (const uint64_t owned : matches.stats.pairs_by_rule) matches.stats.num_pairs += owned;
  matches.stats.num_below = matches.stats.num_pairs;
  if (scorer.weighs_every_level()) matches.stats.pairs_by_level.resize(scorer.model().comparisons.size());
  for (MatchedPart& part : streamed.parts) {
    add(part.stats, matches.stats);
    matches.stats.num_below -= part.num_reached;
    matches.decided.pairs.insert(matches.decided.pairs.end(), part.pairs.begin(), part.pairs.end());
    part.pairs = {};
  }
  const RecordRows& rows = pairs.rows;
  const BlockIndex& index = pairs.blocks;
  MatchedPart repeated;
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
