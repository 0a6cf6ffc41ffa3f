// Domains of e-mail addresses: mail hosts for private persons, what they treat as one mailbox, and how they are
// mistyped. All take lower-case text and are thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace sosie::matchers {

/// Whether private persons get addresses at `domain` (gmail.com, orange.fr).
bool is_mail_provider(std::string_view domain);

/// The well-known mail host that a domain looks like a slip of: "gmial.com", "gmail.con" and "gmail.fr" are
/// "gmail.com", "hotmail,fr" is "hotmail.fr". Empty for a mail host itself and for what resembles none. A guess to
/// show, never to apply: "grange.fr" is a domain of its own. Static text.
std::string_view likely_domain(std::string_view domain);

/// What a mail host does not tell apart in a local part. Plain data.
struct MailboxRule {
  std::string_view domain;      ///< the domain as given, or the one it is another name of
  std::string_view ignored;     ///< characters that make no difference
  bool tag_after_plus = false;  ///< "+news" and what follows reaches the same mailbox
};
/// By the hosts' own help pages. `domain` itself and nothing ignored for others.
MailboxRule mailbox_rule(std::string_view domain);

}  // namespace sosie::matchers
