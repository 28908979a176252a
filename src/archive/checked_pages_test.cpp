#include "archive/checked_pages.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "archive/schema.h"
#include "base/digest.h"

namespace vedette {
namespace {

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

class CheckedPages : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove(path_);
    const Handle database = open(checked_pages());
    make_room_for_checksums(database.get());
    run(database, fmt::format("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA application_id = {}; CREATE TABLE t(x); CREATE TABLE u(x)", kApplicationId));
    for (int i = 0; i < 200; ++i) run(database, fmt::format("INSERT INTO t VALUES('{}'); INSERT INTO u VALUES({})", std::string(100, 'x'), i));
  }
  void TearDown() override { std::filesystem::remove(path_); }

  Handle open(const char* layer) const {
    sqlite3* raw = nullptr;
    EXPECT_EQ(sqlite3_open_v2(path_.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, layer), SQLITE_OK);
    return {raw, sqlite3_close};
  }
  static void run(const Handle& database, const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database.get());
  }
  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::set<std::int64_t> wrong() const {
    const Handle database = open(checked_pages());
    run(database, "PRAGMA integrity_check");
    EXPECT_TRUE(has_checksums(database.get()));
    return wrong_pages(database.get());
  }

  const std::string path_ = (std::filesystem::path(testing::TempDir()) / "checked_pages.vedette").string();
};

TEST_F(CheckedPages, EveryPageEndsWithTheChecksumOfItsBytes) {
  const std::string all = bytes();
  ASSERT_GT(all.size(), 4096u * 5);
  for (std::size_t at = 0; at < all.size(); at += 4096) {
    std::uint64_t written = 0;
    for (std::size_t i = 8; i-- > 0;) written = written << 8 | static_cast<unsigned char>(all[at + 4088 + i]);
    EXPECT_EQ(written, hash64(std::string_view(all).substr(at, 4088), at / 4096 + 1)) << "page " << at / 4096 + 1;
  }
  EXPECT_TRUE(wrong().empty());
}

TEST_F(CheckedPages, ADamagedPageIsFoundAndOneWrittenAgainIsNot) {
  std::string all = bytes();
  all[4096 * 3 - 500] = '?';  // in a cell of page 3
  std::ofstream(path_, std::ios::binary) << all;
  EXPECT_EQ(wrong(), std::set<std::int64_t>{3});
  run(open(checked_pages()), "UPDATE u SET x = x + 1; UPDATE t SET x = x || 'y'");
  EXPECT_TRUE(wrong().empty());
}

TEST_F(CheckedPages, AnotherProgramReadsTheFileAndWhatItWritesIsFound) {
  {
    const Handle plain = open(nullptr);
    run(plain, "PRAGMA integrity_check; SELECT count(*) FROM t");
    EXPECT_FALSE(has_checksums(plain.get()));
  }
  EXPECT_TRUE(wrong().empty());
  run(open(nullptr), "UPDATE u SET x = x + 1 WHERE rowid = 1");
  EXPECT_FALSE(wrong().empty());
}

TEST_F(CheckedPages, ACopyThatAnotherProgramMadeGetsChecksumsAsItIsWritten) {
  const std::string copy = path_ + "-copy";
  std::filesystem::remove(copy);
  run(open(nullptr), fmt::format("VACUUM INTO '{}'", copy));
  std::filesystem::rename(copy, path_);
  EXPECT_TRUE(wrong().empty());
  run(open(checked_pages()), "CREATE TABLE v(x); INSERT INTO v VALUES(1)");
  EXPECT_TRUE(wrong().empty());
  std::string all = bytes();
  all[all.size() - 600] = '?';
  std::ofstream(path_, std::ios::binary) << all;
  EXPECT_EQ(wrong(), std::set<std::int64_t>{static_cast<std::int64_t>(all.size() / 4096)});
  {
    const Handle database = open(checked_pages());
    run(database, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    all_have_checksums(database.get());
    run(database, "PRAGMA user_version = 1");
  }
  all = bytes();
  EXPECT_TRUE(wrong().empty());
  all.replace(4096 * 3 - 8, 8, 8, '\0');  // a page without a checksum is damage now
  std::ofstream(path_, std::ios::binary) << all;
  EXPECT_EQ(wrong(), std::set<std::int64_t>{3});
}

TEST_F(CheckedPages, OtherDatabasesAreLeftAlone) {
  std::filesystem::remove(path_);
  {
    const Handle database = open(checked_pages());
    run(database, "PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
    EXPECT_FALSE(has_checksums(database.get()));
  }
  const Handle again = open(checked_pages());
  run(again, "PRAGMA integrity_check");
  EXPECT_TRUE(wrong_pages(again.get()).empty());
}

// A shim below whose disk refuses to keep a database once.
struct RefusingFile {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_vfs* below = nullptr;
sqlite3_io_methods refusing;
std::atomic<int> syncs = 0;
constexpr int kRefused = 1;

int open_refusing(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  auto* own = reinterpret_cast<RefusingFile*>(file);
  const int code = below->xOpen(below, name, own->real(), flags, out_flags);
  if (code != SQLITE_OK) return code;
#define PASS(method) [](sqlite3_file* f, auto... rest) { sqlite3_file* r = reinterpret_cast<RefusingFile*>(f)->real(); return r->pMethods->method(r, rest...); }
  refusing = {2, PASS(xClose), PASS(xRead), PASS(xWrite), PASS(xTruncate), PASS(xSync), PASS(xFileSize), PASS(xLock), PASS(xUnlock), PASS(xCheckReservedLock), PASS(xFileControl),
              PASS(xSectorSize), PASS(xDeviceCharacteristics), PASS(xShmMap), PASS(xShmLock), PASS(xShmBarrier), PASS(xShmUnmap), nullptr, nullptr};
#undef PASS
  static sqlite3_io_methods database;
  database = refusing;
  database.xSync = [](sqlite3_file* f, int how) {
    sqlite3_file* r = reinterpret_cast<RefusingFile*>(f)->real();
    return ++syncs == kRefused ? SQLITE_IOERR_FSYNC : r->pMethods->xSync(r, how);
  };
  file->pMethods = flags & SQLITE_OPEN_MAIN_DB ? &database : &refusing;
  return code;
}

TEST_F(CheckedPages, WhereTheDiskRefusesWhatItBeganWithTheCheckpointFails) {
  below = sqlite3_vfs_find(nullptr);
  sqlite3_vfs shim = *below;
  shim.zName = "refusing";
  shim.szOsFile = static_cast<int>(sizeof(RefusingFile)) + below->szOsFile;
  shim.xOpen = open_refusing;
  sqlite3_vfs_register(&shim, 1);
  {
    const Handle database = open(checked_pages());
    run(database, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE v(x); "
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700) INSERT INTO v SELECT zeroblob(100000) FROM n");
    syncs = 0;
    EXPECT_EQ(sqlite3_wal_checkpoint_v2(database.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr), SQLITE_IOERR);
    EXPECT_EQ(syncs, kRefused);
    EXPECT_EQ(sqlite3_wal_checkpoint_v2(database.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr), SQLITE_OK);
    EXPECT_GE(syncs, 3);  // begun again, and at the end
  }
  sqlite3_vfs_unregister(&shim);
  sqlite3_vfs_register(below, 1);
  EXPECT_TRUE(wrong().empty());
  EXPECT_GT(bytes().size(), 70'000'000u);
}

}  // namespace
}  // namespace vedette
