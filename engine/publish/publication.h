// A run folder on its way: hidden while it is written, then moved into place whole.
#pragma once

#include <string>

#include "core/status.h"

namespace sosie {

/// Writes go to a hidden folder inside the output; finish() makes it `runs/<run-id>` and moves `current`. Whoever looks
/// meanwhile, or after a crash at any moment, sees the publication before or this one, never a part. Needs the output's
/// lock.
class Publication {
 public:
  /// Makes the hidden folder, after removing what a killed run left of its own.
  static Result<Publication> begin(const std::string& output_directory, const std::string& run_id);
  Publication(Publication&& other) noexcept;
  Publication& operator=(Publication&&) = delete;
  /// Removes the hidden folder unless finish() succeeded.
  ~Publication();

  /// The hidden folder; files in it must be fsynced by their writers.
  const std::string& directory() const { return hidden_; }
  /// Returns the folder of the run. A run of the same id that is there already and has the same bytes, manifest apart,
  /// is kept and `current` moved to it; one with other bytes stays untouched, and this one is named `<run-id>-2`, `-3`,
  /// ...
  Result<std::string> finish();

 private:
  Publication(std::string output, std::string run_id);
  Result<std::string> place();
  Status point_current_to(const std::string& run_name) const;

  std::string output_, run_id_, hidden_;
};

/// Makes names created in or moved into a folder last through a power cut.
Status sync_directory(const std::string& path);

}  // namespace sosie
