// Legal forms of companies, as they are written behind or in front of a name.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace sosie::matchers {

/// Folded words of a company's name; runs of single letters are one word ("s a r l" is "sarl").
using CompanyWords = std::span<const std::string>;

/// How many words at the front of `words` are a legal form, the longest one there; 0 for none. "sarl", "societe a
/// responsabilite limitee"; only forms of countries that write them in front.
size_t form_in_front(CompanyWords words);
/// How many words at the end are a legal form; 0 for none. "gmbh et co kg", "sp zoo", "ltd".
size_t form_at_end(CompanyWords words);
/// How many words at the front say "company" without being a form in law: "ets", "ste", "association".
size_t designation_in_front(CompanyWords words);

}  // namespace sosie::matchers
