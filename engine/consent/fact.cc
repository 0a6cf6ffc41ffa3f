#include "engine/consent/fact.h"

#include "engine/consent/purposes.h"

namespace sosie::consent {

bool settle_scope(const Scope& scope, Fact& fact) {
  if (!is_restriction(fact.act)) {
    fact.channels = scope.channels;
    fact.purpose = scope.purpose;
    return scope.channel_known && scope.purpose_known && scope.channels != 0;
  }
  const bool is_limited = fact.act < Act::object || fact.act == Act::suppress;
  const bool is_any = (scope.channels & channel_bit(Channel::any)) != 0;
  fact.channels = is_limited && scope.channel_known && !is_any ? scope.channels : kEveryChannel;
  fact.purpose = is_limited && scope.purpose_known ? scope.purpose : kMarketing;
  return true;
}

}  // namespace sosie::consent
