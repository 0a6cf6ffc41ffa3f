// Draws households: who lives together, since when, and what they share.
#pragma once

#include <cstdint>

#include "core/random.h"
#include "datasets/generator/people.h"

namespace sosie::generator {

/// Replaces `household` by a new one whose people are numbered from `first_person` on; 1 to `max_people` of them.
/// What is drawn depends on the world, `number` and `max_people` only.
void draw_household(const World& world, uint64_t number, uint64_t first_person, uint64_t max_people,
                    Household& household);

}  // namespace sosie::generator
