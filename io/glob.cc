#include <glob.h>

#include <algorithm>
#include <memory>

#include "io/input.h"

namespace sosie::io {

std::vector<std::string> expand_glob(const std::string& pattern) {
  if (pattern.find_first_of("*?[") == std::string::npos) return {pattern};
  glob_t found = {};
  std::vector<std::string> paths;
  if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0)
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  // glob sorts by locale; byte order is the same everywhere.
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace sosie::io
