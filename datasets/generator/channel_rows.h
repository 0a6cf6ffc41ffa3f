// The six dialects. What each column means is said in the job file.
#pragma once

#include <string>
#include <string_view>

#include "core/random.h"
#include "datasets/generator/record.h"

namespace sosie::generator {

/// First bytes of a channel's file: byte order mark and header.
std::string_view channel_header(Channel channel);
/// The record's id in its channel, unlike any other of that channel for different numbers.
Text record_id(Channel channel, uint64_t number);
/// Appends the record as one row, line end included.
void append_row(const Record& record, std::string_view id, Random& random, std::string& out);

/// Makes the row unreadable that begins at `begin` and ends the text: another number of cells, bytes that are no UTF-8,
/// no id, or JSON that breaks off. Never takes rows behind it along.
void damage_row(Channel channel, size_t begin, Random& random, std::string& out);
/// A last row of crm.csv whose quote is never closed.
std::string_view unclosed_row();

}  // namespace sosie::generator
