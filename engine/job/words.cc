#include "engine/job/words.h"

#include <algorithm>
#include <array>

namespace sosie {
namespace {

using Word = std::string_view;

constexpr std::array kChannels = {Word("email"), Word("sms"), Word("voice"), Word("post"), Word("push"), Word("any")};
constexpr std::array kActs = {Word("grant"),   Word("soft"), Word("deny"),   Word("withdraw"),
                              Word("object"),  Word("lock"), Word("erase"),  Word("annul"),
                              Word("pending"), Word("ask"),  Word("unknown")};
constexpr std::array kPurposes = {Word("marketing"), Word("newsletter"), Word("partner_offers"), Word("profiling")};
constexpr std::array kEventKeys = {Word("email"), Word("phone"), Word("record")};
constexpr std::array kListKinds = {Word("email"), Word("phone")};
constexpr std::array kSurvivorship = {Word("most_recent"),   Word("source_order"),  Word("longest"),
                                      Word("most_frequent"), Word("most_complete"), Word("first_party_first")};
constexpr std::array kBlockingFunctions = {Word("substr"), Word("initial"), Word("phonetic"), Word("local_part"),
                                           Word("area"),   Word("year"),    Word("sorted")};
constexpr std::array kTables = {Word("golden"),  Word("members"), Word("links"),  Word("contact"),
                                Word("lineage"), Word("rejects"), Word("removed")};

/// ISO 3166-1 alpha-2, assigned codes, in order.
constexpr Word kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA "
    "CC CD "
    "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD "
    "GE GF "
    "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI "
    "KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY "
    "MZ NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI "
    "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE "
    "VG VI "
    "VN VU WF WS YE YT ZA ZM ZW";

}  // namespace

std::span<const Word> channel_words() { return kChannels; }
std::span<const Word> act_words() { return kActs; }
std::span<const Word> purpose_words() { return kPurposes; }
std::span<const Word> event_key_words() { return kEventKeys; }
std::span<const Word> list_kind_words() { return kListKinds; }
std::span<const Word> survivorship_words() { return kSurvivorship; }
std::span<const Word> blocking_function_words() { return kBlockingFunctions; }
std::span<const Word> table_words() { return kTables; }

bool contains(std::span<const Word> words, Word word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_country(Word code) {
  if (code.size() != 2) return false;
  for (size_t i = 0; i < kCountries.size(); i += 3) {
    if (kCountries.substr(i, 2) == code) return true;
  }
  return false;
}

}  // namespace sosie
