// How people of a household can be reached.
#pragma once

#include "core/random.h"
#include "datasets/generator/people.h"

namespace sosie::generator {

/// Gives everybody mobile numbers and e-mail addresses, now and before; couples and children share some. The people,
/// their names and unions stand already.
void draw_contact_points(const World& world, bool lives_abroad, Random& random, Household& household);

}  // namespace sosie::generator
