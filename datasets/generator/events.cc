#include "datasets/generator/events.h"

#include <array>

#include "core/date.h"
#include "datasets/generator/cells.h"

namespace sosie::generator {
namespace {

enum class KeyKind : uint8_t { email, phone, record };

struct EventType {
  std::string_view name;
  double weight;
  KeyKind key;
};
constexpr std::array kEventTypes = std::to_array<EventType>({{"unsubscribe", 46, KeyKind::email},
                                                             {"stop_sms", 20, KeyKind::phone},
                                                             {"objection", 20, KeyKind::record},
                                                             {"erasure", 3, KeyKind::record},
                                                             {"resubscribe", 10, KeyKind::email},
                                                             {"do_not_contact", 1, KeyKind::record}});

const EventType& draw_type(Random& random) {
  static const WeightedChoice choice = [] {
    std::array<double, kEventTypes.size()> weights{};
    for (size_t i = 0; i < weights.size(); ++i) weights[i] = kEventTypes[i].weight;
    return WeightedChoice(weights);
  }();
  return kEventTypes[choice.draw(random)];
}

Text moment(Random& random) {
  const std::string day = Date::from_days(kToday - 1 - static_cast<int64_t>(random.below(730))).iso();
  Text text = Text(day).append('T').append_number(7 + random.below(15), 2).append(':');
  return text.append_number(random.below(60), 2).append(':').append_number(random.below(60), 2).append('Z');
}

}  // namespace

std::string_view events_header() { return "event_id,at,event_type,key_type,key,purpose\n"; }

void append_event(std::string_view event_id, const RecordKeys& keys, Random& random, std::string& out) {
  const EventType& type = draw_type(random);
  const Text point = type.key == KeyKind::email ? keys.email : type.key == KeyKind::phone ? keys.mobile : Text();
  // Whoever cannot be named by a point objects by the number of a record.
  const bool by_record = point.empty();
  const Text record_key = Text(channel_name(keys.channel)).append(':').append(keys.id);
  DelimitedRow(out, ',')
      .cell(event_id)
      .cell(moment(random))
      .cell(by_record && type.key != KeyKind::record ? "objection" : type.name)
      .cell(by_record                    ? "record"
            : type.key == KeyKind::email ? "email"
                                         : "phone")
      .cell(by_record ? record_key : point)
      .cell(random.chance(0.25)  ? "newsletter"
            : random.chance(0.5) ? "marketing"
                                 : "")
      .end();
}

std::string_view listed_header() { return "number,listed_at\n0199000001,2026-08-31\n"; }

void append_listed(const Phone& phone, Random& random, std::string& out) {
  DelimitedRow(out, ',')
      .cell(plain(phone))
      .cell(Date::from_days(kToday - 1 - static_cast<int64_t>(random.below(3 * 365))).iso())
      .end();
}

}  // namespace sosie::generator
