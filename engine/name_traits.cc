#include "engine/name_traits.h"

#include <algorithm>

#include "matchers/normalize/nicknames.h"
#include "matchers/similarity/name_signature.h"

namespace sosie {
namespace {

constexpr size_t kGrain = 4'096;

std::vector<uint8_t> used_in(const std::vector<Code>& column, size_t num_names) {
  std::vector<uint8_t> used(num_names + 1);
  for (const Code code : column) used[code] = 1;
  return used;
}

uint32_t sixteen_bits(uint64_t sound) {
  return sound == 0 ? 0 : std::max<uint32_t>(1, static_cast<uint32_t>(sound & 0xffff));
}

}  // namespace

Result<NameTraits> NameTraits::build(const Comparables& c, const Executor& executor) {
  const size_t num_names = c.names.size();
  const std::vector<uint8_t> is_given = used_in(c.given_name, num_names), is_family = used_in(c.family_name, num_names);
  NameTraits traits;
  traits.signatures.resize(num_names + 1);
  traits.nicknames.resize(num_names + 1);
  traits.sounds.resize(num_names + 1);
  traits.sound_signatures.resize(num_names + 1);
  SOSIE_RETURN_IF_ERROR(executor.for_ranges(num_names + 1, kGrain, [&](size_t begin, size_t end) {
    for (size_t code = std::max<size_t>(1, begin); code < end; ++code) {
      const std::string_view name = c.names.text(static_cast<Code>(code));
      traits.signatures[code] = matchers::name_signature(name);
      if (is_given[code]) traits.nicknames[code] = matchers::nickname_bits(name);
      if (!is_family[code]) continue;
      const matchers::NameSound sound = matchers::name_sound(name);
      traits.sounds[code] = sound;
      traits.sound_signatures[code] = sixteen_bits(sound.english) << 16 | sixteen_bits(sound.french);
    }
    return Status();
  }));
  return traits;
}

}  // namespace sosie
