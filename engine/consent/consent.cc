#include "engine/consent/consent.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/spill.h"
#include "engine/consent/explain.h"
#include "engine/consent/read_columns.h"
#include "engine/consent/read_events.h"
#include "engine/consent/read_rejected.h"
#include "engine/field.h"

namespace sosie::consent {
namespace {

Status check_policy(const ConsentSettings& settings) {
  if (settings.policy == ConsentPolicy::strictest || settings.policy == ConsentPolicy::unanimous) return {};
  return Status::invalid_job(fmt::format("[consent] policy = \"{}\" is not built yet", policy_name(settings.policy)))
      .hint("strictest and unanimous are");
}

Result<Law> open_law(const Job& job, const PurposeTree& purposes, Date day) {
  std::string path = job.consent.law, text(kBuiltInLaw);
  if (path != "built-in") {
    std::ifstream file(resolve_path(job, path), std::ios::binary);
    if (!file) return Status::io_error("cannot read the law table").at({resolve_path(job, path)});
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  SOSIE_ASSIGN_OR_RETURN(std::vector<LawRow> rows, read_law(text, path));
  return Law::on(day, std::move(rows), purposes);
}

/// The kind of point a contact column is for: a value of another kind in it counts for restrictions only.
PointKind kind_of_column(const SourceSpec& spec, const std::string& column) {
  bool is_email = false, is_phone = false;
  for (const FieldSpec& field : spec.fields) {
    const Field known = field_of(field.field);
    if (!is_contact_field(known) ||
        std::find(field.columns.begin(), field.columns.end(), column) == field.columns.end())
      continue;
    (known == Field::email ? is_email : is_phone) = true;
  }
  if (is_email == is_phone) return PointKind::none;
  return is_email ? PointKind::email : PointKind::phone;
}

std::vector<std::vector<PointKind>> kinds_of_columns(const Job& job, const Ingested& ingested,
                                                     const ContactPoints& points) {
  std::vector<std::vector<PointKind>> kinds(points.columns.size());
  for (const SourceTable& table : ingested.records.sources) {
    for (const PointColumn& column : points.columns[table.ordinal]) {
      const bool is_known = column.column >= 0 && static_cast<size_t>(column.column) < table.columns.size();
      kinds[table.ordinal].push_back(
          is_known ? kind_of_column(job.sources[table.ordinal], table.columns[column.column].name) : PointKind::none);
    }
  }
  return kinds;
}

/// Paths that exist, of a file or glob.
std::vector<std::string> existing_paths(const Job& job, const std::string& path) {
  std::vector<std::string> paths = io::expand_glob(resolve_path(job, path));
  std::erase_if(paths, [](const std::string& name) { return !std::ifstream(name).good(); });
  return paths;
}

const PostalPoints kNoPost;
const IdentityColumns kNoIdentity;

class ConsentOfRun : public Consent {
 public:
  ConsentOfRun(const ConsentInput& input, const Executor& executor, MemoryAccountant& memory)
      : input_(input),
        executor_(executor),
        memory_(memory),
        post_(input.post ? *input.post : kNoPost),
        identity_(input.identity ? *input.identity : kNoIdentity) {}

  Status read();
  void settle() override;
  void decide(uint32_t cluster, std::vector<Decision>& out) const override;
  void prefetch(uint32_t cluster, int step) const override { prefetch_entity(*world_, cluster, step); }
  bool erased(RecordId record) const override { return erasure_.is_erased(record); }
  const std::vector<std::string>& purposes() const override { return input_.job->consent.purposes; }
  const ConsentStats& stats() const override { return stats_; }
  const std::vector<EventReject>& event_rejects() const override { return event_rejects_; }
  std::vector<InputFile> files() const override { return files_; }
  std::string explain(uint32_t cluster, const Decision& decision) const override;

 private:
  const RecordSet& records() const { return input_.ingested->records; }
  Status open_rules();
  Status read_facts();
  Result<std::vector<RejectedRows>> read_refused_rows(const ReadContext& context);
  Status read_all_events(const ReadContext& context, const std::vector<RejectedRows>& rejected);
  Status read_all_lists(const ReadContext& context);
  Status read_list(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank);
  void keep(InputRows& rows);
  void count();
  World world() const;
  Decision make_decision(const Entity& entity, const Key& key, const KeyFacts& facts) const;
  KeyOutcome outcome_of(const Entity& entity, const KeyFacts& facts, Demand demand) const;

  const ConsentInput input_;
  const Executor& executor_;
  MemoryAccountant& memory_;
  const PostalPoints& post_;
  const IdentityColumns& identity_;

  TimeZone zone_;
  PurposeTree purposes_;
  std::vector<uint8_t> asked_purposes_;
  Law law_;
  std::unique_ptr<RecordLaw> record_law_;
  DecisionRules rules_;

  FactSet facts_;
  std::vector<Blanket> blankets_;
  std::vector<std::vector<PointKind>> column_kinds_;
  Erasure erasure_;
  Reach reach_;
  std::unique_ptr<World> world_;

  ConsentStats stats_;
  std::vector<EventReject> event_rejects_;
  std::vector<InputFile> files_;
  std::vector<std::shared_ptr<const void>> owners_;  // of the bytes behind events and rejects
  MemoryClaim claim_;
};

Status ConsentOfRun::read() {
  SOSIE_RETURN_IF_ERROR(open_rules());
  SOSIE_RETURN_IF_ERROR(read_facts());
  if (!is_spilled(facts_.facts.data())) {
    SOSIE_ASSIGN_OR_RETURN(claim_, memory_.claim(facts_.facts.capacity() * sizeof(Fact), "facts of consent"));
  }
  return {};
}

/// In the order of the rules: carriers, erasures, reach.
void ConsentOfRun::settle() {
  const RecordRows rows(records());
  const Carriers carriers(records(), *input_.points, keyed_points(facts_));
  erasure_ = carry_out_erasures({facts_, records(), *input_.points, rows, carriers, *input_.clusters, identity_});
  reach_ = compute_reach({facts_, records(), *input_.points, rows, carriers, *input_.clusters, erasure_});
  world_ = std::make_unique<World>(world());
  count();
}

Status ConsentOfRun::open_rules() {
  const Job& job = *input_.job;
  SOSIE_RETURN_IF_ERROR(check_policy(job.consent));
  for (const SuppressionSpec& spec : job.suppressions) SOSIE_RETURN_IF_ERROR(check_suppression(spec));
  SOSIE_ASSIGN_OR_RETURN(zone_, TimeZone::find(job.timezone));
  SOSIE_ASSIGN_OR_RETURN(purposes_, PurposeTree::from_job(job));
  for (const std::string& purpose : job.consent.purposes) asked_purposes_.push_back(*purposes_.find(purpose));
  SOSIE_ASSIGN_OR_RETURN(law_, open_law(job, purposes_, zone_.date_of(input_.as_of.last)));
  record_law_ = std::make_unique<RecordLaw>(job, *input_.ingested, post_, law_);
  column_kinds_ = kinds_of_columns(job, *input_.ingested, *input_.points);
  rules_ = {job.consent.policy, input_.as_of};
  return {};
}

Status ConsentOfRun::read_facts() {
  const auto year = static_cast<int>(zone_.date_of(input_.as_of.last).year());
  const ReadContext context{*input_.job, *input_.ingested, *input_.points, purposes_, executor_, year};
  facts_.records = &records();
  for (uint32_t source = 0; source < records().sources.size(); ++source)
    SOSIE_RETURN_IF_ERROR(read_source_consent(context, source, facts_));
  SOSIE_ASSIGN_OR_RETURN(const std::vector<RejectedRows> rejected, read_refused_rows(context));
  SOSIE_RETURN_IF_ERROR(read_all_events(context, rejected));
  return read_all_lists(context);
}

Result<std::vector<RejectedRows>> ConsentOfRun::read_refused_rows(const ReadContext& context) {
  std::vector<RejectedRows> rejected;
  for (uint32_t source = 0; source < records().sources.size(); ++source) {
    rejected.emplace_back(context, source);
    SOSIE_ASSIGN_OR_RETURN(const uint64_t num_read, read_rejected_rows(context, rejected.back(), source, facts_));
    stats_.num_rejected_rows_read += num_read;
  }
  return rejected;
}

Status ConsentOfRun::read_all_events(const ReadContext& context, const std::vector<RejectedRows>& rejected) {
  const Job& job = *input_.job;
  for (size_t i = 0; i < job.events.size(); ++i) {
    const EventsSpec& spec = job.events[i];
    InputRequest request = request_for(spec);
    request.paths = existing_paths(job, spec.path);
    if (request.paths.empty() && spec.may_be_late) continue;
    if (request.paths.empty())
      return Status::invalid_data(fmt::format("[[consent_events]] \"{}\": no file at {}", spec.name, spec.path))
          .hint("may_be_late = true lets a run go on without it");
    SOSIE_ASSIGN_OR_RETURN(InputRows rows, read_input(request, executor_, memory_));
    const auto rank = static_cast<uint16_t>(job.sources.size() + i);
    SOSIE_RETURN_IF_ERROR(read_events(context, spec, rank, rows, rejected, facts_, stats_.num_unresolved_events));
    keep(rows);
  }
  return {};
}

Status ConsentOfRun::read_all_lists(const ReadContext& context) {
  const Job& job = *input_.job;
  for (size_t i = 0; i < job.suppressions.size(); ++i)
    SOSIE_RETURN_IF_ERROR(
        read_list(context, job.suppressions[i], static_cast<uint16_t>(job.sources.size() + job.events.size() + i)));
  return {};
}

/// A list that is missing or damaged denies its channels instead of ending the run.
Status ConsentOfRun::read_list(const ReadContext& context, const SuppressionSpec& spec, uint16_t rank) {
  InputRequest request = request_for(spec);
  request.paths = existing_paths(*input_.job, spec.path);
  if (request.paths.empty()) return add_blankets(context, spec, rank, "is missing", facts_, blankets_, stats_.warnings);
  Result<InputRows> rows = read_input(request, executor_, memory_);
  if (!rows.ok() && rows.status().code() == StatusCode::invalid_data)
    return add_blankets(context, spec, rank, "cannot be read", facts_, blankets_, stats_.warnings);
  if (!rows.ok()) return rows.status();
  SOSIE_RETURN_IF_ERROR(read_suppression(context, spec, rank, *rows, input_.as_of, facts_, blankets_, stats_.warnings));
  keep(*rows);
  return {};
}

void ConsentOfRun::keep(InputRows& rows) {
  std::move(rows.rejects.begin(), rows.rejects.end(), std::back_inserter(event_rejects_));
  std::move(rows.files.begin(), rows.files.end(), std::back_inserter(files_));
  std::move(rows.owners.begin(), rows.owners.end(), std::back_inserter(owners_));
}

void ConsentOfRun::count() {
  stats_.num_facts = facts_.size();
  for (const Fact& fact : facts_.facts) {
    stats_.num_permissions += is_permission(fact.act);
    stats_.num_restrictions += is_restriction(fact.act);
    stats_.num_unreadable +=
        fact.act == Act::invalid || fact.has(Fact::kDateUnreadable) || fact.has(Fact::kEndUnreadable);
  }
  stats_.num_erased_records = static_cast<uint64_t>(std::count(erasure_.erased.begin(), erasure_.erased.end(), true));
  stats_.num_held_entities = erasure_.held.size();
}

World ConsentOfRun::world() const {
  return {facts_,           reach_, erasure_,  blankets_, records(),       *input_.points, column_kinds_,
          *input_.clusters, post_,  identity_, purposes_, asked_purposes_, law_,           *record_law_};
}

KeyOutcome ConsentOfRun::outcome_of(const Entity& entity, const KeyFacts& facts, Demand demand) const {
  KeyOutcome outcome = decide_key(facts_, facts, demand, rules_);
  if (outcome.state > State::held) outcome.reason = restriction_reason(*world_, entity, facts_[outcome.fact]);
  return outcome;
}

Decision ConsentOfRun::make_decision(const Entity& entity, const Key& key, const KeyFacts& facts) const {
  const Demand demand = entity.demand(key);
  const KeyOutcome outcome = outcome_of(entity, facts, demand);
  Decision decision;
  decision.point_kind = key.kind;
  decision.point = key.point;
  decision.channel = key.channel;
  decision.purpose = key.purpose;
  decision.allowed = outcome.allowed;
  decision.state = outcome.state;
  decision.reason = reason_text(outcome.reason);
  if (outcome.fact == kNoFact) {
    decision.basis = rule_name(demand.rule);
    return decision;
  }
  const Fact& fact = facts_[outcome.fact];
  decision.since = fact.at;
  decision.basis = facts_.basis(fact);
  decision.deciding_source = facts_.origin(fact).name;
  // Nothing in a table names a record that was erased.
  const bool is_gone = erasure_.is_erased(fact.record) && facts_.origin(fact).kind != Origin::Kind::event;
  if (!is_gone) decision.deciding_id = facts_.said_by(fact);
  decision.deciding_fact = outcome.fact;
  return decision;
}

/// What one thread keeps between entities: their buffers.
struct Scratch {
  Entity entity;
  std::vector<Key> keys;
  KeyFacts facts;
};

void ConsentOfRun::decide(uint32_t cluster, std::vector<Decision>& out) const {
  thread_local Scratch scratch;
  scratch.entity.load(*world_, cluster);
  scratch.keys.clear();
  scratch.entity.append_keys(scratch.keys);
  for (const Key& key : scratch.keys) {
    scratch.entity.gather(key, scratch.facts);
    out.push_back(make_decision(scratch.entity, key, scratch.facts));
  }
}

std::string ConsentOfRun::explain(uint32_t cluster, const Decision& decision) const {
  Scratch scratch;
  scratch.entity.load(*world_, cluster);
  const Key key{decision.point_kind, decision.point, decision.channel, decision.purpose};
  scratch.entity.gather(key, scratch.facts);
  const KeyOutcome outcome = outcome_of(scratch.entity, scratch.facts, scratch.entity.demand(key));
  return explain_key(*world_, scratch.entity, key, scratch.facts, outcome, rules_, zone_);
}

}  // namespace

Result<std::unique_ptr<Consent>> Consent::read(const ConsentInput& input, const Executor& executor,
                                               MemoryAccountant& memory) {
  auto consent = std::make_unique<ConsentOfRun>(input, executor, memory);
  SOSIE_RETURN_IF_ERROR(consent->read());
  return Result<std::unique_ptr<Consent>>(std::move(consent));
}

Result<std::unique_ptr<Consent>> Consent::build(const ConsentInput& input, const Executor& executor,
                                                MemoryAccountant& memory) {
  SOSIE_ASSIGN_OR_RETURN(std::unique_ptr<Consent> consent, read(input, executor, memory));
  consent->settle();
  return Result<std::unique_ptr<Consent>>(std::move(consent));
}

}  // namespace sosie::consent
