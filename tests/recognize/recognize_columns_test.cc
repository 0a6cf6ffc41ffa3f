#include "engine/recognize/recognize_columns.h"

#include <gtest/gtest.h>

#include <map>

namespace sosie {
namespace {

using Columns = std::vector<SampledColumn>;

/// field -> columns, `id` and so on not included.
std::map<std::string, std::vector<std::string>> fields_of(const RecognizedFile& file) {
  std::map<std::string, std::vector<std::string>> fields;
  for (const FieldSpec& field : file.source.fields) fields[field.field] = field.columns;
  return fields;
}

ColumnUse use_of(const RecognizedFile& file, const std::string& column) {
  for (const RecognizedColumn& recognized : file.columns) {
    if (recognized.column == column) return recognized.use;
  }
  ADD_FAILURE() << "no column " << column;
  return ColumnUse::unused;
}

TEST(RecognizeColumns, AFrenchCustomerFile) {
  const Columns columns = {
      {"IdClient", {"C1", "C2", "C3", "C4"}},
      {"Civilité", {"M.", "Mme", "Mme", "M."}},
      {"Nom", {"MARTIN", "DURAND", "PETIT", "LEROY"}},
      {"Prénom", {"Jean", "Anne", "Léa", "Paul"}},
      {"DateNaissance", {"12/03/1980", "01/01/1975", "", "31/12/1999"}},
      {"Email", {"jean@exemple.org", "", "lea@exemple.org", "paul@exemple.org"}},
      {"TelFixe", {"01 40 00 00 01", "0140000002", "", ""}},
      {"TelMobile", {"0612345678", "06 98 76 54 32", "", "+33 7 55 12 34 56"}},
      {"Adresse", {"12 rue de la Paix", "3 bis avenue Foch", "Le Bourg", "9 allée des Pins"}},
      {"Adresse2", {"Bât A", "", "", "Appt 4"}},
      {"CP", {"75002", "75116", "01000", "33000"}},
      {"Ville", {"Paris", "Paris", "Bourg-en-Bresse", "Bordeaux"}},
      {"OptinEmail", {"O", "N", "", "O"}},
      {"DateMaj", {"2026-01-02", "2026-02-03", "2026-03-04", "2026-04-05"}},
      {"Fichier", {"a.csv", "a.csv", "b.csv", "b.csv"}},
  };
  const RecognizedFile file = recognize_columns(columns, "FR");
  const auto fields = fields_of(file);
  EXPECT_EQ(fields.at("title"), std::vector<std::string>{"Civilité"});
  EXPECT_EQ(fields.at("family_name"), std::vector<std::string>{"Nom"});
  EXPECT_EQ(fields.at("given_name"), std::vector<std::string>{"Prénom"});
  EXPECT_EQ(fields.at("birth_date"), std::vector<std::string>{"DateNaissance"});
  EXPECT_EQ(fields.at("email"), std::vector<std::string>{"Email"});
  EXPECT_EQ(fields.at("landline"), std::vector<std::string>{"TelFixe"});
  EXPECT_EQ(fields.at("mobile"), std::vector<std::string>{"TelMobile"});
  EXPECT_EQ(fields.at("street"), (std::vector<std::string>{"Adresse", "Adresse2"}));
  EXPECT_EQ(fields.at("postcode"), std::vector<std::string>{"CP"});
  EXPECT_EQ(fields.at("city"), std::vector<std::string>{"Ville"});
  EXPECT_EQ(file.id_candidates, std::vector<std::string>{"IdClient"});
  EXPECT_EQ(file.source.updated.columns, std::vector<std::string>{"DateMaj"});
  EXPECT_EQ(use_of(file, "OptinEmail"), ColumnUse::consent);
  EXPECT_EQ(use_of(file, "Fichier"), ColumnUse::unused);
}

TEST(RecognizeColumns, TheFebrlColumns) {
  const Columns columns = {
      {"unique_id", {"1", "2", "3", "4"}},
      {"given_name", {"noah", "coleman", "", "ruby"}},
      {"surname", {"weller", "jack", "brock", "baddeley"}},
      {"street_number", {"67", "312", "93", ""}},
      {"address_1", {"swanton street", "andersom street", "clarnette place", ""}},
      {"address_2", {"morago", "", "backwoodlands", "raffa estate"}},
      {"suburb", {"valentine", "north sydney", "orbst", "thornlalds"}},
      {"postcode", {"7307", "2486", "2528", "3076"}},
      {"state", {"nsw", "vic", "qld", "vic"}},
      {"date_of_birth", {"19440703", "19851226", "", "19140806"}},
      {"soc_sec_id", {"7771880", "3498401", "5107876", "3498401"}},
  };
  const auto fields = fields_of(recognize_columns(columns, "FR"));
  EXPECT_EQ(fields.at("city"), std::vector<std::string>{"suburb"});
  EXPECT_EQ(fields.at("street"), (std::vector<std::string>{"address_1", "address_2"}));
  EXPECT_EQ(fields.at("house_number"), std::vector<std::string>{"street_number"});
  EXPECT_EQ(fields.at("birth_date"), std::vector<std::string>{"date_of_birth"});
  EXPECT_TRUE(fields.contains("soc_sec_id")) << "no French number: kept as text, its behaviour will tell";
  EXPECT_TRUE(fields.contains("state"));
  EXPECT_FALSE(fields.contains("national_id"));
}

TEST(RecognizeColumns, NamesAndBirthDatesInParts) {
  const Columns columns = {
      {"fname_c1", {"SUSANNE", "JENS", "ANNA"}},
      {"fname_c2", {"", "PETER", ""}},
      {"lname_c1", {"KLEIN", "WEBER", "MAIER"}},
      {"lname_c2", {"", "", "SCHMIDT"}},
      {"by", {"1969", "1959", "1980"}},
      {"bm", {"3", "7", "12"}},
      {"bd", {"15", "24", "31"}},
  };
  const auto fields = fields_of(recognize_columns(columns, "FR"));
  EXPECT_EQ(fields.at("given_name"), (std::vector<std::string>{"fname_c1", "fname_c2"}));
  EXPECT_EQ(fields.at("family_name"), (std::vector<std::string>{"lname_c1", "lname_c2"}));
  EXPECT_EQ(fields.at("birth_date"), (std::vector<std::string>{"by", "bm", "bd"}));
  EXPECT_EQ(fields.size(), 3u);
}

TEST(RecognizeColumns, ValuesVetoNames) {
  const Columns columns = {
      {"title", {"A query language for XML", "The sensor spectrum", "Data on air"}},
      {"email", {"yes", "no", "perhaps"}},
      {"date_of_birth", {"unknown", "n/a", "later"}},
  };
  const auto fields = fields_of(recognize_columns(columns, "FR"));
  EXPECT_FALSE(fields.contains("title"));
  EXPECT_FALSE(fields.contains("email"));
  EXPECT_FALSE(fields.contains("birth_date"));
  EXPECT_TRUE(fields.contains("title_text")) << "a plain field cannot have the name of a known one";
}

TEST(RecognizeColumns, ValuesFindWhatNamesHide) {
  const Columns columns = {
      {"c1", {"a@exemple.org", "b@exemple.org", "c@exemple.org"}},
      {"c2", {"0612345678", "0698765432", "0755123456"}},
      {"c3", {"FR7630006000011234567890189", "FR7630006000011234567890189", "FR7630006000011234567890189"}},
      {"c4", {"12/03/1940", "01/05/1975", "31/12/1999"}},
      {"c5", {"2026-01-01", "2026-01-02", "2026-01-03"}},
  };
  const RecognizedFile file = recognize_columns(columns, "FR");
  const auto fields = fields_of(file);
  EXPECT_EQ(fields.at("email"), std::vector<std::string>{"c1"});
  EXPECT_EQ(fields.at("mobile"), std::vector<std::string>{"c2"});
  EXPECT_EQ(fields.at("iban"), std::vector<std::string>{"c3"});
  EXPECT_EQ(fields.at("birth_date"), std::vector<std::string>{"c4"});
  EXPECT_EQ(use_of(file, "c5"), ColumnUse::unused) << "dates of this year are no births";
}

TEST(RecognizeColumns, ANameIsReadBesideItsNeighbours) {
  EXPECT_TRUE(
      fields_of(recognize_columns(Columns{{"name", {"Martin", "Durand"}}, {"first_name", {"Jean", "Anne"}}}, "FR"))
          .contains("family_name"));
  EXPECT_TRUE(
      fields_of(recognize_columns(Columns{{"name", {"Jean Martin", "Anne Durand"}}}, "FR")).contains("full_name"));
  EXPECT_TRUE(
      fields_of(recognize_columns(Columns{{"nom", {"Jean Martin", "Anne Durand"}}}, "FR")).contains("full_name"));
  EXPECT_TRUE(fields_of(recognize_columns(Columns{{"name", {"Martin SARL", "Durand SAS"}}}, "FR")).contains("company"));
}

TEST(RecognizeColumns, WhatSaysTooLittleIsLeftOut) {
  const Columns columns = {{"email", {"a@exemple.org", "b@exemple.org", "c@exemple.org"}},
                           {"vip", {"0", "1", "0"}},
                           {"blank", {"", "", ""}},
                           {"tenant", {"x", "x", "x"}},
                           {"shoe_size", {"40", "41", "42"}}};
  const RecognizedFile file = recognize_columns(columns, "FR");
  EXPECT_EQ(use_of(file, "vip"), ColumnUse::unused);
  EXPECT_EQ(use_of(file, "blank"), ColumnUse::unused);
  EXPECT_EQ(use_of(file, "tenant"), ColumnUse::unused);
  EXPECT_EQ(use_of(file, "shoe_size"), ColumnUse::field);
  for (const RecognizedColumn& column : file.columns) EXPECT_FALSE(column.why.empty()) << column.column;
}

}  // namespace
}  // namespace sosie
