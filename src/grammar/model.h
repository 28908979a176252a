#pragma once
// The trained model: one file, mapped into memory, checked on load.
//
//   magic "VEDETTE\n" | version | sections | file size | digest of all that follows | directory | sections, 64 bytes apart
//
// Numbers are little-endian. The network and its tables are read by network.h; other rooms' tables are opaque bytes here.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace vedette {

struct Network;

class Model {
 public:
  static constexpr std::uint32_t kVersion = 2;

  static Result<Model> open(const std::string& path);

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  const std::string& digest() const { return digest_; }           // 16 hexadecimal digits
  std::string_view section(std::string_view name) const;          // empty where there is none
  const Network& network() const { return *network_; }

 private:
  Model() = default;

  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::string digest_;
  std::vector<std::pair<std::string_view, std::string_view>> sections_;  // name, content
  std::unique_ptr<Network> network_;
};

// The bytes of a model file that holds these sections.
std::string pack_model(const std::vector<std::pair<std::string, std::string>>& sections);

}  // namespace vedette
