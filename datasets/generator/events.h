// What customers did after their data was collected, and the opposition list.
#pragma once

#include <string>
#include <string_view>

#include "core/random.h"
#include "datasets/generator/people.h"
#include "datasets/generator/text.h"

namespace sosie::generator {

/// How one record can be named: by its id, and by its contact points where they are usable.
struct RecordKeys {
  Channel channel = Channel::crm;
  Text id;
  Text email, mobile;
};

std::string_view events_header();
/// One dated act of the person behind `keys`: unsubscribe, stop_sms, objection, erasure, resubscribe, and rarely a word
/// that the job does not declare.
void append_event(std::string_view event_id, const RecordKeys& keys, Random& random, std::string& out);

/// Header of the opposition list with its control entry, which keeps the newest day recent.
std::string_view listed_header();
void append_listed(const Phone& phone, Random& random, std::string& out);

}  // namespace sosie::generator
