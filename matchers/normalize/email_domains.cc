#include "matchers/normalize/email_domains.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "matchers/normalize/word_table.h"

namespace sosie::matchers {
namespace {

const WordTable& providers() {
  static const WordTable table = [] {
    WordTable words;
    words.add_list(
        "gmail.com googlemail.com icloud.com me.com mac.com aol.com aol.fr msn.com ymail.com rocketmail.com "
        "mail.com email.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr "
        "club-internet.fr aliceadsl.fr cegetel.net noos.fr 9online.fr 9business.fr voila.fr libertysurf.fr "
        "tele2.fr infonie.fr dbmail.com cario.fr hotmail.com hotmail.fr hotmail.be hotmail.de hotmail.es "
        "hotmail.it hotmail.ch hotmail.co.uk outlook.com outlook.fr outlook.be outlook.de outlook.es outlook.it "
        "live.com live.fr live.be live.de live.it live.nl live.co.uk yahoo.com yahoo.fr yahoo.de yahoo.es "
        "yahoo.it yahoo.be yahoo.co.uk yahoo.ca proton.me protonmail.com protonmail.ch pm.me tutanota.com "
        "gmx.com gmx.fr gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de libero.it "
        "virgilio.it tiscali.it alice.it tin.it fastwebnet.it skynet.be telenet.be scarlet.be voo.be proximus.be "
        "bluewin.ch sunrise.ch hispeed.ch pt.lu vo.lu btinternet.com sky.com virginmedia.com ntlworld.com "
        "talktalk.net blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net "
        "charter.net earthlink.net telefonica.net terra.es ya.com mail.ru yandex.ru yandex.com rambler.ru bk.ru "
        "list.ru wp.pl onet.pl interia.pl o2.pl seznam.cz centrum.cz ziggo.nl kpnmail.nl xs4all.nl planet.nl "
        "hetnet.nl sapo.pt bigpond.com rogers.com shaw.ca sympatico.ca videotron.ca qq.com 163.com 126.com",
        ' ', 1);
    return words;
  }();
  return table;
}

// Hosts that are mistyped often enough to look for; with short names ("sfr.fr", "free.fr") too much else is similar.
constexpr std::array<std::string_view, 34> kOftenMistyped = {
    "gmail.com",        "hotmail.com",    "hotmail.fr",     "hotmail.be",  "hotmail.it",     "hotmail.de",
    "hotmail.es",       "yahoo.com",      "yahoo.fr",       "yahoo.it",    "yahoo.es",       "yahoo.de",
    "orange.fr",        "wanadoo.fr",     "laposte.net",    "outlook.com", "outlook.fr",     "icloud.com",
    "club-internet.fr", "numericable.fr", "aliceadsl.fr",   "neuf.fr",     "googlemail.com", "t-online.de",
    "freenet.de",       "libero.it",      "virgilio.it",    "tiscali.it",  "skynet.be",      "telenet.be",
    "bluewin.ch",       "protonmail.com", "btinternet.com", "proximus.be"};

struct Ending {
  std::string_view typed, meant;
};
// Endings that are no top-level domain, or one where these hosts have no mail.
constexpr Ending kMistypedEndings[] = {
    {"con", "com"},  {"cm", "com"},  {"co", "com"},  {"om", "com"},  {"vom", "com"},  {"xom", "com"},
    {"cmo", "com"},  {"ocm", "com"}, {"cpm", "com"}, {"cim", "com"}, {"comm", "com"}, {"coom", "com"},
    {"ccom", "com"}, {"cok", "com"}, {"c0m", "com"}, {"rf", "fr"},   {"ft", "fr"},    {"fe", "fr"},
    {"ff", "fr"},    {"frr", "fr"},  {"ffr", "fr"},  {"fre", "fr"},  {"dr", "fr"},    {"ne", "net"},
    {"nt", "net"},   {"nte", "net"}, {"ner", "net"}, {"met", "net"}, {"bet", "net"},  {"nett", "net"},
};

/// `name` and what follows the first dot.
struct Parts {
  std::string_view name, ending;
};
Parts parts_of(std::string_view domain) {
  const size_t dot = domain.find('.');
  return dot == std::string_view::npos ? Parts{domain, {}} : Parts{domain.substr(0, dot), domain.substr(dot + 1)};
}

bool is_mistyped_ending(std::string_view typed, std::string_view meant) {
  return std::any_of(std::begin(kMistypedEndings), std::end(kMistypedEndings),
                     [&](const Ending& ending) { return ending.typed == typed && ending.meant == meant; });
}

/// One letter too many, missing, or wrong, or two in the other order; the first letter in its place, as most slips
/// leave it and other domains do not.
bool is_one_slip(std::string_view typed, std::string_view meant) {
  if (typed.empty() || typed.front() != meant.front() || typed == meant) return false;
  const auto [a, b] = std::mismatch(typed.begin(), typed.end(), meant.begin(), meant.end());
  const std::string_view rest(a, typed.end()), wanted(b, meant.end());
  if (typed.size() == meant.size() + 1) return rest.substr(1) == wanted;
  if (typed.size() + 1 == meant.size()) return rest == wanted.substr(1);
  if (typed.size() != meant.size()) return false;
  const bool swapped = rest.size() > 1 && rest[0] == wanted[1] && rest[1] == wanted[0];
  return rest.substr(1) == wanted.substr(1) || (swapped && rest.substr(2) == wanted.substr(2));
}

/// "gmailcom", "gmail,com", "gmail..com", "gmail-com": the letters are right, the dot is not.
bool has_only_dots_wrong(std::string_view typed, std::string_view meant) {
  const auto is_sign = [](char c) { return c == '.' || c == ',' || c == ';' || c == '-' || c == ' ' || c == '/'; };
  size_t at = 0;
  for (const char c : typed) {
    if (is_sign(c)) continue;
    while (at < meant.size() && is_sign(meant[at])) ++at;
    if (at == meant.size() || meant[at++] != c) return false;
  }
  return at == meant.size() && typed != meant;
}

bool looks_like(std::string_view domain, std::string_view host) {
  constexpr size_t kShortName = 5;
  if (domain.front() != host.front()) return false;
  const Parts typed = parts_of(domain), meant = parts_of(host);
  if (typed.name == meant.name && is_mistyped_ending(typed.ending, meant.ending)) return true;
  if (typed.ending == meant.ending && meant.name.size() >= kShortName && is_one_slip(typed.name, meant.name))
    return true;
  return has_only_dots_wrong(domain, host);
}

constexpr MailboxRule kMailboxRules[] = {
    {"gmail.com", ".", true},   // support.google.com/mail/answer/7436150
    {"outlook.com", "", true},  // support.microsoft.com, "Use Plus Addressing"
    {"outlook.fr", "", true},    {"outlook.be", "", true},  {"outlook.de", "", true}, {"outlook.es", "", true},
    {"outlook.it", "", true},    {"hotmail.com", "", true}, {"hotmail.fr", "", true}, {"hotmail.be", "", true},
    {"hotmail.de", "", true},    {"hotmail.es", "", true},  {"hotmail.it", "", true}, {"hotmail.ch", "", true},
    {"hotmail.co.uk", "", true}, {"live.com", "", true},    {"live.fr", "", true},    {"live.be", "", true},
    {"live.de", "", true},       {"live.it", "", true},     {"live.nl", "", true},    {"live.co.uk", "", true},
    {"msn.com", "", true},       {"icloud.com", "", true},  {"me.com", "", true},     {"mac.com", "", true},
    {"proton.me", ".-_", true},  // proton.me/support/addresses-and-aliases
};

struct OtherName {
  std::string_view domain, main;
};
constexpr OtherName kOtherNames[] = {{"googlemail.com", "gmail.com"},
                                     {"protonmail.com", "proton.me"},
                                     {"protonmail.ch", "proton.me"},
                                     {"pm.me", "proton.me"}};

}  // namespace

bool is_mail_provider(std::string_view domain) { return providers().contains(domain); }

std::string_view likely_domain(std::string_view domain) {
  if (domain.size() < 2 || is_mail_provider(domain)) return {};
  const Parts parts = parts_of(domain);
  if (parts.name == "gmail") return "gmail.com";  // under no other ending
  if (parts.ending.empty() && parts.name == "laposte") return "laposte.net";
  if (parts.ending.empty() && (parts.name == "orange" || parts.name == "wanadoo"))
    return parts.name == "orange" ? "orange.fr" : "wanadoo.fr";
  const auto* found = std::find_if(kOftenMistyped.begin(), kOftenMistyped.end(),
                                   [&](std::string_view host) { return looks_like(domain, host); });
  return found == kOftenMistyped.end() ? std::string_view() : *found;
}

MailboxRule mailbox_rule(std::string_view domain) {
  const auto* other = std::find_if(std::begin(kOtherNames), std::end(kOtherNames),
                                   [&](const OtherName& name) { return name.domain == domain; });
  if (other != std::end(kOtherNames)) domain = other->main;
  const auto* found = std::find_if(std::begin(kMailboxRules), std::end(kMailboxRules),
                                   [&](const MailboxRule& rule) { return rule.domain == domain; });
  return found == std::end(kMailboxRules) ? MailboxRule{domain, {}, false} : *found;
}

}  // namespace sosie::matchers
