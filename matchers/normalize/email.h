// E-mail addresses as contact points.
#pragma once

#include <string>
#include <string_view>

#include "matchers/normalize/email_domains.h"

namespace sosie::matchers {

/// What an address is. `point` is trimmed and lower case, without "mailto:", angle brackets and a name before them,
/// with the domain in ASCII ("société.fr" is "xn--socit-esab.fr") and without blanks beside the @.
struct Email {
  std::string point;
  size_t at = std::string::npos;  ///< position of the @ in `point`; npos unless there is exactly one
  bool valid = false;             ///< of the form x@y.zz, a subset of RFC 5321
  bool placeholder = false;       ///< local part equal to the first label of the domain (test@test.fr)
  bool role = false;              ///< info@, contact@, mairie@: several people read it

  /// Both are empty unless there is exactly one @. `is_mail_provider` and `likely_domain` say more about the domain.
  std::string_view local() const { return has_at() ? std::string_view(point).substr(0, at) : std::string_view(); }
  std::string_view domain() const { return has_at() ? std::string_view(point).substr(at + 1) : std::string_view(); }
  bool has_at() const { return at != std::string::npos; }
};

/// Reads one address. Never fails: what is no address has valid == false and its trimmed lower-case text as point.
Email read_email(std::string_view raw);
/// The same into an `email` in use before, whose memory serves again.
void read_email(std::string_view raw, Email& email);

/// Whether the local part names an office, not a person. `local` lower case.
bool is_role_local_part(std::string_view local);
/// What the mail host takes for one mailbox, as a policy to choose: the address without what the host ignores. At Gmail
/// dots and "+tag" ("j.dupont+x@googlemail.com" is "jdupont@gmail.com"), at Outlook and iCloud the tag, at Proton dots,
/// hyphens and underscores too; other addresses as they are. "" for an invalid address.
std::string provider_key(const Email& email);

}  // namespace sosie::matchers
