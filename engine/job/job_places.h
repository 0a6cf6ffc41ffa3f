// Where each part of a job stands in its file.
#pragma once

#include <map>
#include <string>

#include "core/status.h"

namespace sosie {

/// Places by path with indexes from 0: `source[0].consent[1].codes`. Empty for a job that was not read from a file.
class JobPlaces {
 public:
  void add(const std::string& path, Location location) { places_[path] = std::move(location); }

  /// The place of `path`, else of the closest table around it; unknown when there is none.
  Location find(std::string path) const {
    for (;; path.resize(path.find_last_of(".[") == std::string::npos ? 0 : path.find_last_of(".["))) {
      if (const auto place = places_.find(path); place != places_.end()) return place->second;
      if (path.empty()) return {};
    }
  }

 private:
  std::map<std::string, Location> places_;
};

}  // namespace sosie
