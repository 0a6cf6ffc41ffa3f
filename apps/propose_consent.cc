#include "apps/propose_consent.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace sosie::apps {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 16> kYes = {"1",        "o",       "oui",   "y",         "yes", "t",
                                                   "true",     "vrai",    "x",     "on",        "ok",  "granted",
                                                   "accepted", "accepte", "optin", "subscribed"};
constexpr std::array<std::string_view, 16> kNo = {
    "0",       "n",      "non",    "no",     "f",         "false",        "faux",     "off",
    "refused", "refuse", "denied", "optout", "withdrawn", "unsubscribed", "rejected", "stop"};
/// In the name of a column whose yes means no.
constexpr std::array<std::string_view, 8> kNegations = {"optout", "opt_out", "unsubscribe", "desinscri",
                                                        "stop",   "donot",   "do_not",      "bloctel"};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

bool has_any(const std::string& text, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

std::string_view channel_of(const std::string& lower_name) {
  static constexpr std::array<std::string_view, 2> kPost = {"post", "courrier"};
  static constexpr std::array<std::string_view, 2> kEmail = {"mail", "newsletter"};
  static constexpr std::array<std::string_view, 5> kVoice = {"tel", "phone", "call", "bloctel", "appel"};
  if (lower_name.find("sms") != std::string::npos) return "sms";
  if (has_any(lower_name, kEmail)) return "email";
  if (has_any(lower_name, kVoice)) return "voice";
  return has_any(lower_name, kPost) ? "post" : "any";
}

std::string toml_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(toml_text(text));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

/// The values of a column by what they seem to say.
struct CodeGuess {
  std::vector<std::string> grant, deny, unclear;
};

CodeGuess guess_codes(const RecognizedColumn& column, bool yes_means_no) {
  CodeGuess guess;
  for (const std::string& code : column.codes) {
    const std::string lower = lower_case(code);
    const bool is_yes = std::find(kYes.begin(), kYes.end(), lower) != kYes.end();
    const bool is_no = std::find(kNo.begin(), kNo.end(), lower) != kNo.end();
    std::vector<std::string>& side = !is_yes && !is_no        ? guess.unclear
                                     : is_yes != yes_means_no ? guess.grant
                                                              : guess.deny;
    side.push_back(code);
  }
  return guess;
}

std::string propose_column(const RecognizedColumn& column) {
  const std::string name = lower_case(column.column);
  const CodeGuess guess = guess_codes(column, has_any(name, kNegations));
  std::string text =
      fmt::format("[[source.consent]]\ncolumn = {}\nchannel = \"{}\"\n", toml_text(column.column), channel_of(name));
  text += fmt::format("codes = {{ grant = {}, deny = {}, unknown = [\"\"] }}", toml_list(guess.grant),
                      toml_list(guess.deny));
  if (!guess.unclear.empty())
    text += fmt::format("  # place {}: an undeclared value restricts", toml_list(guess.unclear));
  if (column.codes.empty()) text += "  # too many values to propose codes";
  return text + "\n";
}

}  // namespace

std::string propose_consent(const RecognizedFile& file) {
  std::string text;
  for (const RecognizedColumn& column : file.columns) {
    if (column.use == ColumnUse::consent) text += propose_column(column);
  }
  if (text.empty()) return text;
  return "These columns look like consent, and a run will ask for them. Confirm channel and codes and remove the "
         "marks; "
         "or write consent = \"none\" below the path if they do not speak of it.\n" +
         text;
}

}  // namespace sosie::apps
