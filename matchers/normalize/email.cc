#include "matchers/normalize/email.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "matchers/normalize/characters.h"
#include "matchers/normalize/email_domains.h"
#include "matchers/normalize/idn.h"
#include "matchers/normalize/text.h"
#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

constexpr std::string_view kMailto = "mailto:";

bool begins_with_mailto(std::string_view text) {
  if (text.size() <= kMailto.size()) return false;
  return std::equal(kMailto.begin(), kMailto.end(), text.begin(), [](char wanted, char c) {
    return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  });
}

/// One round of removing blanks, "mailto:", quotes and stray punctuation from the ends.
std::string_view stripped_once(std::string_view text) {
  constexpr std::string_view kAround = "\"'<>()[]", kBehind = "\"'<>()[].,;:";
  text = trim(text);
  if (begins_with_mailto(text)) text = text.substr(0, text.find('?')).substr(kMailto.size());
  while (!text.empty() && kAround.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && kBehind.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// "jean@dupont.fr" of "Jean Dupont <jean@dupont.fr>"; the text itself when no brackets hold an address.
std::string_view inside_brackets(std::string_view text) {
  const size_t close = text.rfind('>');
  const size_t open = close == std::string_view::npos ? close : text.rfind('<', close);
  if (open == std::string_view::npos) return text;
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  return inside.find('@') == std::string_view::npos ? text : inside;
}

/// The address without what stands around it by habit. What is taken away may uncover more of the kind.
std::string_view bare_address(std::string_view text) {
  for (size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    text = stripped_once(inside_brackets(text));
  }
  return text;
}

constexpr std::string_view kLocalSigns = "!#$%&'*+/=?^_`{|}~.-";

/// Lower-case form of the bytes most addresses consist of: letters, digits, @ and signs that never stand around one; 0
/// for all others.
constexpr std::array<char, 256> kPlain = [] {
  std::array<char, 256> table{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789@._+-")) table[static_cast<uint8_t>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<uint8_t>(c)] = static_cast<char>(c - 'A' + 'a');
  return table;
}();

constexpr std::array<bool, 256> kInLocalPart = [] {
  std::array<bool, 256> table{};
  for (size_t c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    table[c] = is_letter(byte) || is_digit(byte) || kLocalSigns.find(byte) != std::string_view::npos;
  }
  return table;
}();

/// The lower-case address when the text is plain and ends as an address does, so that nothing around it is to be
/// removed; else false, with `out` undefined.
bool take_plain(std::string_view text, std::string& out) {
  if (text.empty() || (!is_letter(kPlain[static_cast<uint8_t>(text.back())]) && !is_digit(text.back()))) return false;
  out.resize(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    out[i] = kPlain[static_cast<uint8_t>(text[i])];
    if (out[i] == 0) return false;
  }
  return true;
}

/// Composed text in lower case, without characters that are not seen (zero width blanks, soft hyphens). False for what
/// is not UTF-8, with `out` undefined.
bool case_folded(std::string_view text, std::string& out) {
  utf8proc_uint8_t* folded = nullptr;
  constexpr auto kOptions =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &folded, kOptions);
  if (size >= 0) out.assign(reinterpret_cast<const char*>(folded), static_cast<size_t>(size));
  std::free(folded);
  return size >= 0;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void lower(std::string_view text, std::string& out) {
  if (!is_ascii(text) && case_folded(text, out)) return;
  out.assign(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

/// "jean (at) dupont.fr", written so that no machine reads it, becomes "jean @ dupont.fr".
void write_at_sign(std::string& text) {
  if (text.find('@') != std::string::npos) return;
  for (const std::string_view hidden : {"(at)", "[at]", "(arobase)", "[arobase]", "{at}"}) {
    if (const size_t at = text.find(hidden); at != std::string::npos) {
      text.replace(at, hidden.size(), "@");
      return;
    }
  }
}

/// Drops blanks beside the @.
void close_up(std::string& text) {
  const size_t at = text.find('@');
  if (at == std::string::npos) return;
  const size_t behind = std::min(text.find_first_not_of(' ', at + 1), text.size());
  text.erase(at + 1, behind - at - 1);
  size_t before = at;
  while (before > 0 && text[before - 1] == ' ') --before;
  text.erase(before, at - before);
}

/// The address in lower case, without what stands around it.
void take_unusual(std::string_view raw, std::string& out) {
  std::string text;
  lower(raw, text);
  write_at_sign(text);
  out = bare_address(text);
  close_up(out);
}

bool is_local_part(std::string_view local) {
  constexpr size_t kLongest = 64;  // RFC 5321, 4.5.3.1.1
  if (local.empty() || local.front() == '.' || local.back() == '.') return false;
  return local.size() <= kLongest && local.find("..") == std::string_view::npos &&
         std::all_of(local.begin(), local.end(), [](char c) { return kInLocalPart[static_cast<uint8_t>(c)]; });
}

bool is_label(std::string_view label) {
  constexpr size_t kLongest = 63;
  if (label.empty() || label.size() > kLongest || label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
  constexpr size_t kLongest = 255;
  if (domain.size() > kLongest) return false;
  size_t num_labels = 0;
  std::string_view label;
  for (;;) {
    const size_t dot = domain.find('.');
    label = domain.substr(0, dot);
    if (!is_label(label)) return false;
    ++num_labels;
    if (dot == std::string_view::npos) break;
    domain.remove_prefix(dot + 1);
  }
  return num_labels >= 2 && label.size() >= 2 && !std::all_of(label.begin(), label.end(), is_digit);
}

/// Gives an internationalised domain, from `at` on, its one form; what is not UTF-8 has none.
void encode_domain(std::string& address, size_t at) {
  if (is_ascii(std::string_view(address).substr(at)) || !is_domain(std::string_view(address).substr(at))) return;
  std::string folded;
  if (!case_folded(address, folded)) return;
  std::string domain = address.substr(at);
  domain_to_ascii(domain);
  address.replace(at, std::string::npos, domain);
}

const WordTable& role_words() {
  static const WordTable table = [] {
    WordTable words;
    // 2: also in front of more words ("mairie.lyon").
    words.add_list(
        "info infos contact accueil mairie noreply secretariat compta comptabilite direction agence "
        "serviceclient serviceclients customerservice kundenservice commercial sav facturation webmaster "
        "postmaster donotreply",
        ' ', 2);
    words.add_list(
        "contacts information informations sales vente ventes admin administration administrateur administrator "
        "hostmaster support service services rh drh recrutement office bureau hello bonjour mail email courrier "
        "team equipe boutique magasin reception billing accounts accounting account achat achats marketing "
        "communication presse press newsletter abuse security privacy dpo rgpd gdpr help helpdesk clients client "
        "kontakt buchhaltung verkauf vertrieb empfang zentrale ufficio amministrazione segreteria contatti "
        "contacto contatto ventas administracion informacion pedidos enquiries enquiry inquiries orders order "
        "commande commandes jobs hr legal juridique gestion location reservation reservations booking bookings "
        "hotel restaurant cabinet etude ecole college lycee association asso standard welcome all staff root "
        "shop store web site gerance gerant syndic devis logistique technique production qualite caisse "
        "mailerdaemon nobody daemon robot bot notification notifications alerte alertes feedback hallo info2 "
        "vereniging secretariaat anfrage",
        ' ', 1);
    return words;
  }();
  return table;
}

bool is_separator(char c) { return c == '.' || c == '_' || c == '-'; }

/// The first word of a local part, up to a separator or tag.
std::string_view first_part(std::string_view local) {
  const auto end = std::find_if(local.begin(), local.end(), [](char c) { return is_separator(c) || c == '+'; });
  return {local.begin(), end};
}

/// Whether the local part without separators, tag and trailing digits is a role word: "no-reply", "service.client",
/// "info2".
bool is_compact_role(std::string_view local) {
  std::array<char, 24> text;  // longer than any role word
  const size_t longest = std::min(text.size(), role_words().longest());
  local = local.substr(0, local.find('+'));
  while (!local.empty() && (is_digit(local.back()) || is_separator(local.back()))) local.remove_suffix(1);
  size_t size = 0;
  for (const char c : local) {
    if (is_separator(c)) continue;
    if (size == longest) return false;
    text[size++] = c;
  }
  return role_words().contains({text.data(), size});
}

}  // namespace

void read_email(std::string_view raw, Email& email) {
  email.at = std::string::npos;
  email.valid = email.placeholder = email.role = false;
  if (!take_plain(raw, email.point)) take_unusual(raw, email.point);
  const size_t at = email.point.find('@');
  if (at == std::string::npos || email.point.find('@', at + 1) != std::string::npos) return;
  email.at = at;
  encode_domain(email.point, at + 1);
  const std::string_view text = email.point, local = text.substr(0, at), domain = text.substr(at + 1);
  email.valid = is_local_part(local) && is_domain(domain);
  email.placeholder = !local.empty() && local == domain.substr(0, domain.find('.'));
  email.role = email.valid && is_role_local_part(local);
}

Email read_email(std::string_view raw) {
  Email email;
  read_email(raw, email);
  return email;
}

bool is_role_local_part(std::string_view local) {
  return is_compact_role(local) || role_words().find(first_part(local)) == 2;
}

std::string provider_key(const Email& email) {
  if (!email.valid) return {};
  const MailboxRule rule = mailbox_rule(email.domain());
  std::string key(email.local());
  if (rule.tag_after_plus && key.find('+') != 0) key.resize(std::min(key.size(), key.find('+')));
  std::erase_if(key, [&](char c) { return rule.ignored.find(c) != std::string_view::npos; });
  return key.append("@").append(rule.domain);
}

}  // namespace sosie::matchers
