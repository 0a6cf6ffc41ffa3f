// Every normaliser on any bytes: no crash, the result no longer than promised, and what is normal already stays so.
#include <string>
#include <string_view>
#include <vector>

#include "matchers/normalize/address.h"
#include "matchers/normalize/companies.h"
#include "matchers/normalize/dates.h"
#include "matchers/normalize/email.h"
#include "matchers/normalize/identifiers.h"
#include "matchers/normalize/names.h"
#include "matchers/normalize/nicknames.h"
#include "matchers/normalize/phone.h"
#include "matchers/normalize/placeholders.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/vat_numbers.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/fuzz_input.h"

namespace sosie::fuzz {
namespace {

using matchers::kFoldGrowth;
using Text = std::string_view;

// Normalises twice, the second time into memory used before.
template <typename Normalize>
std::string checked(Normalize&& normalize, Text text, size_t extra = 0) {
  std::string once, twice = "left over from another value";
  normalize(text, once);
  expect(once.size() <= kFoldGrowth * text.size() + extra);
  normalize(Text(once), twice);
  expect_equal(twice, once);
  return once;
}

void check_names(Text text) {
  const std::string given = checked(matchers::normalize_given_name, text);
  const std::string family = checked(matchers::normalize_family_name, text);
  checked(matchers::normalize_suffix, text, 8);
  const matchers::FullName name = matchers::split_full_name(text);
  expect(name.family.size() + name.given.size() + name.birth_family.size() <= 2 * text.size());
  expect(name.title.size() <= 2 * text.size() && name.suffix.size() <= 2 * text.size());  // "M&M" is "M & M"
  const matchers::FamilyName parts = matchers::split_family_name(text);
  expect(parts.family.size() + parts.birth_family.size() <= 2 * text.size());
  expect(matchers::same_nickname_group(given, family) == matchers::same_nickname_group(family, given));
  expect(matchers::same_nickname_group(given, given));
  matchers::usual_gender(given);
  matchers::gender_of_title(text);
  matchers::parse_gender(text);
  matchers::is_placeholder_name(family);
}

void check_address(Text text, Text country) {
  const matchers::Street street = matchers::read_street(text, country);
  const size_t most = (kFoldGrowth + 4) * text.size() + 4;
  expect(street.key.size() <= most && street.number.size() <= most && street.unit.size() <= most);
  checked([&](Text raw, std::string& out) { matchers::normalize_postcode(raw, country, out); }, text, 4);
  checked(matchers::normalize_city, text);
  checked(matchers::normalize_house_number, text, 4);
  checked(matchers::normalize_unit, text, 16);
  expect(matchers::country_code(text).size() <= 2);
  expect(matchers::departement_of(text, country).size() <= 3);
}

void check_email(Text text) {
  matchers::Email used;
  used.point = "left over";
  matchers::read_email(text, used);
  const matchers::Email email = matchers::read_email(text);
  expect_equal(used.point, email.point);
  expect_equal(used.valid, email.valid);
  expect(email.point.size() <= kFoldGrowth * text.size());
  expect_equal(matchers::read_email(email.point).point, email.point);
  const std::string mailbox = matchers::provider_key(email);
  expect_equal(mailbox.empty(), !email.valid);
  if (email.valid) expect(email.local().size() + 1 + email.domain().size() == email.point.size());
  expect_equal(matchers::null_reason(email, text) == nullptr,
               matchers::null_reason(matchers::ValueKind::email, text) == nullptr);
}

void check_phone(Text text, Text country) {
  const matchers::Phone phone = matchers::read_phone(text, country);
  expect(phone.e164.size() <= 41);
  expect(phone.valid == (phone.kind != matchers::PhoneKind::unknown));
  if (phone.valid) expect_equal(matchers::read_phone(phone.e164, country).e164, phone.e164);
  const std::vector<Text> pieces = matchers::split_phones(text);
  expect(pieces.empty() == matchers::trim(text).empty());
  for (const Text piece : pieces)
    expect(piece.data() >= text.data() && piece.data() + piece.size() <= text.data() + text.size());
  if (matchers::holds_one_phone(text)) expect(pieces == std::vector<Text>{matchers::trim(text)});
}

void check_vat(Text text, Text country) {
  const matchers::VatNumber vat = matchers::read_vat(text, country);
  expect(vat.number.size() <= kFoldGrowth * text.size() + 4);
  const matchers::VatNumber again = matchers::read_vat(vat.number, country);
  if (vat.valid()) {
    expect_equal(again.number, vat.number);
    expect(again.verdict == vat.verdict);
  }
}

void check_identifier(Text text) {
  const std::string identifier = checked(matchers::normalize_identifier, text);
  for (const auto valid : {matchers::valid_iban, matchers::valid_siren, matchers::valid_siret, matchers::valid_nir}) {
    valid(identifier);
    valid(text);
  }
}

matchers::DateReader reader_of(std::vector<std::string> formats) {
  matchers::DateOptions options;
  options.formats = std::move(formats);
  return matchers::DateReader::compile(std::move(options), TimeZone::find("Europe/Paris").value()).value();
}

void check_dates(Text text, Text format) {
  static const std::vector<matchers::DateReader> kReaders = {
      reader_of({}), reader_of({"%d/%m/%Y", "%e %B %y", "%Y-%m-%dT%H:%M:%S.%f%z"}), reader_of({"%s"}),
      reader_of({"excel", "excel1904"}), reader_of({"%j %Y %I:%M %p"})};
  for (const matchers::DateReader& reader : kReaders) {
    const Date date = reader.read_date(text);
    expect(date.missing() || date.valid());
    const auto moment = reader.read_moment(text);
    expect(!moment || !moment->missing());
  }
  matchers::DateEvidence evidence;
  matchers::note_date(text, evidence);
  const Date joined = matchers::join_date(text, format, text, 2030);
  expect(joined.missing() || joined.valid());
  matchers::read_year(text, 2030);
  expect(matchers::impossible_date_digits(text, matchers::DateOrder::day_first) < 100'000'000);
  matchers::DateOptions options;
  options.formats = {std::string(format)};
  const auto declared = matchers::DateReader::compile(options, TimeZone::find("UTC").value());
  if (!declared.ok()) return;
  const Date date = declared->read_date(text);
  expect(date.missing() || date.valid());
}

constexpr matchers::ValueKind kKinds[] = {
    matchers::ValueKind::text,    matchers::ValueKind::name,     matchers::ValueKind::company,
    matchers::ValueKind::email,   matchers::ValueKind::phone,    matchers::ValueKind::date,
    matchers::ValueKind::address, matchers::ValueKind::postcode, matchers::ValueKind::identifier};

void check(FuzzInput input) {
  constexpr Text kCountries[] = {"FR", "DE", "GB", "NL", "US", "BE", "CH", "ES", "IT", ""};
  const Text country = kCountries[input.below(std::size(kCountries))];
  const Text format = input.text(24);
  const std::string text(input.rest());  // a copy: the sanitizer sees a read past its end
  const std::string folded = checked([](Text raw, std::string& out) { matchers::fold(raw, out); }, text);
  expect(folded.empty() || (folded.front() != ' ' && folded.back() != ' '));
  expect(folded.find("  ") == std::string::npos);
  check_names(text);
  checked(matchers::normalize_company, text);
  matchers::has_legal_form(text);
  check_address(text, country);
  check_email(text);
  check_phone(text, country);
  check_identifier(text);
  check_vat(text, country);
  check_dates(text, format);
  for (const matchers::ValueKind kind : kKinds) matchers::null_reason(kind, text);
}

}  // namespace
}  // namespace sosie::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sosie::fuzz::check({data, size});
  return 0;
}
