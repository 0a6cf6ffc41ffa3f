#include "engine/publish/entity.h"

#include <algorithm>

namespace sosie {

using consent::Channel;
using consent::Decision;

EntityMaker::EntityMaker(const TableContext& context)
    : context_(context), merger_(*context.input.merger), points_(context.input.normalized->points.table) {
  if (context.input.consent == nullptr) return;
  const std::vector<std::string>& purposes = context.input.consent->purposes();
  marketing_ = static_cast<size_t>(std::find(purposes.begin(), purposes.end(), "marketing") - purposes.begin());
}

void EntityMaker::make(uint32_t cluster, Entity& out) {
  scratch_.recycle();
  const GoldenAddress address =
      merger_.merge(out.members, context_.input.households->address(cluster), scratch_, out.values);
  out.address_line.clear();
  address.parts.append_line(out.address_line);
  out.decisions.clear();
  if (context_.input.consent != nullptr) context_.input.consent->decide(cluster, out.decisions);
  out.usable = usable_points(out);
}

UsablePoints EntityMaker::usable_points(const Entity& entity) {
  UsablePoints usable;
  usable.email = usable_point(Channel::email, {Field::email}, entity);
  usable.sms = usable_point(Channel::sms, {Field::mobile, Field::phone, Field::landline}, entity);
  usable.voice = usable_point(Channel::voice, {Field::phone, Field::mobile, Field::landline}, entity);
  usable.post = !entity.address_line.empty() &&
                std::any_of(entity.decisions.begin(), entity.decisions.end(), [&](const Decision& d) {
                  return d.channel == Channel::post && d.allowed && d.purpose == marketing_;
                });
  return usable;
}

/// The surviving value where it may be used, else the smallest value that may.
PointId EntityMaker::usable_point(Channel channel, std::initializer_list<Field> preferred, const Entity& entity) {
  allowed_.clear();
  for (const Decision& decision : entity.decisions) {
    if (decision.channel == channel && decision.allowed && decision.purpose == marketing_ && decision.point != 0)
      allowed_.push_back(decision.point);
  }
  if (allowed_.size() < 2) return allowed_.empty() ? 0 : allowed_.front();
  for (const Field field : preferred) {
    for (size_t i = 0; i < entity.values.size(); ++i) {
      if (merger_.fields()[i].field != field) continue;
      const auto survivor = static_cast<PointId>(entity.values[i].comparable);
      if (std::find(allowed_.begin(), allowed_.end(), survivor) != allowed_.end()) return survivor;
    }
  }
  return *std::min_element(allowed_.begin(), allowed_.end(),
                           [&](PointId a, PointId b) { return points_.value(a) < points_.value(b); });
}

}  // namespace sosie
