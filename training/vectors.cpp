// Reads the published word vectors (GloVe: Pennington et al. 2014; JSON, most frequent words first) and keeps the first of them.
// Only door: write_vectors in tools.h. The lists of names (lists.cpp) go into the same file.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unordered_set>

#include "grammar/features.h"
#include "net.h"
#include "tools.h"

namespace vedette::training {
namespace {

// The word behind the opening quotation mark at `at`, which moves past the closing one.
std::string quoted(const std::string& text, std::size_t& at) {
  std::string word;
  for (++at; text[at] != '"'; ++at) {
    if (text[at] != '\\') {
      word += text[at];
      continue;
    }
    ++at;
    if (text[at] == 'u') return {};  // the file writes letters plainly; controls are not words
    word += text[at];
  }
  ++at;
  return word;
}

}  // namespace

void write_vectors(const std::string& json, const std::string& out_path, std::size_t keep, const std::string& world,
                   const std::string& packages) {
  std::ifstream in(json, std::ios::binary);
  if (!in) throw std::runtime_error(json + ": cannot be read");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  std::size_t at = text.find("\"vectors\":{");
  if (at == text.npos) throw std::runtime_error(json + ": holds no \"vectors\"");
  at += 11;
  std::vector<std::uint64_t> keys;
  std::vector<float> values;
  std::unordered_set<std::uint64_t> seen;
  FormFeatures features;
  std::string scratch;
  while (keys.size() < keep && at < text.size() && text[at] == '"') {
    const std::string word = quoted(text, at);
    at = text.find('[', at) + 1;
    features_of(word, features, scratch);
    const bool fresh = !word.empty() && seen.insert(features.vector_key).second;
    if (fresh) keys.push_back(features.vector_key);
    const char* number = text.data() + at;
    for (int i = 0; i < kVector; ++i) {
      char* end = nullptr;
      const float value = std::strtof(number, &end);
      if (end == number) throw std::runtime_error(json + ": a vector with fewer numbers than expected");
      if (fresh) values.push_back(value);
      number = end + 1;
    }
    at = text.find(']', at) + 1;
    while (text[at] == ',' || text[at] == ' ' || text[at] == '\n') ++at;
  }
  const std::uint64_t count = keys.size();
  std::ofstream out(out_path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&count), 8);
  out.write(reinterpret_cast<const char*>(keys.data()), static_cast<std::streamsize>(8 * count));
  out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(4 * values.size()));
  const std::map<std::uint32_t, std::uint16_t> lists = read_lists(world, packages);
  const std::uint64_t listed = lists.size();
  out.write(reinterpret_cast<const char*>(&listed), 8);
  for (const auto& [key, bits] : lists) {
    out.write(reinterpret_cast<const char*>(&key), 4);
    out.write(reinterpret_cast<const char*>(&bits), 2);
  }
  std::fprintf(stderr, "%zu word vectors, %zu words on lists of names\n", keys.size(), lists.size());
}

}  // namespace vedette::training
