// One block of people: everything the files hold about them, made on one thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"
#include "datasets/generator/generate.h"
#include "datasets/generator/people.h"

namespace sosie::generator {

/// People per block. Rows of a channel are shuffled inside a block: memory stays bounded, and neighbours in a file are
/// no relatives. Part of the format: another value gives other files.
inline constexpr uint64_t kPeoplePerBlock = 16'384;

/// Bytes to be appended to the files, and what they count.
struct BlockOutput {
  std::array<std::string, kNumChannels> channels;  ///< prospects already compressed
  std::string truth, events, listed;
  GenerateSummary counts;
};

/// Makes block `index` of `world`. Depends on nothing else; thread-safe.
Status make_block(const World& world, uint64_t index, BlockOutput& output);

}  // namespace sosie::generator
