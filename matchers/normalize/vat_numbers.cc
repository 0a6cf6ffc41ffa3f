#include "matchers/normalize/vat_numbers.h"

#include <algorithm>
#include <array>

#include "matchers/normalize/check_digits.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/vat_rules.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

bool fits(char c, char wanted) {
  const bool capital = c >= 'A' && c <= 'Z';
  switch (wanted) {
    case '#': return is_digit(c);
    case '@': return capital;
    case '*': return is_digit(c) || capital;
    default: return c == wanted;
  }
}

bool has_form(std::string_view number, std::string_view form) {
  return number.size() == form.size() && std::equal(number.begin(), number.end(), form.begin(), fits);
}

bool has_one_of(std::string_view number, std::string_view forms) {
  bool found = false;
  WordTable::for_each_item(forms, ' ', [&](std::string_view form) { found |= has_form(number, form); });
  return found;
}

/// What people put in front: "N° TVA : FR ...", "USt-IdNr. DE ...", "P.IVA IT ...". Never a prefix of a number.
std::string_view without_label(std::string_view id) {
  constexpr std::array<std::string_view, 25> kLabels = {"NOTVAINTRACOMMUNAUTAIRE",
                                                        "NTVAINTRACOMMUNAUTAIRE",
                                                        "TVAINTRACOMMUNAUTAIRE",
                                                        "TVAINTRACOM",
                                                        "TVAINTRA",
                                                        "NUMEROTVA",
                                                        "NUMTVA",
                                                        "NOTVA",
                                                        "NTVA",
                                                        "TVA",
                                                        "VATNUMBER",
                                                        "VATNO",
                                                        "VATREGNO",
                                                        "VATID",
                                                        "VAT",
                                                        "USTIDNR",
                                                        "USTID",
                                                        "PARTITAIVA",
                                                        "PIVA",
                                                        "BTWNR",
                                                        "BTW",
                                                        "UID",
                                                        "CIF",
                                                        "NIF",
                                                        "NIP"};
  for (const std::string_view label : kLabels) {
    if (id.starts_with(label) && id.size() > label.size()) return id.substr(label.size());
  }
  return id;
}

/// Bytes of the prefix in front; 0 when there is none we know.
size_t prefix_size(std::string_view id) {
  if (id.starts_with("CHE")) return 3;
  if (id.starts_with("GR")) return 2;
  return id.size() > 2 && vat_rule(id.substr(0, 2)) != nullptr ? 2 : 0;
}

std::string_view vat_prefix(std::string_view country) {
  if (country == "GR") return "EL";
  if (country == "CH") return "CHE";
  return country == "MC" ? "FR" : country;
}

std::string completed(std::string_view prefix, std::string_view number) {
  std::string full(prefix);
  const bool old_belgian = prefix == "BE" && number.size() == 9 && all_digits(number);
  if (old_belgian) full += '0';
  return full.append(number);
}

}  // namespace

VatVerdict check_vat(std::string_view prefix, std::string_view number) {
  const VatRule* rule = vat_rule(prefix);
  if (rule == nullptr) return VatVerdict::unknown_country;
  if (!has_one_of(number, rule->forms)) return VatVerdict::malformed;
  switch (rule->check(number)) {
    case VatCheck::fails: return VatVerdict::wrong_check;
    case VatCheck::agrees: return VatVerdict::checked;
    default: return VatVerdict::form_only;
  }
}

VatNumber read_vat(std::string_view raw, std::string_view country) {
  VatNumber vat;
  normalize_identifier(raw, vat.number);
  const std::string_view id = without_label(vat.number);
  const size_t size = prefix_size(id);
  const std::string_view prefix = vat_prefix(size == 0 ? country : id.substr(0, size));
  std::string full = completed(prefix, id.substr(size));
  vat.verdict = check_vat(prefix, std::string_view(full).substr(prefix.size()));
  if (vat.verdict != VatVerdict::unknown_country && vat.verdict != VatVerdict::malformed) vat.number = std::move(full);
  return vat;
}

}  // namespace sosie::matchers
