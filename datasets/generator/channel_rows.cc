#include "datasets/generator/channel_rows.h"

#include <array>

#include "datasets/generator/cells.h"
#include "datasets/generator/letters.h"

namespace sosie::generator {
namespace {

/// yyyy-mm-dd, or the same digits in the order and with the separator of a country.
Text iso(Date date) {
  if (date.missing()) return {};
  return Text()
      .append_number(date.year(), 4)
      .append('-')
      .append_number(date.month(), 2)
      .append('-')
      .append_number(date.day(), 2);
}

Text french(Date date, bool two_digit_year = false) {
  if (date.missing()) return {};
  Text out;
  out.append_number(date.day(), 2).append('/').append_number(date.month(), 2).append('/');
  return two_digit_year ? out.append_number(date.year() % 100, 2) : out.append_number(date.year(), 4);
}

Date date_of(Day day) { return Date::from_days(day); }

/// The word for an answer: {yes, no, odd}; a blank answer is empty.
std::string_view word(Answer answer, const std::array<std::string_view, 3>& words) {
  return answer == Answer::blank ? std::string_view() : words[static_cast<size_t>(answer) - 1];
}

/// Empty where nothing was answered: a date without a statement means nothing.
Text answered_on(const Record& record, bool answered, Text (*format)(Date)) {
  return answered ? format(date_of(record.consent_day)) : Text();
}

Text french_date(Date date) { return french(date); }

Text joined(std::string_view left, std::string_view separator, std::string_view right) {
  if (left.empty()) return right;
  return right.empty() ? Text(left) : Text(left).append(separator).append(right);
}

// --- crm.csv: a French back office, semicolons, family names mostly in capitals ---

void append_crm(const Record& record, std::string_view id, Random& random, std::string& out) {
  const bool is_company = !record.company.empty();
  const Text family = is_company ? record.company : random.chance(0.7) ? upper(record.family) : record.family;
  const std::string_view title = record.deceased ? "DCD" : is_company ? "Sté" : record.title;
  const bool answered = record.by_email != Answer::blank || record.by_sms != Answer::blank;
  constexpr std::array<std::string_view, 3> kEmailWords = {"O", "N", "oui?"}, kSmsWords = {"Oui", "Non", "voir fiche"};
  DelimitedRow(out, ';')
      .cell(id)
      .cell(title)
      .cell(family)
      .cell(record.birth_name)
      .cell(record.given)
      .cell(french(record.birth))
      .cell(record.email)
      .cell(record.landline)
      .cell(record.mobile)
      .cell(joined(record.line1, random.chance(0.2) ? "\n" : ", ", record.line2))
      .cell(record.postcode)
      .cell(record.city)
      .cell(word(record.by_email, kEmailWords))
      .cell(word(record.by_sms, kSmsWords))
      .cell(answered_on(record, answered, french_date))
      .cell(french(date_of(record.updated)))
      .end();
}

// --- web.ndjson: nested objects and a list of consents ---

/// `"key":"value"`, or null for an empty value.
void append_member(std::string& out, std::string_view key, std::string_view value, bool first = false) {
  if (!first) out.push_back(',');
  append_json(out, key);
  out.push_back(':');
  if (value.empty()) {
    out.append("null");
  } else {
    append_json(out, value);
  }
}

void append_phones(const Record& record, std::string& out) {
  if (record.mobile.empty() || record.landline.empty())
    return append_member(out, "phone", record.mobile.empty() ? record.landline : record.mobile);
  out.append(",\"phone\":[");
  append_json(out, record.mobile);
  out.push_back(',');
  append_json(out, record.landline);
  out.push_back(']');
}

void append_consent(std::string& out, std::string_view channel, std::string_view purpose, Answer answer,
                    const Record& record, Random& random) {
  if (answer == Answer::blank) return;
  if (out.back() != '[') out.push_back(',');
  const std::string_view no = random.chance(0.7) ? "refused" : "withdrawn";
  const std::string_view status = answer == Answer::yes ? "granted" : answer == Answer::no ? no : "maybe";
  out.push_back('{');
  append_member(out, "channel", channel, true);
  append_member(out, "purpose", purpose);
  append_member(out, "status", random.chance(0.03) ? "pending" : status);
  append_member(
      out, "at",
      iso(date_of(record.consent_day)).append("T").append_number(8 + random.below(12), 2).append(":15:00+01:00"));
  out.push_back('}');
}

void append_web(const Record& record, std::string_view id, Random& random, std::string& out) {
  out.push_back('{');
  append_member(out, "user_id", id, true);
  out.append(",\"profile\":{");
  append_member(out, "first_name", record.given, true);
  append_member(out, "last_name", record.family);
  append_member(out, "gender", !record.names_sex ? "" : record.sex == Sex::male ? "M" : "F");
  append_member(out, "birth_date", iso(record.birth));
  out.append("},\"contact\":{");
  append_member(out, "email", record.email, true);
  append_phones(record, out);
  out.append("},\"address\":{");
  append_member(out, "street", joined(record.line1, " ", record.line2), true);
  append_member(out, "postcode", record.postcode);
  append_member(out, "city", record.city);
  append_member(out, "country", country_code(record.country));
  out.append("},\"consents\":[");
  append_consent(out, "email", random.chance(0.3) ? "nl" : "marketing", record.by_email, record, random);
  append_consent(out, "sms", "marketing", record.by_sms, record, random);
  if (random.chance(0.3)) append_consent(out, "tel", "", record.by_voice, record, random);
  out.append("],");
  append_member(out, "updated_at", iso(date_of(record.updated)).append("T12:00:00Z"), true);
  out.append("}\n");
}

// --- loyalty.csv: English headers, commas, Windows-1252 ---

void append_loyalty(const Record& record, std::string_view id, Random& random, std::string& out) {
  thread_local std::string row;  // in UTF-8, before it is encoded
  row.clear();
  constexpr std::array<std::string_view, 3> kWords = {"Y", "N", "?"};
  const bool answered =
      record.by_email != Answer::blank || record.by_sms != Answer::blank || record.by_post != Answer::blank;
  DelimitedRow(row, ',')
      .cell(id)
      .cell(record.family)
      .cell(record.given)
      .cell(record.suffix)
      .cell(!record.names_sex         ? ""
            : record.sex == Sex::male ? "M"
                                      : "F")
      .cell(iso(record.birth))
      .cell(record.email)
      .cell(record.mobile.empty() ? record.landline : record.mobile)
      .cell(joined(record.line1, random.chance(0.5) ? ", " : " - ", record.line2))
      .cell(record.postcode)
      .cell(record.city)
      .cell(word(record.by_email, kWords))
      .cell(word(record.by_sms, kWords))
      .cell(word(record.by_post, kWords))
      .cell(answered_on(record, answered, iso))
      .cell(iso(date_of(record.updated)))
      .end();
  append_windows_1252(out, row);
}

// --- billing.tsv: capitals without accents, names in one cell, refusals only ---

void append_billing(const Record& record, std::string_view id, Random& random, std::string& out) {
  Text name = random.chance(0.9) ? joined(record.family, " ", record.given) : joined(record.given, " ", record.family);
  if (record.title == "M. et Mme") name = joined("M ET MME", " ", name);
  const bool refuses = record.by_post == Answer::no && random.chance(0.5);
  DelimitedRow(out, '\t')
      .cell(id)
      .cell(record.company.empty() ? upper(folded(name)) : Text())
      .cell(upper(folded(record.company)))
      .cell(upper(folded(record.line1)))
      .cell(upper(folded(record.line2)))
      .cell(record.postcode)
      .cell(upper(folded(record.city)))
      .cell(record.mobile.empty() ? record.landline : record.mobile)
      .cell(upper(record.email))
      .cell(refuses ? "X" : "")
      .cell(refuses ? french(date_of(record.consent_day)) : Text())
      .cell(french(date_of(record.updated)))
      .end();
}

// --- callcenter.csv: byte order mark, all cells quoted, CRLF, two-digit years ---

void append_callcenter(const Record& record, std::string_view id, Random& random, std::string& out) {
  constexpr std::array<std::string_view, 3> kWords = {"oui", "non", "ne sait pas"};
  const std::string_view no = random.chance(0.3) ? "ne plus appeler" : "non";
  const std::string_view agrees = record.by_voice == Answer::no ? no : word(record.by_voice, kWords);
  DelimitedRow(out, ',', Quotes::everywhere)
      .cell(id)
      .cell(record.family)
      .cell(record.given)
      .cell(record.mobile.empty() ? record.landline : record.mobile)
      .cell(record.email)
      .cell(record.postcode)
      .cell(record.city)
      .cell(record.line1)
      .cell(french(record.birth, random.chance(0.3)))
      .cell(agrees)
      .cell(french(date_of(record.updated)))
      .end("\r\n");
}

// --- prospects.csv.gz: bought, one name cell, a year of birth ---

void append_prospect(const Record& record, std::string_view id, Random& random, std::string& out) {
  constexpr std::array<std::string_view, 3> kWords = {"1", "0", "2"};
  Text name =
      random.chance(0.8) ? joined(record.given, " ", record.family) : joined(upper(record.family), " ", record.given);
  if (!record.title.empty() && random.chance(0.3)) name = joined(record.title, " ", name);
  const Text year = record.birth.missing() ? Text() : Text().append_number(record.birth.year());
  DelimitedRow(out, ',')
      .cell(id)
      .cell(record.company.empty() ? name : Text())
      .cell(record.company)
      .cell(year)
      .cell(record.email)
      .cell(record.mobile.empty() ? record.landline : record.mobile)
      .cell(joined(record.line1, ", ", record.line2))
      .cell(record.postcode)
      .cell(record.city)
      .cell(word(record.by_email, kWords))
      .cell(iso(date_of(record.updated)))
      .end();
}

char delimiter(Channel channel) { return channel == Channel::crm ? ';' : channel == Channel::billing ? '\t' : ','; }

/// Bytes that are no UTF-8, at the beginning of the second cell or value.
void break_encoding(Channel channel, size_t begin, std::string& out) {
  const size_t at = out.find(channel == Channel::web ? ':' : delimiter(channel), begin);
  const bool quoted = out[at + 1] == '"';
  out.insert(at + 1 + (quoted ? 1 : 0), "\xE9t\xE9");
}

void take_id_away(Channel channel, size_t begin, std::string& out) {
  const bool quoted = channel == Channel::callcenter || channel == Channel::web;
  const size_t first = channel == Channel::web ? out.find(":\"", begin) + 2 : begin + (quoted ? 1 : 0);
  const size_t end = out.find(quoted ? '"' : delimiter(channel), first);
  out.erase(first, end - first);
}

}  // namespace

std::string_view channel_header(Channel channel) {
  switch (channel) {
    case Channel::crm:
      return "ClientID;Civilite;Nom;NomNaissance;Prenom;DateNaissance;Email;TelFixe;TelMobile;Adresse;CP;Ville;"
             "OptinEmail;OptinSMS;"
             "DateConsentement;DateMaj\n";
    case Channel::web: return "";
    case Channel::loyalty:
      return "card_no,last_name,first_name,suffix,gender,birth_date,email,phone,address,postcode,city,email_consent,"
             "sms_consent,"
             "post_consent,consent_date,last_update\n";
    case Channel::billing:
      return "NUM_COMPTE\tNOM_COMPLET\tRAISON_SOCIALE\tADR1\tADR2\tCP\tVILLE\tTEL\tEMAIL\tREFUS_PROSPECTION\tDATE_"
             "REFUS\tDATE_MAJ\n";
    case Channel::callcenter:
      return "\xEF\xBB\xBF\"fiche\",\"nom\",\"prenom\",\"tel\",\"email\",\"code_postal\",\"ville\",\"adresse\",\"date_"
             "naissance\","
             "\"accord_tel\",\"date_appel\"\r\n";
    case Channel::prospects: return "ref,name,company,birth_year,email,phone,street,zip,city,optin,collected_on\n";
  }
  return "";
}

Text record_id(Channel channel, uint64_t number) {
  constexpr std::array<std::string_view, kNumChannels> kPrefixes = {"", "u", "2990", "FR", "CC", "P"};
  constexpr std::array<size_t, kNumChannels> kWidths = {8, 10, 9, 8, 8, 9};
  const size_t index = static_cast<size_t>(channel);
  return Text(kPrefixes[index]).append_number(number, kWidths[index]);
}

void append_row(const Record& record, std::string_view id, Random& random, std::string& out) {
  switch (record.channel) {
    case Channel::crm: return append_crm(record, id, random, out);
    case Channel::web: return append_web(record, id, random, out);
    case Channel::loyalty: return append_loyalty(record, id, random, out);
    case Channel::billing: return append_billing(record, id, random, out);
    case Channel::callcenter: return append_callcenter(record, id, random, out);
    case Channel::prospects: return append_prospect(record, id, random, out);
  }
}

void damage_row(Channel channel, size_t begin, Random& random, std::string& out) {
  const uint64_t kind = random.below(4);
  const size_t line_end = out.size() - (channel == Channel::callcenter ? 2 : 1);
  if (kind == 0) return take_id_away(channel, begin, out);
  if (kind == 1 && channel != Channel::loyalty) return break_encoding(channel, begin, out);
  // JSON breaks off in the middle; a delimited row loses its last cell or gains one.
  if (channel == Channel::web) {
    out.erase(begin + (line_end - begin) / 2, (line_end - begin) - (line_end - begin) / 2);
  } else if (kind == 2) {
    out.insert(line_end, std::string(2, delimiter(channel)));
  } else {
    const size_t last_cell = out.rfind(delimiter(channel), line_end);
    out.erase(last_cell, line_end - last_cell);
  }
}

std::string_view unclosed_row() { return "99999999999;Mme;\"LEMAIRE;;Claire;12/05/1971;;;;;;;;;;01/03/2024\n"; }

}  // namespace sosie::generator
