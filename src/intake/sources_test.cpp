#include "intake/sources.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "intake/folder_for_tests.h"

namespace vedette {
namespace {

std::vector<std::string> names(const std::vector<std::string>& given) {
  std::vector<std::string> found;
  for (const Result<std::string>& source : sources_of(given)) found.push_back(source ? *source : "! " + source.error().message);
  return found;
}

TEST(Sources, FilesFoldersAndGlobs) {
  const TestFolder folder;
  const std::string top = folder.path().string();
  for (const char* name : {"b.txt", "a.txt", "c.jsonl", ".hidden", "sub/d.txt", "sub/deep/e.txt", "sub2/f.txt"})
    folder.write(name, "x");
  EXPECT_EQ(names({top}), (std::vector<std::string>{top + "/a.txt", top + "/b.txt", top + "/c.jsonl", top + "/sub/d.txt",
                                                    top + "/sub/deep/e.txt", top + "/sub2/f.txt"}));
  EXPECT_EQ(names({top + "/*.txt", "-"}), (std::vector<std::string>{top + "/a.txt", top + "/b.txt", "-"}));
  EXPECT_EQ(names({top + "/s*/?.txt"}), (std::vector<std::string>{top + "/sub/d.txt", top + "/sub2/f.txt"}));
}

TEST(Sources, ACircleOfLinksIsNotWalked) {
  const TestFolder folder;
  folder.write("sub/a.txt", "x");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "sub" / "up");
  EXPECT_EQ(names({folder.path().string()}).size(), 1u);
}

TEST(Sources, SaysWhatLeadsToNothing) {
  const TestFolder folder;
  const std::string top = folder.path().string();
  EXPECT_EQ(names({top + "/none.txt"}), std::vector<std::string>{"! " + top + "/none.txt: there is no such file or folder"});
  EXPECT_NE(names({top + "/*.none"})[0].find("no file matches"), std::string::npos);
  EXPECT_NE(names({top})[0].find("holds no files"), std::string::npos);
}

}  // namespace
}  // namespace vedette
