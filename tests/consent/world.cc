#include "world.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/field_map.h"

namespace sosie::consent {
namespace {

const std::vector<std::string> kColumns = {"id",     "given", "family",   "born",     "email",
                                           "email2", "phone", "optin",    "optin_at", "sms",
                                           "sms_at", "post",  "postcode", "street",   "type"};

const char* const kEventHeader = "id,at,key,kind,purpose,type\n";

SourceSpec source_spec(const std::string& name) {
  SourceSpec spec;
  spec.name = name;
  spec.id = "id";
  spec.fields = {{"given_name", {"given"}, {}, ""},
                 {"family_name", {"family"}, {}, ""},
                 {"email", {"email", "email2"}, {}, ""},
                 {"phone", {"phone"}, {}, ""}};
  const auto consent = [](const char* column, const char* channel, const char* at) {
    ConsentColumnSpec out;
    out.column = column;
    out.channel = channel;
    out.codes = {{"grant", {"O"}},   {"deny", {"N"}}, {"object", {"STOP"}},
                 {"pending", {"P"}}, {"soft", {"C"}}, {"unknown", {""}}};
    out.at.columns = {at};
    out.informed.text = "true";
    out.informed.is_constant = true;
    return out;
  };
  spec.consent = {consent("optin", "email", "optin_at"), consent("sms", "sms", "sms_at"),
                  consent("post", "post", "sms_at")};
  return spec;
}

EventsSpec events_spec() {
  EventsSpec spec;
  spec.name = "events";
  spec.path = "events.csv";
  spec.id = "id";
  spec.at.columns = {"at"};
  spec.key = "key";
  spec.act = "type";
  spec.key_kind.column = "kind";
  spec.purpose.column = "purpose";
  spec.purpose.codes = {{"marketing", {""}}, {"newsletter", {"nl"}}};
  spec.acts = {{"unsubscribe", {"withdraw", "email"}},
               {"stop_calls", {"withdraw", "voice"}},
               {"stop", {"withdraw", ""}},
               {"objection", {"object", ""}},
               {"erasure", {"erase", ""}},
               {"optin", {"grant", "email"}},
               {"optin_sms", {"grant", "sms"}},
               {"optin_any", {"grant", ""}}};
  return spec;
}

SuppressionSpec list_spec() {
  SuppressionSpec spec;
  spec.name = "bloctel";
  spec.path = "bloctel.csv";
  spec.value = "number";
  spec.kind.constant = "phone";
  spec.channels = {{"phone", {"voice"}}};
  return spec;
}

}  // namespace

World::World() {
  job.sources = {source_spec("crm"), source_spec("web")};
  job.events = {events_spec()};
  job.suppressions = {list_spec()};
}

struct WorldRun::Parts {
  Job job;
  Ingested ingested;
  ContactPoints points;
  PostalPoints post;
  IdentityColumns identity;
  Clusters clusters;
  Executor executor{2};
  MemoryAccountant memory;
  Arena arena;
  std::filesystem::path directory;
  std::map<std::string, RecordId> record_of;

  TextRef cell(const std::string& text) { return TextRef(arena.copy(text)); }
  void build_source(const World& world, uint32_t ordinal);
  void read_points_of(const SourceTable& table, uint32_t ordinal);
  void build_refused(const World& world);
  void build_identity();
  void write_files(const World& world);
};

/// Records first, older deliveries behind them, as ingest does.
void WorldRun::Parts::build_source(const World& world, uint32_t ordinal) {
  SourceTable& table = ingested.records.sources.emplace_back();
  table.name = job.sources[ordinal].name;
  table.ordinal = ordinal;
  table.first_record = ingested.records.num_records;
  table.files = {"memory"};
  std::vector<const WorldRow*> rows;
  for (const bool older : {false, true}) {
    for (const WorldRow& row : world.rows) {
      if (row.source == table.name && row.is_older == older) rows.push_back(&row);
    }
    if (!older) table.num_records = static_cast<uint32_t>(rows.size());
  }
  table.num_rows = static_cast<uint32_t>(rows.size());
  for (uint32_t row = 0; row < table.num_rows; ++row) {
    const std::string& id = rows[row]->id;
    table.ids.push_back(cell(id));
    table.row_ordinals.push_back(row + 1);
    table.row_lines.push_back(row + 2);
    if (row < table.num_records) {
      table.keys.push_back(record_key(table.name, id));
      record_of[table.name + ":" + id] = table.first_record + row;
      ingested.records.source_of.push_back(static_cast<uint8_t>(ordinal));
    } else {
      table.delivered.push_back(record_of.at(table.name + ":" + id) - table.first_record);
    }
  }
  for (const std::string& name : kColumns) {
    std::vector<TextRef> cells;
    for (const WorldRow* row : rows) {
      const auto found = row->cells.find(name);
      cells.push_back(found == row->cells.end() ? TextRef() : cell(found->second));
    }
    table.columns.push_back({name, TextColumn::by_row(std::move(cells))});
  }
  ingested.records.num_records += table.num_records;
  ingested.reject_columns.push_back(kColumns);
  read_points_of(table, ordinal);
}

void WorldRun::Parts::read_points_of(const SourceTable& table, uint32_t ordinal) {
  std::vector<PointColumn>& columns = points.columns.emplace_back();
  for (const char* name : {"email", "email2", "phone"}) {
    PointColumn& column = columns.emplace_back();
    column.column = table.column_index(name);
    column.first.resize(table.num_rows);
    for (uint32_t row = 0; row < table.num_rows; ++row) {
      std::vector<PointId> found;
      const PointKind kind = std::string(name) == "phone" ? PointKind::phone : PointKind::email;
      read_points(table.columns[column.column].cells.text(row), kind,
                  job.sources[ordinal].country.empty() ? "FR" : job.sources[ordinal].country, points.table, found);
      if (!found.empty()) column.first[row] = found.front();
      for (size_t i = 1; i < found.size(); ++i) column.more.push_back({row, found[i]});
    }
  }
}

void WorldRun::Parts::build_refused(const World& world) {
  for (const World::Refused& row : world.refused) {
    SourceReject refused;
    refused.reject.code = row.cells.empty() ? "ragged_row" : "missing_id";
    refused.reject.raw = arena.copy(row.raw);
    for (const std::string& name : kColumns) {
      const auto found = row.cells.find(name);
      if (!row.cells.empty())
        refused.reject.cells.push_back(found == row.cells.end() ? TextRef() : cell(found->second));
    }
    ingested.rejects.push_back(std::move(refused));
  }
}

void WorldRun::Parts::build_identity() {
  std::map<std::string, Code> codes;
  const auto code = [&](std::string_view text) {
    return text.empty() ? Code{0} : codes.emplace(text, static_cast<Code>(codes.size() + 1)).first->second;
  };
  for (const SourceTable& table : ingested.records.sources) {
    const auto text = [&](const char* name, uint32_t row) {
      return table.columns[table.column_index(name)].cells.text(row);
    };
    for (uint32_t row = 0; row < table.num_records; ++row) {
      identity.given_name.push_back(code(text("given", row)));
      identity.family_name.push_back(code(text("family", row)));
      identity.validated_id.push_back(0);
      identity.birth_date.push_back(code(text("born", row)));
      identity.person_type.push_back(text("type", row) == "professional" ? 2 : text("type", row) == "consumer" ? 1 : 0);
      post.has_address.push_back(!text("street", row).empty() && !text("postcode", row).empty());
    }
  }
}

void WorldRun::Parts::write_files(const World& world) {
  static int serial = 0;
  directory = std::filesystem::temp_directory_path() /
              ("sosie-consent-" + std::to_string(getpid()) + "-" + std::to_string(serial++));
  std::filesystem::create_directories(directory);
  job.directory = directory.string();
  std::ofstream events(directory / "events.csv");
  events << kEventHeader;
  for (const WorldEvent& event : world.events)
    events << event.id << ',' << event.at << ',' << event.key << ',' << event.kind << ',' << event.purpose << ','
           << event.type << '\n';
  std::ofstream list(directory / "bloctel.csv");
  list << "number\n";
  for (const std::string& number : world.listed) list << number << '\n';
}

WorldRun::WorldRun(const World& world) : parts_(std::make_unique<Parts>()) {
  Parts& parts = *parts_;
  parts.job = world.job;
  for (uint32_t ordinal = 0; ordinal < world.job.sources.size(); ++ordinal) parts.build_source(world, ordinal);
  parts.build_refused(world);
  parts.build_identity();
  std::map<std::string, uint32_t> label_of;
  std::vector<uint32_t> labels(parts.ingested.records.num_records);
  for (const WorldRow& row : world.rows) {
    if (row.is_older) continue;
    labels[parts.record_of.at(row.source + ":" + row.id)] =
        label_of.emplace(row.cluster, static_cast<uint32_t>(label_of.size())).first->second;
  }
  parts.clusters = Clusters::from_labels(labels);
  if (world.events.empty()) parts.job.events.clear();
  if (world.listed.empty()) parts.job.suppressions.clear();
  if (!parts.job.events.empty() || !parts.job.suppressions.empty()) parts.write_files(world);
  const Moment as_of = *parse_iso_moment(world.as_of, TimeZone::find("Europe/Paris").value());
  auto built =
      Consent::build({&parts.job, &parts.ingested, &parts.points, &parts.clusters, &parts.post, &parts.identity, as_of},
                     parts.executor, parts.memory);
  EXPECT_TRUE(built.ok()) << built.status().to_string();
  consent_ = std::move(built).value();
}

WorldRun::~WorldRun() {
  if (!parts_->directory.empty()) std::filesystem::remove_all(parts_->directory);
}

namespace {

Right right_of(const Decision& decision) {
  return {decision.allowed,
          std::string(state_name(decision.state)),
          std::string(decision.deciding_source),
          std::string(decision.deciding_id),
          std::string(decision.reason),
          std::string(decision.basis)};
}

}  // namespace

Right WorldRun::right(const std::string& record, const std::string& point, const std::string& channel,
                      const std::string& purpose) const {
  const RecordId id = parts_->record_of.at(record);
  if (consent_->erased(id)) return {false, "absent", "", "", "", ""};
  std::vector<Decision> decisions;
  consent_->decide(parts_->clusters.cluster_of[id], decisions);
  for (const Decision& decision : decisions) {
    const std::string_view value =
        decision.point_kind == PointKind::none ? "post" : parts_->points.table.value(decision.point);
    if (value == point && channel_name(decision.channel) == channel &&
        consent_->purposes()[decision.purpose] == purpose)
      return right_of(decision);
  }
  return {false, "absent", "", "", "", ""};
}

std::string WorldRun::state(const std::string& record, const std::string& point, const std::string& channel,
                            const std::string& purpose) const {
  const Right found = right(record, point, channel, purpose);
  return (found.allowed ? "allowed " : "no ") + found.state;
}

std::map<std::string, Right> WorldRun::rights() const {
  std::map<RecordId, std::string> name_of;
  for (const auto& [name, record] : parts_->record_of) name_of[record] = name;
  std::map<std::string, Right> rights;
  std::vector<Decision> decisions;
  for (uint32_t cluster = 0; cluster < parts_->clusters.num_clusters(); ++cluster) {
    std::string entity;
    for (const RecordId record : parts_->clusters.of(cluster)) {
      if (entity.empty() || name_of[record] < entity) entity = name_of[record];
    }
    decisions.clear();
    consent_->decide(cluster, decisions);
    for (const Decision& decision : decisions) {
      const std::string point(decision.point_kind == PointKind::none ? "post"
                                                                     : parts_->points.table.value(decision.point));
      rights[entity + " / " + point + " / " + std::string(channel_name(decision.channel)) + " / " +
             consent_->purposes()[decision.purpose]] = right_of(decision);
    }
  }
  return rights;
}

std::string WorldRun::explain(const std::string& record, const std::string& point, const std::string& channel) const {
  std::vector<Decision> decisions;
  const uint32_t cluster = parts_->clusters.cluster_of[parts_->record_of.at(record)];
  consent_->decide(cluster, decisions);
  for (const Decision& decision : decisions) {
    const std::string_view value =
        decision.point_kind == PointKind::none ? "post" : parts_->points.table.value(decision.point);
    if (value == point && channel_name(decision.channel) == channel) return consent_->explain(cluster, decision);
  }
  return {};
}

bool WorldRun::erased(const std::string& record) const { return consent_->erased(parts_->record_of.at(record)); }

}  // namespace sosie::consent
