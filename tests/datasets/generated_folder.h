// Reads generated folders back, knowing nothing of how they were written.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "datasets/generator/generate.h"

namespace sosie::generator {

/// A folder of its own, gone at the end of the test.
class ScratchFolder {
 public:
  explicit ScratchFolder(std::string_view name);
  ~ScratchFolder();
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

/// Bytes of a file, decompressed when it ends in .gz.
std::string read_bytes(const std::filesystem::path& path);
/// Every file of a folder by name, decompressed.
std::map<std::string, std::string> read_folder(const std::string& folder);

/// Rows of delimited text, header included; quotes are understood, a byte order mark is not part of the first cell.
std::vector<std::vector<std::string>> parse_delimited(std::string_view text, char delimiter);
char delimiter_of(Channel channel);

using RecordName = std::pair<std::string, std::string>;  // source, id
/// Normalised contact points of every readable record: e-mails in lower case, phones as digits without prefixes.
std::map<RecordName, std::set<std::string>> read_contact_points(const std::string& folder);
/// Entity of every record of truth.csv; a repeated record fails the test.
std::map<RecordName, std::string> read_truth(const std::string& folder);

/// Generates into `folder` and expects success.
GenerateSummary generate_into(const std::string& folder, uint64_t people, uint64_t seed, unsigned threads = 2);

}  // namespace sosie::generator
