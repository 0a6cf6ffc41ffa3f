// One function per letter whose sound depends on its neighbours, in the order of the published program; the names of
// the rules' examples stand beside them.
#include "matchers/phonetic/double_metaphone.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

namespace sosie::matchers {
namespace {

class Encoder {
 public:
  Encoder(std::string_view folded, std::string& primary, std::string& alternate)
      : primary_(primary), alternate_(alternate) {
    for (const char c : folded) {
      if (c >= 'a' && c <= 'z') word_ += static_cast<char>(c - 'a' + 'A');
      if (c == ' ') word_ += ' ';
    }
    last_ = static_cast<ptrdiff_t>(word_.size()) - 1;
    slavic_or_german_ = word_.find_first_of("WK") != std::string::npos || word_.find("CZ") != std::string::npos;
  }

  void run() {
    if (has(0, {"GN", "KN", "PN", "WR", "PS"})) at_ = 1;
    while (at_ <= last_) encode_letter();
  }

 private:
  using Choices = std::initializer_list<std::string_view>;

  char letter(ptrdiff_t i) const { return i < 0 || i > last_ ? '\0' : word_[static_cast<size_t>(i)]; }
  char next() const { return letter(at_ + 1); }
  bool is_end(ptrdiff_t i) const { return i > last_ || letter(i) == ' '; }
  bool is_vowel(ptrdiff_t i) const { return letter(i) != '\0' && std::string_view("AEIOUY").find(letter(i)) != npos; }
  bool is_one_of(ptrdiff_t i, std::string_view letters) const {
    return letter(i) != '\0' && letters.find(letter(i)) != npos;
  }
  /// Whether one of `choices` stands at i.
  bool has(ptrdiff_t i, Choices choices) const {
    if (i < 0 || i > last_) return false;
    const std::string_view rest = std::string_view(word_).substr(static_cast<size_t>(i));
    return std::ranges::any_of(choices, [rest](std::string_view choice) { return rest.starts_with(choice); });
  }
  bool sounds_german() const { return has(0, {"VAN ", "VON ", "SCH"}); }

  void add(std::string_view both) { add(both, both); }
  void add(std::string_view primary, std::string_view alternate) {
    primary_ += primary;
    alternate_ += alternate;
  }
  void skip(ptrdiff_t letters) { at_ += letters; }
  void skip_doubled(std::string_view same) { at_ += is_one_of(at_ + 1, same) ? 2 : 1; }
  void add_doubled(std::string_view both, std::string_view same) {
    add(both);
    skip_doubled(same);
  }

  void encode_letter() {
    switch (letter(at_)) {
      case 'A':
      case 'E':
      case 'I':
      case 'O':
      case 'U':
      case 'Y': return encode_vowel();
      case 'B': return add_doubled("P", "B");
      case 'C': return encode_c();
      case 'D': return encode_d();
      case 'F': return add_doubled("F", "F");
      case 'G': return encode_g();
      case 'H': return encode_h();
      case 'J': return encode_j();
      case 'K': return add_doubled("K", "K");
      case 'L': return encode_l();
      case 'M': return encode_m();
      case 'N': return add_doubled("N", "N");
      case 'P': return encode_p();
      case 'Q': return add_doubled("K", "Q");
      case 'R': return encode_r();
      case 'S': return encode_s();
      case 'T': return encode_t();
      case 'V': return add_doubled("F", "V");
      case 'W': return encode_w();
      case 'X': return encode_x();
      case 'Z': return encode_z();
      default: return skip(1);
    }
  }

  void encode_vowel() {
    if (at_ == 0) add("A");
    skip(1);
  }

  // "macher" and "bacher", but not "echter"
  bool is_germanic_ach() const {
    if (at_ <= 1 || is_vowel(at_ - 2) || !has(at_ - 1, {"ACH"})) return false;
    return !is_one_of(at_ + 2, "IE") || has(at_ - 2, {"BACHER", "MACHER"});
  }

  void encode_c() {
    if (has(at_, {"CHIA"}) || is_germanic_ach()) {
      add("K");
      return skip(2);
    }
    if (at_ == 0 && has(0, {"CAESAR"})) {
      add("S");
      return skip(2);
    }
    if (next() == 'H') return encode_ch();
    if (next() == 'Z' && !has(at_ - 2, {"WICZ"})) {
      add("S", "X");
      return skip(2);
    }
    if (has(at_ + 1, {"CIA"})) {  // "focaccia"
      add("X");
      return skip(3);
    }
    if (next() == 'C' && !(at_ == 1 && letter(0) == 'M')) return encode_cc();
    if (is_one_of(at_ + 1, "KGQ")) {
      add("K");
      return skip(2);
    }
    if (is_one_of(at_ + 1, "IEY")) {
      has(at_ + 1, {"IO", "IE", "IA"}) ? add("S", "X") : add("S");
      return skip(2);
    }
    add("K");
    if (has(at_ + 1, {" C", " Q", " G"})) return skip(3);  // "mac caffrey"
    skip(is_one_of(at_ + 1, "CKQ") && !has(at_ + 1, {"CE", "CI"}) ? 2 : 1);
  }

  void encode_cc() {
    if (!is_one_of(at_ + 2, "IEH") || has(at_ + 2, {"HU"})) {  // "bacchus"
      add("K");
      return skip(2);
    }
    const bool as_ks = (at_ == 1 && letter(0) == 'A') || has(at_ - 1, {"UCCEE", "UCCES"});  // "accident", "succeed"
    add(as_ks ? "KS" : "X");
    skip(3);
  }

  bool is_greek_ch() const {
    return at_ == 0 && has(1, {"HARAC", "HARIS", "HOR", "HYM", "HIA", "HEM"}) && !has(0, {"CHORE"});
  }
  bool is_germanic_ch() const {
    if (sounds_german() || has(at_ - 2, {"ORCHES", "ARCHIT", "ORCHID"}) || is_one_of(at_ + 2, "TS")) return true;
    const bool after = at_ == 0 || is_one_of(at_ - 1, "AOUE");
    return after && (is_one_of(at_ + 2, "LRNMBHFVW ") || at_ + 1 == last_);
  }

  void encode_ch() {
    if (at_ > 0 && has(at_, {"CHAE"})) {  // "michael"
      add("K", "X");
    } else if (is_greek_ch() || is_germanic_ch()) {
      add("K");
    } else if (at_ == 0) {
      add("X");
    } else {
      has(0, {"MC"}) ? add("K") : add("X", "K");
    }
    skip(2);
  }

  void encode_d() {
    if (next() != 'G') return add_doubled("T", "DT");
    if (is_one_of(at_ + 2, "IEY")) {  // "edge"
      add("J");
      return skip(3);
    }
    add("TK");  // "edgar"
    skip(2);
  }

  void encode_g() {
    if (next() == 'H') return encode_gh();
    if (next() == 'N') return encode_gn();
    if (has(at_ + 1, {"LI"}) && !slavic_or_german_) {  // "tagliaro"
      add("KL", "L");
      return skip(2);
    }
    if (is_hard_or_soft_g()) {
      add("K", "J");
      return skip(2);
    }
    if (is_one_of(at_ + 1, "EIY") || has(at_ - 1, {"AGGI", "OGGI"})) {
      if (sounds_german() || has(at_ + 1, {"ET"})) {
        add("K");
      } else {
        has(at_ + 1, {"IER"}) && is_end(at_ + 4) ? add("J") : add("J", "K");
      }
      return skip(2);
    }
    add_doubled("K", "G");
  }

  bool is_hard_or_soft_g() const {
    if (at_ == 0 && (next() == 'Y' || has(1, {"ES", "EP", "EB", "EL", "EY", "IB", "IL", "IN", "IE", "EI", "ER"}))) {
      return true;
    }
    return (has(at_ + 1, {"ER"}) || next() == 'Y') && !has(0, {"DANGER", "RANGER", "MANGER"}) &&
           !is_one_of(at_ - 1, "EI") && !has(at_ - 1, {"RGY", "OGY"});
  }

  void encode_gh() {
    if (at_ > 0 && !is_vowel(at_ - 1)) {
      add("K");
    } else if (at_ == 0) {
      add(letter(2) == 'I' ? "J" : "K");  // "ghislane", "ghostly"
    } else if (is_one_of(at_ - 2, "BHD") || is_one_of(at_ - 3, "BHD") || is_one_of(at_ - 4, "BH")) {
      // silent: "hugh", "bough", "broughton"
    } else if (letter(at_ - 1) == 'U' && is_one_of(at_ - 3, "CGLRT")) {
      add("F");  // "laugh", "mclaughlin", "cough", "rough", "tough"
    } else if (letter(at_ - 1) != 'I') {
      add("K");
    }
    skip(2);
  }

  void encode_gn() {
    if (at_ == 1 && is_vowel(0) && !slavic_or_german_) {
      add("KN", "N");
    } else if (!has(at_ + 2, {"EY"}) && !slavic_or_german_) {
      add("N", "KN");
    } else {
      add("KN");  // "cagney"
    }
    skip(2);
  }

  void encode_h() {
    const bool spoken = (at_ == 0 || is_vowel(at_ - 1)) && is_vowel(at_ + 1);
    if (spoken) add("H");
    skip(spoken ? 2 : 1);
  }

  void encode_j() {
    if (has(at_, {"JOSE"}) || has(0, {"SAN "})) {
      const bool spanish = (at_ == 0 && letter(4) == ' ') || word_.size() == 4 || has(0, {"SAN "});
      spanish ? add("H") : add("J", "H");
      return skip(1);
    }
    if (at_ == 0) {
      add("J", "A");  // "yankelovich" / "jankelowicz"
    } else if (is_vowel(at_ - 1) && !slavic_or_german_ && is_one_of(at_ + 1, "AO")) {
      add("J", "H");  // "bajador"
    } else if (at_ == last_) {
      add("J", "");
    } else if (!is_one_of(at_ + 1, "LTKSNMBZ") && !is_one_of(at_ - 1, "SKL")) {
      add("J");
    }
    skip_doubled("J");
  }

  bool is_spanish_ll() const {  // "cabrillo", "gallegos"
    if (at_ == last_ - 2 && has(at_ - 1, {"ILLO", "ILLA", "ALLE"})) return true;
    return (has(last_ - 1, {"AS", "OS"}) || is_one_of(last_, "AO")) && has(at_ - 1, {"ALLE"});
  }

  void encode_l() {
    next() == 'L' && is_spanish_ll() ? add("L", "") : add("L");
    skip_doubled("L");
  }

  void encode_m() {
    const bool dumb = has(at_ - 1, {"UMB"}) && (at_ + 1 == last_ || has(at_ + 2, {"ER"}));  // "dumb", "thumber"
    add("M");
    skip(dumb || next() == 'M' ? 2 : 1);
  }

  void encode_p() {
    if (next() != 'H') return add_doubled("P", "PB");
    add("F");
    skip(2);
  }

  void encode_r() {
    const bool french = at_ == last_ && !slavic_or_german_ && has(at_ - 2, {"IE"}) && !has(at_ - 4, {"ME", "MA"});
    french ? add("", "R") : add("R");  // "rogier", but not "hochmeier"
    skip_doubled("R");
  }

  void encode_s() {
    if (has(at_ - 1, {"ISL", "YSL"})) return skip(1);  // "island", "carlysle"
    if (at_ == 0 && has(0, {"SUGAR"})) {
      add("X", "S");
      return skip(1);
    }
    if (next() == 'H') {
      add(has(at_ + 1, {"HEIM", "HOEK", "HOLM", "HOLZ"}) ? "S" : "X");
      return skip(2);
    }
    if (has(at_, {"SIO", "SIA"})) {
      slavic_or_german_ ? add("S") : add("S", "X");
      return skip(3);
    }
    if ((at_ == 0 && is_one_of(1, "MNLW")) || next() == 'Z') {  // "smith" / "schmidt", "snider" / "schneider"
      add("S", "X");
      return skip_doubled("Z");
    }
    if (next() == 'C') return encode_sc();
    const bool french = at_ == last_ && has(at_ - 2, {"AI", "OI"});  // "resnais", "artois"
    french ? add("", "S") : add("S");
    skip_doubled("SZ");
  }

  void encode_sc() {
    if (letter(at_ + 2) != 'H') {
      add(is_one_of(at_ + 2, "IEY") ? "S" : "SK");
    } else if (has(at_ + 3, {"ER", "EN"})) {
      add("X", "SK");  // "schermerhorn", "schenker"
    } else if (has(at_ + 3, {"OO", "UY", "ED", "EM"})) {
      add("SK");  // "school", "schuyler"
    } else {
      at_ == 0 && !is_vowel(3) && letter(3) != 'W' ? add("X", "S") : add("X");
    }
    skip(3);
  }

  void encode_t() {
    if (has(at_, {"TION", "TIA", "TCH"})) {
      add("X");
      return skip(3);
    }
    if (!has(at_, {"TH", "TTH"})) return add_doubled("T", "TD");
    has(at_ + 2, {"OM", "AM"}) || sounds_german() ? add("T") : add("0", "T");  // "thomas", "thames"
    skip(2);
  }

  void encode_w() {
    if (next() == 'R') {
      add("R");
      return skip(2);
    }
    if (at_ == 0 && (is_vowel(1) || next() == 'H')) {
      is_vowel(1) ? add("A", "F") : add("A");  // "wasserman" / "vasserman", "whom"
    } else if ((at_ == last_ && is_vowel(at_ - 1)) || has(at_ - 1, {"EWSKI", "EWSKY", "OWSKI", "OWSKY"}) ||
               has(0, {"SCH"})) {
      add("", "F");  // "arnow" / "arnoff"
    } else if (has(at_, {"WICZ", "WITZ"})) {
      add("TS", "FX");  // "filipowicz"
      return skip(4);
    }
    skip(1);
  }

  void encode_x() {
    if (at_ == 0) {
      add("S");  // "xavier"
      return skip(1);
    }
    const bool french = at_ == last_ && (has(at_ - 3, {"IAU", "EAU"}) || has(at_ - 2, {"AU", "OU"}));  // "breaux"
    if (!french) add("KS");
    skip_doubled("CX");
  }

  void encode_z() {
    if (next() == 'H') {  // "zhao"
      add("J");
      return skip(2);
    }
    const bool slavic = slavic_or_german_ && at_ > 0 && letter(at_ - 1) != 'T';
    has(at_ + 1, {"ZO", "ZI", "ZA"}) || slavic ? add("S", "TS") : add("S");
    skip_doubled("Z");
  }

  static constexpr size_t npos = std::string_view::npos;
  std::string word_;
  std::string& primary_;
  std::string& alternate_;
  ptrdiff_t at_ = 0;
  ptrdiff_t last_ = 0;
  bool slavic_or_german_ = false;
};

}  // namespace

void double_metaphone(std::string_view folded, std::string& primary, std::string& alternate) {
  primary.clear();
  alternate.clear();
  Encoder(folded, primary, alternate).run();
}

}  // namespace sosie::matchers
