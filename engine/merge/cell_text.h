// Cells as golden records show them.
#pragma once

#include <string_view>

#include "matchers/normalize/text.h"

namespace sosie {

/// matchers::trim, quick for the text that needs none: most cells begin and end with a visible ASCII character.
inline std::string_view trimmed(std::string_view text) {
  const auto is_visible = [](char c) { return c > ' ' && c < 0x7f; };
  return text.empty() || (is_visible(text.front()) && is_visible(text.back())) ? text : matchers::trim(text);
}

}  // namespace sosie
