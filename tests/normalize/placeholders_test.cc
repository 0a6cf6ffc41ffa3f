#include "matchers/normalize/placeholders.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sosie::matchers {
namespace {

struct Expected {
  ValueKind kind;
  const char* raw;
  const char* reason;  // null: the cell says something
};

TEST(NullReason, IsGivenByListAndForm) {
  const std::vector<Expected> cases = {
      {ValueKind::text, "", "blank"},
      {ValueKind::text, "   ", "blank"},
      {ValueKind::text, "\xc2\xa0", "blank"},
      {ValueKind::text, "-", "no letter or digit"},
      {ValueKind::text, "???", "no letter or digit"},
      {ValueKind::text, "...", "no letter or digit"},
      {ValueKind::text, "n/a", "placeholder word"},
      {ValueKind::text, "N/A", "placeholder word"},
      {ValueKind::text, "NA", "placeholder word"},
      {ValueKind::text, "N.C.", "placeholder word"},
      {ValueKind::text, "NULL", "placeholder word"},
      {ValueKind::text, "néant", "placeholder word"},
      {ValueKind::text, "NEANT", "placeholder word"},
      {ValueKind::text, "inconnu", "placeholder word"},
      {ValueKind::text, "Non renseigné", "placeholder word"},
      {ValueKind::text, "test", "placeholder word"},
      {ValueKind::text, "xxxx", "one character repeated"},
      {ValueKind::text, "0000", "one character repeated"},
      {ValueKind::text, "1111", nullptr},
      {ValueKind::text, "111111", "one character repeated"},
      {ValueKind::text, "Paris", nullptr},
      {ValueKind::text, "0", nullptr},
      {ValueKind::name, "Dupont", nullptr},
      {ValueKind::name, "Client", "placeholder word"},
      {ValueKind::name, "ANONYME", "placeholder word"},
      {ValueKind::name, "xxx", "placeholder word"},
      {ValueKind::name, "aaa", "placeholder word"},
      {ValueKind::name, "J", nullptr},
      {ValueKind::name, "123", "placeholder word"},
      {ValueKind::company, "Client", nullptr},
      {ValueKind::email, "jean@dupont.fr", nullptr},
      {ValueKind::email, "test@test.fr", "placeholder word"},
      {ValueKind::email, "pas d'email", "placeholder word"},
      {ValueKind::email, "sans mail", "placeholder word"},
      {ValueKind::phone, "06 12 34 56 78", nullptr},
      {ValueKind::phone, "0000000000", nullptr},
      {ValueKind::postcode, "75001", nullptr},
      {ValueKind::postcode, "22222", nullptr},
      {ValueKind::postcode, "00000", "placeholder number"},
      {ValueKind::postcode, "99999", "placeholder number"},
      {ValueKind::date, "27/03/1995", nullptr},
      {ValueKind::date, "11/11/1111", "one character repeated"},
      {ValueKind::date, "00/00/0000", "one character repeated"},
      {ValueKind::identifier, "123456789", "placeholder number"},
      {ValueKind::identifier, "0123456789", "placeholder number"},
      {ValueKind::identifier, "987654321", "placeholder number"},
      {ValueKind::identifier, "0", "placeholder number"},
      {ValueKind::identifier, "99999999", "one character repeated"},
      {ValueKind::identifier, "C-4711", nullptr},
      {ValueKind::identifier, "12345", nullptr},
      {ValueKind::address, "12 rue de la Paix", nullptr},
      {ValueKind::address, "sans adresse", "placeholder word"},
  };
  for (const Expected& expected : cases) {
    const char* reason = null_reason(expected.kind, expected.raw);
    EXPECT_STREQ(reason, expected.reason) << expected.raw << " as kind " << static_cast<int>(expected.kind);
  }
}

}  // namespace
}  // namespace sosie::matchers
