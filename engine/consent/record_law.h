// Which law rows speak for a record's address, and for a phone number.
#pragma once

#include <string>
#include <vector>

#include "engine/consent/consent.h"
#include "engine/consent/law.h"

namespace sosie::consent {

/// Countries as the law table knows them. Immutable, thread-safe; holds references to job, tables and law.
class RecordLaw {
 public:
  RecordLaw(const Job& job, const Ingested& ingested, const PostalPoints& post, const Law& law);

  /// Of a phone's calling code.
  LawCountry of_calling_code(uint16_t calling_code) const {
    return calling_code < kCallingCodes ? by_calling_code_[calling_code] : 0;
  }
  /// Whether a record has a postal address, or names a country.
  bool has_address(RecordId record) const;
  /// Of a record's address: its country cell, else the country of its source.
  LawCountry of_address(RecordId record) const;
  LawCountry of_job() const { return job_country_; }

 private:
  struct SourceCountry {
    LawCountry fallback = 0;
    const TextColumn* column = nullptr;
    std::vector<LawCountry> by_code;  // interned columns
  };
  static constexpr uint16_t kCallingCodes = 1000;  // E.164 country codes have one to three digits
  std::string_view country_cell(RecordId record) const;

  const RecordSet& records_;
  const PostalPoints& post_;
  const Law& law_;
  std::vector<SourceCountry> sources_;
  LawCountry job_country_ = 0;
  std::vector<LawCountry> by_calling_code_;
};

}  // namespace sosie::consent
