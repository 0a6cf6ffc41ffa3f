#include "engine/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>

namespace sosie {
namespace {

/// Who belongs to which entity.
class Members {
 public:
  static Result<Members> read(const RunFolder& run, const Executor& executor, MemoryAccountant& memory) {
    Members members;
    SOSIE_ASSIGN_OR_RETURN(members.table_, run.read("members", {"source", "id", "entity_id"}, executor, memory));
    return members;
  }

  /// Empty when the run has no such record.
  std::string entity_of(const RecordName& name) const {
    for (size_t row = 0; row < table_.num_rows(); ++row) {
      if (table_.cell(1, row) == name.id && table_.cell(0, row) == name.source) return std::string(table_.cell(2, row));
    }
    return {};
  }

  /// Ordered by name.
  std::vector<RecordName> of(std::string_view entity) const {
    std::vector<RecordName> names;
    for (size_t row = 0; row < table_.num_rows(); ++row) {
      if (table_.cell(2, row) == entity)
        names.push_back({std::string(table_.cell(0, row)), std::string(table_.cell(1, row))});
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  TableCells table_;
};

Status unknown_record(const RecordName& name, const RunFolder& run) {
  return Status::invalid_argument(fmt::format("the run has no record {}", name.text()))
      .at({run.directory()})
      .hint(
          "write SOURCE:ID as in the table `members`; rows that were refused or removed stand in `rejects` and "
          "`removed`");
}

/// The rows of `links` between records that `wanted` knows by name.
Result<std::vector<LinkRow>> read_links(const RunFolder& run, const std::vector<RecordName>& wanted,
                                        const Executor& executor, MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const TableCells table,
                         run.read("links",
                                  {"left_source", "left_id", "right_source", "right_id", "decision", "blocking_rule",
                                   "match_weight", "match_probability"},
                                  executor, memory));
  std::vector<LinkRow> rows;
  const auto name = [&](size_t column, size_t row) {
    return RecordName{std::string(table.cell(column, row)), std::string(table.cell(column + 1, row))};
  };
  const auto number = [&](size_t column, size_t row) {
    return std::strtod(std::string(table.cell(column, row)).c_str(), nullptr);
  };
  const auto is_wanted = [&](const RecordName& record) {
    return std::binary_search(wanted.begin(), wanted.end(), record);
  };
  for (size_t row = 0; row < table.num_rows(); ++row) {
    LinkRow link{name(0, row), name(2, row), std::string(table.cell(4, row)), std::string(table.cell(5, row)), 0, 0};
    if (!is_wanted(link.left) || !is_wanted(link.right)) continue;
    link.match_weight = number(6, row);
    link.match_probability = number(7, row);
    rows.push_back(std::move(link));
  }
  return rows;
}

/// The maximum spanning forest of an entity's links: of all paths between two records, the one in it has the strongest
/// weakest link.
class LinkForest {
 public:
  LinkForest(const std::vector<RecordName>& members, std::vector<LinkRow> links)
      : members_(members), neighbours_(members.size()) {
    std::erase_if(links, [](const LinkRow& link) { return link.decision != "link"; });
    std::sort(links.begin(), links.end(), [](const LinkRow& a, const LinkRow& b) {
      return a.match_weight != b.match_weight ? a.match_weight > b.match_weight
                                              : std::tie(a.left, a.right) < std::tie(b.left, b.right);
    });
    std::vector<size_t> root(members.size());
    std::iota(root.begin(), root.end(), 0);
    for (LinkRow& link : links) {
      const size_t left = index_of(link.left), right = index_of(link.right);
      const size_t from = find(root, left), to = find(root, right);
      if (from == to) continue;
      root[from] = to;
      neighbours_[left].emplace_back(right, links_.size());
      neighbours_[right].emplace_back(left, links_.size());
      links_.push_back(std::move(link));
    }
  }

  /// Empty when there is none.
  std::vector<LinkRow> path(const RecordName& from, const RecordName& to) const {
    constexpr size_t kNone = SIZE_MAX;
    std::vector<std::pair<size_t, size_t>> came_by(members_.size(), {kNone, kNone});  // (record, link) before
    std::vector<size_t> queue = {index_of(from)};
    for (size_t next = 0; next < queue.size(); ++next) {
      for (const auto& [record, link] : neighbours_[queue[next]]) {
        if (record == queue.front() || came_by[record].first != kNone) continue;
        came_by[record] = {queue[next], link};
        queue.push_back(record);
      }
    }
    std::vector<LinkRow> steps;
    for (size_t record = index_of(to); came_by[record].first != kNone; record = came_by[record].first) {
      LinkRow step = links_[came_by[record].second];
      if (step.right != members_[record]) std::swap(step.left, step.right);
      steps.push_back(std::move(step));
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

 private:
  static size_t find(std::vector<size_t>& root, size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  }
  size_t index_of(const RecordName& name) const {
    return static_cast<size_t>(std::lower_bound(members_.begin(), members_.end(), name) - members_.begin());
  }

  const std::vector<RecordName>& members_;  // ordered
  std::vector<LinkRow> links_;
  std::vector<std::vector<std::pair<size_t, size_t>>> neighbours_;  // by record: (record, link)
};

/// Fills what the table `links` knows of the pair.
Status add_links(const RunFolder& run, const Members& members, const Executor& executor, MemoryAccountant& memory,
                 PairAnswer& answer) {
  if (!run.has_table("links")) {
    answer.notes.push_back("the run was told not to write `links`: neither the pair's row nor the path is known");
    return {};
  }
  std::vector<RecordName> names =
      answer.together() ? members.of(answer.left_entity) : std::vector{answer.left, answer.right};
  std::sort(names.begin(), names.end());
  SOSIE_ASSIGN_OR_RETURN(std::vector<LinkRow> links, read_links(run, names, executor, memory));
  const auto own = std::find_if(links.begin(), links.end(), [&](const LinkRow& link) {
    return (link.left == answer.left && link.right == answer.right) ||
           (link.left == answer.right && link.right == answer.left);
  });
  if (own != links.end()) answer.link = *own;
  if (answer.together()) answer.path = LinkForest(names, std::move(links)).path(answer.left, answer.right);
  return {};
}

constexpr const char* kContactColumns[] = {"entity_id", "point_kind",      "point",       "channel",
                                           "purpose",   "allowed",         "state",       "since",
                                           "basis",     "deciding_source", "deciding_id", "reason"};

Result<std::vector<ContactRow>> read_contact(const RunFolder& run, const std::string& entity,
                                             const ContactQuestion& question, const Executor& executor,
                                             MemoryAccountant& memory) {
  const std::vector<std::string> columns(std::begin(kContactColumns), std::end(kContactColumns));
  SOSIE_ASSIGN_OR_RETURN(const TableCells table, run.read("contact", columns, executor, memory));
  std::vector<ContactRow> rows;
  for (size_t row = 0; row < table.num_rows(); ++row) {
    const auto cell = [&](size_t column) { return std::string(table.cell(column, row)); };
    if (table.cell(0, row) != entity) continue;
    if (!question.channel.empty() && table.cell(3, row) != question.channel) continue;
    if (!question.purpose.empty() && table.cell(4, row) != question.purpose) continue;
    rows.push_back(
        {cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), cell(8), cell(9), cell(10), cell(11)});
  }
  return rows;
}

}  // namespace

Result<RecordName> parse_record_name(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
    return Status::invalid_argument(fmt::format("expected SOURCE:ID, found \"{}\"", text)).hint("for example crm:1042");
  return RecordName{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

Result<PairAnswer> why_pair(const RunFolder& run, const RecordName& left, const RecordName& right,
                            PairExplainer* explainer, const Executor& executor, MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const Members members, Members::read(run, executor, memory));
  PairAnswer answer;
  answer.left = left;
  answer.right = right;
  answer.left_entity = members.entity_of(left);
  answer.right_entity = members.entity_of(right);
  if (answer.left_entity.empty()) return unknown_record(left, run);
  if (answer.right_entity.empty()) return unknown_record(right, run);
  SOSIE_RETURN_IF_ERROR(add_links(run, members, executor, memory, answer));
  if (explainer == nullptr || left == right) return answer;
  Result<PairReason> reason = explainer->explain(left, right);
  if (reason.ok()) answer.reason = std::move(*reason);
  else answer.notes.push_back("the pair could not be judged again: " + reason.status().to_string());
  return answer;
}

Result<ContactAnswer> why_contact(const RunFolder& run, const ContactQuestion& question, ContactExplainer* explainer,
                                  const Executor& executor, MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(const Members members, Members::read(run, executor, memory));
  ContactAnswer answer;
  answer.entity = question.entity;
  if (question.entity.find(':') != std::string::npos) {
    SOSIE_ASSIGN_OR_RETURN(const RecordName name, parse_record_name(question.entity));
    answer.entity = members.entity_of(name);
    if (answer.entity.empty()) return unknown_record(name, run);
  }
  answer.members = members.of(answer.entity);
  if (answer.members.empty())
    return Status::invalid_argument(fmt::format("the run has no entity \"{}\"", question.entity))
        .at({run.directory()})
        .hint("an entity_id of the table `golden`, or SOURCE:ID of a member");
  SOSIE_ASSIGN_OR_RETURN(answer.rows, read_contact(run, answer.entity, question, executor, memory));
  answer.explanations.resize(answer.rows.size());
  if (explainer == nullptr) return answer;
  for (size_t i = 0; i < answer.rows.size(); ++i) {
    Result<std::string> text = explainer->explain(answer.members.front(), answer.rows[i]);
    if (text.ok()) answer.explanations[i] = std::move(*text);
    else answer.notes.push_back("a decision could not be made again: " + text.status().to_string());
  }
  return answer;
}

std::vector<std::string> changed_inputs(const std::vector<InputFile>& then, const std::vector<InputFile>& now) {
  std::vector<std::string> changes;
  for (const InputFile& before : then) {
    const auto same = [&](const InputFile& file) { return file.path == before.path && file.source == before.source; };
    const auto file = std::find_if(now.begin(), now.end(), same);
    if (file == now.end()) changes.push_back(fmt::format("{} was read by the run and is not there now", before.path));
    else if (file->bytes != before.bytes || file->hash != before.hash)
      changes.push_back(fmt::format("{} has changed since the run", before.path));
  }
  for (const InputFile& file : now) {
    const auto same = [&](const InputFile& before) { return file.path == before.path && file.source == before.source; };
    if (std::none_of(then.begin(), then.end(), same))
      changes.push_back(fmt::format("{} was not read by the run", file.path));
  }
  return changes;
}

}  // namespace sosie
