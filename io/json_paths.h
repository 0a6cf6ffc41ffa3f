// Which members of JSON objects are wanted, by dotted path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sosie::io {

/// A tree of keys. `a.b` names member b of member a, and also a member whose key is `a.b`.
class JsonPaths {
 public:
  /// One object level: what its keys mean.
  struct Node {
    struct Edge {
      std::string key;
      uint32_t child = 0;
    };
    std::vector<Edge> edges;
    std::vector<uint32_t> targets;  ///< numbers of the paths that end here
  };

  /// Paths are numbered as given.
  explicit JsonPaths(const std::vector<std::string>& paths);

  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kUnwanted = UINT32_MAX;
  const Node& node(uint32_t index) const { return nodes_[index]; }
  /// Where `key` leads, or kUnwanted. `expected` is where the search begins: keys mostly come in the same order.
  uint32_t find(uint32_t node, std::string_view key, uint32_t& expected) const;

 private:
  void add(uint32_t node, std::string_view path, uint32_t target, int depth);
  uint32_t child(uint32_t node, std::string_view key);

  std::vector<Node> nodes_;
};

}  // namespace sosie::io
