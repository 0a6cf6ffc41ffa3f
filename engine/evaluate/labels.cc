#include "engine/evaluate/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/evaluate/scores.h"

namespace sosie {
namespace {

constexpr size_t kShown = 5;
constexpr size_t kTruthId = 0, kTruthEntity = 1, kTruthSource = 2;
constexpr size_t kMemberSource = 0, kMemberId = 1, kMemberEntity = 2;
constexpr std::array<std::string_view, 3> kIdNames = {"unique_id", "id", "record_id"};
constexpr char kBetween = '\x1f';  // stands in no source name and hardly in an id

/// Problems of one kind: how many, and the first few by name.
class Problem {
 public:
  explicit Problem(std::string what) : what_(std::move(what)) {}
  void add(std::string name) {
    if (count_++ < kShown) shown_.push_back(std::move(name));
  }
  void report(std::vector<std::string>& problems) const {
    if (count_ > 0) problems.push_back(fmt::format("{} {}, e.g. {}", count_, what_, fmt::join(shown_, ", ")));
  }

 private:
  std::string what_;
  uint64_t count_ = 0;
  std::vector<std::string> shown_;
};

/// Numbers labels in order of first use.
class Labels {
 public:
  explicit Labels(std::vector<std::string_view>& names) : names_(names) {}
  uint32_t label(std::string_view name) {
    const Code code = name.empty() ? 0 : codes_.intern(TextRef(name));
    if (code >= numbered_.size()) numbered_.resize(code + 1, kUnlabelled);
    if (numbered_[code] == kUnlabelled) numbered_[code] = add(name);
    return numbered_[code];
  }
  /// A label nobody else has.
  uint32_t add(std::string_view name) {
    names_.push_back(name);
    return static_cast<uint32_t>(names_.size() - 1);
  }

 private:
  Dictionary codes_;
  std::vector<uint32_t> numbered_;  // by code; a dictionary has no empty name, so 0 is that
  std::vector<std::string_view>& names_;
};

Result<TableCells> read_truth(const std::string& path, bool& has_sources, const Executor& executor,
                              MemoryAccountant& memory) {
  std::vector<std::string> header;
  {
    SOSIE_ASSIGN_OR_RETURN(const io::Input input, io::Input::open(path, {}, memory));
    header = input.columns();
  }
  const auto has = [&](std::string_view name) { return std::find(header.begin(), header.end(), name) != header.end(); };
  const auto id = std::find_if(kIdNames.begin(), kIdNames.end(), has);
  if (id == kIdNames.end() || !has("entity_id")) {
    return Status::invalid_data(fmt::format("expected columns `entity_id` and one of {}, found {}",
                                            fmt::join(kIdNames, ", "), fmt::join(header, ", ")))
        .at({path});
  }
  std::vector<std::string> columns = {std::string(*id), "entity_id"};
  has_sources = has("source");
  if (has_sources) columns.push_back("source");
  return TableCells::read(path, {}, columns, executor, memory);
}

std::string key_of(std::string_view source, std::string_view id) {
  std::string key(source);
  key += kBetween;
  key += id;
  return key;
}

void label_truth(LabelledRecords& out) {
  Problem repeated("ids repeated in the truth");
  std::vector<std::string_view> source_names;
  Labels entities(out.entity_names), sources(source_names);
  for (size_t row = 0; row < out.truth.num_rows(); ++row) {
    const std::string_view id = out.truth.cell(kTruthId, row), entity = out.truth.cell(kTruthEntity, row);
    const std::string_view source =
        out.has_sources ? out.truth.cell(kTruthSource, row) : std::string_view(out.only_source);
    if (out.names.intern_copy(key_of(source, id)) <= out.num_records()) {
      repeated.add(fmt::format("{}:{}", source, id));
      continue;
    }
    out.truth_rows.push_back(static_cast<uint32_t>(row));
    out.entities.push_back(entity.empty() ? kUnlabelled : entities.label(entity));
    out.sources.push_back(sources.label(source));
  }
  repeated.report(out.problems);
}

void label_run(LabelledRecords& out) {
  Problem missing("ids missing from the run"), extra("ids that are not in the truth"),
      repeated("ids repeated in the run");
  Labels clusters(out.cluster_names);
  out.clusters.assign(out.num_records(), kUnlabelled);
  for (size_t row = 0; row < out.members.num_rows(); ++row) {
    const std::string_view source = out.members.cell(kMemberSource, row), id = out.members.cell(kMemberId, row);
    const size_t record = out.find(source, id);
    if (record == SIZE_MAX) extra.add(fmt::format("{}:{}", source, id));
    else if (out.clusters[record] != kUnlabelled) repeated.add(out.name(record));
    else out.clusters[record] = clusters.label(out.members.cell(kMemberEntity, row));
  }
  for (size_t record = 0; record < out.num_records(); ++record) {
    if (out.clusters[record] != kUnlabelled) continue;
    missing.add(out.name(record));
    out.clusters[record] = clusters.add({});
  }
  for (const Problem* problem : {&missing, &extra, &repeated}) problem->report(out.problems);
}

}  // namespace

std::string_view LabelledRecords::source(size_t record) const {
  return has_sources ? truth.cell(kTruthSource, truth_rows[record]) : std::string_view(only_source);
}

std::string LabelledRecords::name(size_t record) const { return fmt::format("{}:{}", source(record), id(record)); }

size_t LabelledRecords::find(std::string_view source, std::string_view id) const {
  const Code code = names.find(key_of(source, id));
  return code == 0 ? SIZE_MAX : code - 1;
}

Result<LabelledRecords> read_labels(const RunFolder& run, const std::string& truth_path, const Executor& executor,
                                    MemoryAccountant& memory) {
  LabelledRecords out;
  SOSIE_ASSIGN_OR_RETURN(out.truth, read_truth(truth_path, out.has_sources, executor, memory));
  if (!out.has_sources) {
    if (run.manifest().sources.size() != 1) {
      return Status::invalid_data(fmt::format("the run has {} sources, so the truth needs a column `source`",
                                              run.manifest().sources.size()))
          .at({truth_path});
    }
    out.only_source = run.manifest().sources.front().source;
  }
  SOSIE_ASSIGN_OR_RETURN(out.members, run.read("members", {"source", "id", "entity_id"}, executor, memory));
  label_truth(out);
  label_run(out);
  return out;
}

}  // namespace sosie
