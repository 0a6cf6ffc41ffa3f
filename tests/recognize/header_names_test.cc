#include "engine/recognize/header_names.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace sosie {
namespace {

Field field_by(const char* header) {
  const HeaderGuess guess = guess_by_header(header);
  return guess.meaning == HeaderMeaning::field ? guess.field : Field::text;
}

TEST(HeaderNames, FrenchAndEnglishInEveryHand) {
  const std::vector<std::pair<const char*, Field>> cases = {{"Nom", Field::family_name},
                                                            {"NOM_DE_FAMILLE", Field::family_name},
                                                            {"lname_c1", Field::family_name},
                                                            {"Nom client", Field::family_name},
                                                            {"surname", Field::family_name},
                                                            {"lastName", Field::family_name},
                                                            {"Prénom", Field::given_name},
                                                            {"fname_c2", Field::given_name},
                                                            {"first_name", Field::given_name},
                                                            {"nomNaissance", Field::birth_family_name},
                                                            {"nom de jeune fille", Field::birth_family_name},
                                                            {"DateNaissance", Field::birth_date},
                                                            {"date_of_birth", Field::birth_date},
                                                            {"DDN", Field::birth_date},
                                                            {"dob", Field::birth_date},
                                                            {"Date de naissance", Field::birth_date},
                                                            {"by", Field::birth_year},
                                                            {"contact.email", Field::email},
                                                            {"E-mail", Field::email},
                                                            {"Courriel", Field::email},
                                                            {"adresse_mail", Field::email},
                                                            {"TelFixe", Field::landline},
                                                            {"TelMobile", Field::mobile},
                                                            {"tel_portable", Field::mobile},
                                                            {"Téléphone", Field::phone},
                                                            {"N° tel", Field::phone},
                                                            {"phone2", Field::phone},
                                                            {"address_1", Field::street},
                                                            {"Adresse2", Field::street},
                                                            {"customer.billing_address", Field::street},
                                                            {"street_number", Field::house_number},
                                                            {"CP", Field::postcode},
                                                            {"code_postal", Field::postcode},
                                                            {"zip", Field::postcode},
                                                            {"Ville", Field::city},
                                                            {"suburb", Field::city},
                                                            {"PAYS", Field::country},
                                                            {"Civilité", Field::title},
                                                            {"sexe", Field::gender},
                                                            {"Raison sociale", Field::company},
                                                            {"site_name", Field::company},
                                                            {"soc_sec_id", Field::national_id},
                                                            {"NIR", Field::national_id},
                                                            {"SIRET", Field::tax_id},
                                                            {"IBAN", Field::iban},
                                                            {"Numéro client", Field::customer_number},
                                                            {"nom complet", Field::full_name},
                                                            {"name", Field::full_name}};
  for (const auto& [header, field] : cases) EXPECT_EQ(field_name(field_by(header)), field_name(field)) << header;
}

TEST(HeaderNames, NamesThatAreNoField) {
  EXPECT_EQ(guess_by_header("unique_id").meaning, HeaderMeaning::record_id);
  EXPECT_EQ(guess_by_header("ID").meaning, HeaderMeaning::record_id);
  EXPECT_EQ(guess_by_header("IdClient").meaning, HeaderMeaning::some_id);
  EXPECT_EQ(guess_by_header("ClientID").meaning, HeaderMeaning::some_id);
  EXPECT_EQ(guess_by_header("naeyc_program_id").meaning, HeaderMeaning::some_id);
  EXPECT_EQ(guess_by_header("paid").meaning, HeaderMeaning::nothing);
  EXPECT_EQ(guess_by_header("DateMaj").meaning, HeaderMeaning::updated);
  EXPECT_EQ(guess_by_header("created_at").meaning, HeaderMeaning::load);
  EXPECT_EQ(guess_by_header("source").meaning, HeaderMeaning::load);
  EXPECT_EQ(guess_by_header("state").meaning, HeaderMeaning::text);
  EXPECT_EQ(guess_by_header("shoe_size").meaning, HeaderMeaning::nothing);
}

TEST(HeaderNames, WhateverSpeaksOfConsentIsConsent) {
  for (const char* header : {"OptinEmail", "optin", "opt_in_sms", "accepts_marketing", "consent", "Consentement SMS",
                             "newsletter", "unsubscribed", "do_not_call", "RGPD", "stop_sms", "email_opt_out"})
    EXPECT_EQ(guess_by_header(header).meaning, HeaderMeaning::consent) << header;
}

TEST(HeaderNames, NumberedColumnsShareAStem) {
  EXPECT_EQ(guess_by_header("address_1").stem, guess_by_header("address_2").stem);
  EXPECT_EQ(guess_by_header("fname_c1").stem, guess_by_header("fname_c2").stem);
  EXPECT_NE(guess_by_header("prenom").stem, guess_by_header("first_name").stem);
}

TEST(HeaderNames, SnakeNames) {
  EXPECT_EQ(snake_name("Raison Sociale"), "raison_sociale");
  EXPECT_EQ(snake_name("shoeSize"), "shoe_size");
  EXPECT_EQ(snake_name("2nd line"), "column_2_nd_line");
  EXPECT_EQ(snake_name("???"), "column_");
}

}  // namespace
}  // namespace sosie
