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
  size_t at = 0;             ///< position of the @ in `point`; only when there is exactly one
  bool valid = false;        ///< of the form x@y.zz, a subset of RFC 5321
  bool placeholder = false;  ///< local part equal to the first label of the domain (test@test.fr)
  bool role = false;         ///< info@, contact@, mairie@: several people read it
  bool provider = false;     ///< the domain belongs to a mail host for private persons
  /// The mail host that the domain is a likely slip of ("gmial.com": "gmail.com"), valid or not; empty for none.
  /// Static.
  std::string_view likely_domain;

  /// Only when valid.
  std::string_view local() const { return std::string_view(point).substr(0, at); }
  std::string_view domain() const { return std::string_view(point).substr(at + 1); }
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
