#pragma once
// Records that were made earlier, taken beside the articles that they were made of.

#include <cstdint>
#include <fstream>
#include <string>

#include "vedette/result.h"

namespace vedette {

class RecordFile {
 public:
  static Result<RecordFile> open(const std::string& path);
  // The record of the article with this text: the next line of the file, for `vedette read` writes records in the order of the articles.
  // An Error where the next line is no record, or of another text; then that line waits for the article that it is of.
  Result<std::string> next(const std::string& text);

 private:
  std::string path_;
  std::ifstream lines_;
  std::string line_;  // the line that waits, and its number
  std::uint64_t number_ = 0;
};

}  // namespace vedette
