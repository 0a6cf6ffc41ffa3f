// Internationalised domain names.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Replaces every label with letters beyond ASCII by its A-label ("société.fr" is "xn--socit-esab.fr"), in place. The
/// text is valid UTF-8, composed and in lower case. Labels of ASCII stay. Source: RFC 3492. At most 6 bytes for one.
void domain_to_ascii(std::string& domain);

}  // namespace sosie::matchers
