// Keys that near values share: MinHash bands and sorted neighbourhoods.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/executor.h"
#include "engine/normalize.h"
#include "engine/repeats.h"

namespace sosie {

/// `minhash(band)`: one MinHash band over a record's names and street, or over its plain texts where it has no name.
std::string minhash_expression(unsigned band);
/// Band number of such an expression, from 1; 0 when it is none.
unsigned minhash_band(std::string_view expression);
/// Records next to each other when sorted by family name, given name and birth date.
inline constexpr std::string_view kSortedNeighbourhood = "neighbourhood(names)";

/// Band keys by band, then record. More records take more minima per band, so that a band stays a small block.
std::vector<std::vector<uint32_t>> minhash_keys(unsigned num_bands, const Comparables& comparables,
                                                const Executor& executor);
/// The number of the window, from 1, by record; 0 without a family name, and for repeats, which would fill windows with
/// one record. Equal names stay in one order by record key.
std::vector<uint32_t> neighbourhood_keys(const RecordSet& records, const Comparables& comparables,
                                         const Repeats& repeats);

}  // namespace sosie
