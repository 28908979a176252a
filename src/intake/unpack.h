#pragma once
#include <memory>
#include <string>

namespace vedette {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `most` bytes; 0 at the end, or where reading failed, which `trouble` then says for a person.
  virtual std::size_t read(char* into, std::size_t most, std::string& trouble) = 0;
};

// A source that unpacks gzip (several members too) or zstd where the packed bytes begin like these; else the source itself.
std::unique_ptr<ByteSource> unpacking(std::unique_ptr<ByteSource> packed);

}  // namespace vedette
