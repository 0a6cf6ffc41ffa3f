// The closed vocabularies of a job file.
#pragma once

#include <span>
#include <string_view>

namespace sosie {

/// email sms voice post push any.
std::span<const std::string_view> channel_words();
/// What a statement may say: grant soft deny withdraw object lock erase annul pending ask unknown.
std::span<const std::string_view> act_words();
/// Purposes that need no declaration: marketing and what lies under it.
std::span<const std::string_view> purpose_words();
/// What the key of an event may be: email phone record.
std::span<const std::string_view> event_key_words();
/// What an opposition list may hold: email phone.
std::span<const std::string_view> list_kind_words();
/// How a surviving value may be chosen.
std::span<const std::string_view> survivorship_words();
/// Functions of a blocking key: substr(field, n), initial(field), year(birth_date) and the like.
std::span<const std::string_view> blocking_function_words();
/// Tables of a run folder.
std::span<const std::string_view> table_words();

bool contains(std::span<const std::string_view> words, std::string_view word);
/// Whether it is an ISO 3166-1 alpha-2 code in capitals.
bool is_country(std::string_view code);

}  // namespace sosie
