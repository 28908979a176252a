// Every write, sync and truncation of the archive fails once, one after the other, and then all from the nth on: what was acknowledged
// is there afterwards, and the archive verifies. A shim over SQLite's own file system does it.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "vedette/archive.h"

namespace vedette {
namespace {

int failing = 0;         // the operation that fails, 0 for none
bool lasting = false;    // whether all after it fail too
int operations = 0;
bool failed = false;

int fault() {
  ++operations;
  if (failing == 0 || operations < failing || (operations > failing && !lasting)) return SQLITE_OK;
  failed = true;
  return failing % 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

struct ShimFile {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<ShimFile*>(file)->real(); }

#define PASS(method, signature, ...) [] signature { return real(file)->pMethods->method(__VA_ARGS__); }

const sqlite3_io_methods kMethods = {
    2,
    PASS(xClose, (sqlite3_file * file), real(file)),
    PASS(xRead, (sqlite3_file * file, void* to, int n, sqlite3_int64 at), real(file), to, n, at),
    [](sqlite3_file* file, const void* from, int n, sqlite3_int64 at) {
      const int code = fault();
      return code == SQLITE_OK ? real(file)->pMethods->xWrite(real(file), from, n, at) : code;
    },
    [](sqlite3_file* file, sqlite3_int64 size) {
      const int code = fault();
      return code == SQLITE_OK ? real(file)->pMethods->xTruncate(real(file), size) : code;
    },
    [](sqlite3_file*, int) { return fault() == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_FSYNC; },
    PASS(xFileSize, (sqlite3_file * file, sqlite3_int64* size), real(file), size),
    PASS(xLock, (sqlite3_file * file, int level), real(file), level),
    PASS(xUnlock, (sqlite3_file * file, int level), real(file), level),
    PASS(xCheckReservedLock, (sqlite3_file * file, int* out), real(file), out),
    PASS(xFileControl, (sqlite3_file * file, int op, void* argument), real(file), op, argument),
    PASS(xSectorSize, (sqlite3_file * file), real(file)),
    PASS(xDeviceCharacteristics, (sqlite3_file * file), real(file)),
    PASS(xShmMap, (sqlite3_file * file, int region, int size, int extend, void volatile** at), real(file), region, size, extend, at),
    PASS(xShmLock, (sqlite3_file * file, int offset, int n, int flags), real(file), offset, n, flags),
    [](sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); },
    PASS(xShmUnmap, (sqlite3_file * file, int drop), real(file), drop),
    nullptr,
    nullptr};

#undef PASS

sqlite3_vfs* own = nullptr;  // SQLite's

int open_shim(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  const int code = own->xOpen(own, name, real(file), flags, out_flags);
  if (real(file)->pMethods) file->pMethods = &kMethods;
  return code;
}

class Faults : public testing::Test {
 protected:
  void SetUp() override {
    own = sqlite3_vfs_find(nullptr);
    shim_ = *own;
    shim_.zName = "failing";
    shim_.szOsFile = static_cast<int>(sizeof(ShimFile)) + own->szOsFile;
    shim_.xOpen = open_shim;
    sqlite3_vfs_register(&shim_, 1);
    folder_ = std::filesystem::path(testing::TempDir()) / "archive_faults";
  }
  void TearDown() override {
    failing = 0;
    sqlite3_vfs_unregister(&shim_);
    sqlite3_vfs_register(own, 1);
    std::filesystem::remove_all(folder_);
  }

  static std::string record(int number) {
    return fmt::format(
        R"({{"schema":"vedette/report/1","article":{{"id":"","title":"Report {0}","published":"2023-07-29","language":"en","characters":40}},"blocks":[],"repairs":[],"times":[],"relations":[],)"
        R"("actors":[{{"name":"Rebels {0}","kind":"group","entity":null,"country":"MLI","sectors":["REB"],"cameo":null,"mentions":[{{"span":[0,6]}}]}}],)"
        R"("places":[{{"name":"Kidal","kind":"town","country":"MLI","admin1":null,"lat":18.44,"lon":1.41,"geonames":2455290}}],)"
        R"("quotes":[],"events":[{{"type":"ASSAULT","mode":null,"cameo":"190","goldstein":-10,"quad":4,"status":"happened","date":"2023-07-28",)"
        R"("place":"p1","said_by":null,"source":["a1"],"target":[],"confidence":0.9,"trigger":{{"span":[7,15]}},"sentence":{{"span":[0,40]}}}}],)"
        R"("commitments":[],"doubts":[],"made_by":{{"vedette":"0","model":"m","world":"w","lexicon":"l"}}}})",
        number);
  }
  static Article article(int number) {
    Article made;
    made.text = fmt::format("Rebels attacked the town of Kidal, report {}.", number);
    made.id = std::to_string(number);
    made.url = fmt::format("https://example.org/{}", number % 3);  // the fourth is a newer version of the first
    return made;
  }

  // What was acknowledged before the fault.
  std::set<std::string> add_all(const std::string& path) {
    std::set<std::string> acknowledged;
    Result<Archive> archive = Archive::open(path, true, true);
    if (!archive) return acknowledged;
    for (int batch = 0; batch < 2; ++batch) {
      if (!archive->begin()) return acknowledged;
      for (int i = 0; i < 2; ++i)
        if (!archive->add(article(2 * batch + i), record(2 * batch + i), "2023-07-29T00:00:00Z")) return acknowledged;
      if (!archive->commit()) return acknowledged;
      for (int i = 0; i < 2; ++i) acknowledged.insert(std::to_string(2 * batch + i));
    }
    return acknowledged;
  }

  void fail_one_by_one(bool all_after) {
    lasting = all_after;
    for (int n = 1;; ++n) {
      std::filesystem::remove_all(folder_);
      std::filesystem::create_directories(folder_);
      const std::string path = (folder_ / "news.vedette").string();
      operations = 0, failed = false, failing = n;
      const std::set<std::string> acknowledged = add_all(path);
      failing = 0;
      const Result<Archive> archive = Archive::open(path, true, true);
      ASSERT_TRUE(archive) << n << ": " << archive.error().message;
      const Result<std::vector<std::string>> faults = archive->verify();
      ASSERT_TRUE(faults) << n << ": " << faults.error().message;
      ASSERT_TRUE(faults->empty()) << n << ": " << faults->front();
      std::multiset<std::string> kept;
      ASSERT_TRUE(archive->each([&](const Article& one, const std::string&) -> Outcome { return kept.insert(one.id), Done{}; }));
      for (const std::string& id : acknowledged) ASSERT_EQ(kept.count(id), 1u) << n;
      ASSERT_EQ(kept.size() % 2, 0u) << "half a transaction after operation " << n;
      if (!failed) {
        EXPECT_EQ(kept.size(), 4u);
        EXPECT_GT(n, 20);
        return;
      }
      ASSERT_LT(n, 5000);
    }
  }

  std::filesystem::path folder_;
  sqlite3_vfs shim_{};
};

TEST_F(Faults, EachWriteFailsOnce) { fail_one_by_one(false); }
TEST_F(Faults, AllWritesFailFromOneOn) { fail_one_by_one(true); }

}  // namespace
}  // namespace vedette
