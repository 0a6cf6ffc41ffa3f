#include "io/json_paths.h"

namespace sosie::io {
namespace {

constexpr int kMaxSplits = 8;  // a path of n parts has 2^(n-1) readings; deeper ones are split at every dot only

}  // namespace

JsonPaths::JsonPaths(const std::vector<std::string>& paths) : nodes_(1) {
  for (size_t i = 0; i < paths.size(); ++i) add(kRoot, paths[i], static_cast<uint32_t>(i), 0);
}

uint32_t JsonPaths::child(uint32_t node, std::string_view key) {
  for (const Node::Edge& edge : nodes_[node].edges) {
    if (edge.key == key) return edge.child;
  }
  const auto added = static_cast<uint32_t>(nodes_.size());
  nodes_[node].edges.push_back({std::string(key), added});
  nodes_.emplace_back();
  return added;
}

void JsonPaths::add(uint32_t node, std::string_view path, uint32_t target, int depth) {
  if (depth <= kMaxSplits || path.find('.') == std::string_view::npos) {
    const uint32_t end = child(node, path);
    nodes_[end].targets.push_back(target);
  }
  for (size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
    add(child(node, path.substr(0, dot)), path.substr(dot + 1), target, depth + 1);
    if (depth > kMaxSplits) return;
  }
}

uint32_t JsonPaths::find(uint32_t node, std::string_view key, uint32_t& expected) const {
  const std::vector<Node::Edge>& edges = nodes_[node].edges;
  const auto size = static_cast<uint32_t>(edges.size());
  for (uint32_t tried = 0, at = expected; tried < size; ++tried, ++at) {
    if (at >= size) at = 0;
    if (edges[at].key != key) continue;
    expected = at + 1;
    return edges[at].child;
  }
  return kUnwanted;
}

}  // namespace sosie::io
