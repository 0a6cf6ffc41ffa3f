#include "engine/publish/contact_table.h"

#include <algorithm>

namespace sosie {
namespace {

using consent::Channel;
using consent::Decision;
using consent::State;

enum Column : size_t { kPointCells = 0, kQuestionCells = 3, kVerdictCells = 5, kGroundsCells = 7 };
constexpr size_t kNumChannels = static_cast<size_t>(Channel::any) + 1;
constexpr size_t kNumStates = static_cast<size_t>(State::erased) + 1;

std::string_view point_kind_name(const Decision& decision) {
  switch (decision.point_kind) {
    case PointKind::email: return "email";
    case PointKind::phone: return "phone";
    case PointKind::none: return decision.channel == Channel::post ? "post" : "";
  }
  return {};
}

/// No fact decided, so all that is said beyond the verdict are words of the law.
bool is_by_law(const Decision& decision) {
  return decision.since.missing() && decision.deciding_source.empty() && decision.deciding_id.empty();
}

}  // namespace

std::vector<io::TableColumn> contact_columns() {
  return {{"entity_id"},       {"point_kind"},  {"point"},
          {"channel"},         {"purpose"},     {"allowed", io::ColumnType::boolean},
          {"state"},           {"since"},       {"basis"},
          {"deciding_source"}, {"deciding_id"}, {"reason"}};
}

ContactFormatter::ContactFormatter(const TableContext& context) : context_(context) {
  if (context.input.consent != nullptr) questions_.resize(context.input.consent->purposes().size() * kNumChannels);
  verdicts_.resize(2 * kNumStates);
}

uint64_t ContactFormatter::format(const Entity& entity, MomentTexts& moments, io::RowFormatter& out) {
  for (size_t i = 0; i < entity.decisions.size(); ++i) {
    const Decision& decision = entity.decisions[i];
    const Point point{decision.point_kind, decision.point, decision.channel == Channel::post};
    if (i == 0 || point != rendered_point_) {
      render_point(entity, decision, out);
      rendered_point_ = point;
    }
    out.cells(point_);
    out.cells(question(decision, out));
    out.cells(verdict(decision, out));
    out.cells(grounds(decision, moments, out));
    out.end_row();
  }
  return entity.decisions.size();
}

void ContactFormatter::render_point(const Entity& entity, const Decision& decision, io::RowFormatter& out) {
  out.render(kPointCells, point_, [&](io::RowFormatter& cells) {
    cells.text(entity.id);
    cells.text(point_kind_name(decision));
    if (decision.point != 0) cells.text(context_.input.normalized->points.table.value(decision.point));
    else cells.text(decision.channel == Channel::post ? std::string_view(entity.address_line) : std::string_view());
  });
}

const io::RenderedCells& ContactFormatter::question(const Decision& decision, io::RowFormatter& out) {
  io::RenderedCells& rendered = questions_[decision.purpose * kNumChannels + static_cast<size_t>(decision.channel)];
  if (rendered.num_columns == 0) {
    out.render(kQuestionCells, rendered, [&](io::RowFormatter& cells) {
      cells.text(consent::channel_name(decision.channel));
      cells.text(context_.input.consent->purposes()[decision.purpose]);
    });
  }
  return rendered;
}

const io::RenderedCells& ContactFormatter::verdict(const Decision& decision, io::RowFormatter& out) {
  io::RenderedCells& rendered = verdicts_[2 * static_cast<size_t>(decision.state) + decision.allowed];
  if (rendered.num_columns == 0) {
    out.render(kVerdictCells, rendered, [&](io::RowFormatter& cells) {
      cells.boolean(decision.allowed);
      cells.text(consent::state_name(decision.state));
    });
  }
  return rendered;
}

const io::RenderedCells& ContactFormatter::grounds(const Decision& decision, MomentTexts& moments,
                                                   io::RowFormatter& out) {
  if (decision.deciding_fact != UINT32_MAX) {
    for (const FactCells& known : facts_) {
      if (known.fact == decision.deciding_fact && known.state == decision.state && known.reason == decision.reason)
        return known.cells;
    }
    FactCells& fresh = facts_[next_fact_++ % kNumFacts];
    fresh.fact = decision.deciding_fact;
    fresh.state = decision.state;
    fresh.reason = decision.reason;
    render_grounds(decision, moments, out, fresh.cells);
    return fresh.cells;
  }
  if (!is_by_law(decision)) {
    render_grounds(decision, moments, out, other_);
    return other_;
  }
  for (const LawCells& known : laws_) {
    if (known.basis == decision.basis && known.reason == decision.reason) return known.cells;
  }
  LawCells& fresh = laws_.emplace_back();
  fresh.basis = decision.basis;
  fresh.reason = decision.reason;
  render_grounds(decision, moments, out, fresh.cells);
  return fresh.cells;
}

void ContactFormatter::render_grounds(const Decision& decision, MomentTexts& moments, io::RowFormatter& out,
                                      io::RenderedCells& cells) const {
  out.render(kGroundsCells, cells, [&](io::RowFormatter& row) {
    row.text(moments.text(decision.since));
    row.text(decision.basis);
    row.text(decision.deciding_source);
    row.text(deciding_id(decision));
    row.text(decision.reason);
  });
}

/// Nothing published names a record that was erased; what it permitted has gone with it.
std::string_view ContactFormatter::deciding_id(const Decision& decision) const {
  if (decision.deciding_id.empty() || decision.state <= State::soft) return decision.deciding_id;
  return context_.is_erased(decision.deciding_source, decision.deciding_id) ? std::string_view() : decision.deciding_id;
}

}  // namespace sosie
