// Names of companies.
#pragma once

#include <string>
#include <string_view>

namespace sosie::matchers {

/// Folded words without legal forms of Europe and the United States (SA, SARL, SAS, EURL, GmbH & Co. KG, Ltd, Inc, LLC,
/// BV, SpA, Sp. z o.o. ...; in full too) and without "Ets", "Sté", "Association" in front, replacing `out`. "&" and
/// "et" are one word, "et"; "& Cie", "& Co" go like a form. A name made of legal forms alone stays as it is.
/// Idempotent; at most kFoldGrowth times the input.
void normalize_company(std::string_view raw, std::string& out);

/// Whether the text carries a legal form at its beginning or end.
bool has_legal_form(std::string_view raw);

}  // namespace sosie::matchers
