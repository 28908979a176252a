// Writes and compares the checksums of an archive's pages, and gathers what goes to its journal. Door: checked_pages. Test: checked_pages_test.cpp, tests/archive_faults.py.
#include "archive/checked_pages.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <future>
#include <memory>
#include <new>
#include <vector>

#include "archive/schema.h"
#include "base/digest.h"

namespace vedette {
namespace {

constexpr int kGetState = 0x56444501;  // of xFileControl: gives the PageState of the file
constexpr int kMostAtOnce = 0x1FFFF;   // bytes that SQLite's own file system takes at once

struct PageState {
  std::int64_t page_size = 0;  // 0 where pages have no checksums, or the file has no pages yet
  bool some_have_none = false;
  bool first_has_none = false;
  bool others_have = false;
  std::set<std::int64_t> wrong;
  std::string page;            // the one that is written

  bool holds_page(std::int64_t size, std::int64_t at) const { return page_size != 0 && size == page_size && at % page_size == 0; }

  // From the file's header: SQLite's database file format, section 1.3.
  void learn(const unsigned char* header) {
    const auto number = [&](int at) { return static_cast<std::uint32_t>(header[at]) << 24 | static_cast<std::uint32_t>(header[at + 1]) << 16 |
                                             static_cast<std::uint32_t>(header[at + 2]) << 8 | header[at + 3]; };
    const std::int64_t size = header[16] << 8 | header[17];
    const bool ours = std::memcmp(header, "SQLite format 3", 16) == 0 && header[20] == kChecksumBytes && number(68) == kApplicationId;
    page_size = ours ? (size == 1 ? 65536 : size) : 0;
  }
};

std::uint64_t checksum_of(const char* page, std::int64_t size, std::uint64_t seed) { return hash64({page, static_cast<std::size_t>(size - kChecksumBytes)}, seed); }

void compare(PageState& state, const char* page, std::int64_t number) {
  const std::int64_t size = state.page_size;
  std::uint64_t written = 0;
  for (int i = kChecksumBytes; i-- > 0;) written = written << 8 | static_cast<unsigned char>(page[size - kChecksumBytes + i]);
  bool right = written == checksum_of(page, size, static_cast<std::uint64_t>(number));
  if (number == 1) {
    state.first_has_none = written == 0;
    state.some_have_none = !right && (written == 0 || written == checksum_of(page, size, kSomeHaveNone));
    right |= state.some_have_none;
  } else {
    state.others_have |= right;
    right |= state.some_have_none && written == 0;
  }
  if (right) state.wrong.erase(number);
  else state.wrong.insert(number);
}

// Bytes that are still to be written, one after the other from a place in the file on. Where they cannot be, nothing more is written
// through this open file: SQLite takes them to be there, and later others may write in their place.
struct Gathered {
  sqlite3_int64 at = 0;
  std::string bytes;
  int fault = SQLITE_OK;

  int write(sqlite3_file* file) {
    if (fault == SQLITE_OK && !bytes.empty()) fault = file->pMethods->xWrite(file, bytes.data(), static_cast<int>(bytes.size()), at);
    bytes.clear();
    return fault;
  }
  int take(sqlite3_file* file, const void* from, int size, sqlite3_int64 where) {
    const bool follows = where == at + static_cast<sqlite3_int64>(bytes.size()) && bytes.size() + static_cast<std::size_t>(size) <= kMostAtOnce;
    if (const int code = follows ? fault : write(file); code != SQLITE_OK) return code;
    if (bytes.empty()) at = where;
    bytes.append(static_cast<const char*>(from), static_cast<std::size_t>(size));
    return SQLITE_OK;
  }
};

// What was written to the database since the disk was last told to keep it. Where that is much, as when the -wal file goes into it, the
// disk begins with it on a thread of its own while the rest is still copied, and the sync at the end, which SQLite waits for, finds little
// left. A failure there counts as one of the end.
struct Unsynced {
  static constexpr std::int64_t kMuch = 48 << 20;
  std::int64_t bytes = 0;
  std::future<int> syncing;

  int wait() { return syncing.valid() ? syncing.get() : SQLITE_OK; }
  int add(sqlite3_file* file, std::int64_t size) {
    bytes += size;
    if (bytes < kMuch) return SQLITE_OK;
    bytes = 0;
    const int code = wait();
    if (code == SQLITE_OK) syncing = std::async(std::launch::async, [file] { return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY); });
    return code;
  }
};

// What SQLite holds as an open file. Only the database itself has pages, and only the -wal file is gathered; other journals are handed on.
struct CheckedFile {
  sqlite3_file base;
  sqlite3_file* real;
  std::unique_ptr<unsigned char[]> room;  // that `real` lies in
  std::unique_ptr<PageState> state;       // null for a journal
  std::unique_ptr<Gathered> gathered;     // of the -wal file
  Unsynced unsynced;                      // of the database
};

CheckedFile* checked(sqlite3_file* file) { return reinterpret_cast<CheckedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return checked(file)->real; }

// Before the file is asked for anything.
int write_gathered(sqlite3_file* file) {
  Gathered* gathered = checked(file)->gathered.get();
  return gathered ? gathered->write(real(file)) : SQLITE_OK;
}

int close_file(sqlite3_file* file) {
  const int begun = checked(file)->unsynced.wait();
  const int written = begun == SQLITE_OK ? write_gathered(file) : begun;
  const int code = real(file)->pMethods->xClose(real(file));
  checked(file)->~CheckedFile();
  return written == SQLITE_OK ? code : written;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  if (Gathered* gathered = checked(file)->gathered.get(); gathered && !gathered->bytes.empty())
    if (const int code = write_gathered(file); code != SQLITE_OK) return code;
  const int code = real(file)->pMethods->xRead(real(file), to, size, at);
  PageState* state = checked(file)->state.get();
  if (!state || (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)) return code;
  if (at == 0 && size >= 100) {
    state->learn(static_cast<const unsigned char*>(to));
    // What the first page says of the others counts before any is read or written, also while a newer first page waits in the -wal file.
    if (state->page_size > size) {
      std::string page(static_cast<std::size_t>(state->page_size), '\0');
      if (real(file)->pMethods->xRead(real(file), page.data(), static_cast<int>(state->page_size), 0) == SQLITE_OK) compare(*state, page.data(), 1);
    }
  }
  if (state->holds_page(size, at)) compare(*state, static_cast<const char*>(to), at / size + 1);
  return code;
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  if (Gathered* gathered = checked(file)->gathered.get()) return gathered->take(real(file), from, size, at);
  PageState* state = checked(file)->state.get();
  if (state && at == 0 && size >= 100) state->learn(static_cast<const unsigned char*>(from));
  if (!state || !state->holds_page(size, at)) return real(file)->pMethods->xWrite(real(file), from, size, at);
  state->page.assign(static_cast<const char*>(from), static_cast<std::size_t>(size));
  std::uint64_t sum = checksum_of(state->page.data(), size, at == 0 && state->some_have_none ? kSomeHaveNone : static_cast<std::uint64_t>(at / size + 1));
  for (int i = 0; i < kChecksumBytes; ++i, sum >>= 8) state->page[static_cast<std::size_t>(size - kChecksumBytes + i)] = static_cast<char>(sum & 0xFF);
  if (const int code = checked(file)->unsynced.add(real(file), size); code != SQLITE_OK) return code;
  return real(file)->pMethods->xWrite(real(file), state->page.data(), size, at);
}

int control_file(sqlite3_file* file, int what, void* argument) {
  if (what == kGetState && checked(file)->state) {
    *static_cast<PageState**>(argument) = checked(file)->state.get();
    return SQLITE_OK;
  }
  return real(file)->pMethods->xFileControl(real(file), what, argument);
}

const sqlite3_io_methods kMethods = {
    2,  // pages are read by xRead alone, never mapped
    close_file,
    read_file,
    write_file,
    [](sqlite3_file* file, sqlite3_int64 size) {
      const int code = write_gathered(file);
      return code == SQLITE_OK ? real(file)->pMethods->xTruncate(real(file), size) : code;
    },
    [](sqlite3_file* file, int flags) {
      const int begun = checked(file)->unsynced.wait();
      const int code = begun == SQLITE_OK ? write_gathered(file) : begun;
      checked(file)->unsynced.bytes = 0;
      return code == SQLITE_OK ? real(file)->pMethods->xSync(real(file), flags) : code;
    },
    [](sqlite3_file* file, sqlite3_int64* size) {
      const int code = write_gathered(file);
      return code == SQLITE_OK ? real(file)->pMethods->xFileSize(real(file), size) : code;
    },
    [](sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); },
    [](sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); },
    [](sqlite3_file* file, int* held) { return real(file)->pMethods->xCheckReservedLock(real(file), held); },
    control_file,
    [](sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); },
    [](sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); },
    [](sqlite3_file* file, int region, int size, int extend, void volatile** at) { return real(file)->pMethods->xShmMap(real(file), region, size, extend, at); },
    [](sqlite3_file* file, int offset, int count, int flags) { return real(file)->pMethods->xShmLock(real(file), offset, count, flags); },
    [](sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); },
    [](sqlite3_file* file, int drop) { return real(file)->pMethods->xShmUnmap(real(file), drop); },
    nullptr,
    nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  sqlite3_vfs* below = sqlite3_vfs_find(nullptr);
  auto room = std::make_unique<unsigned char[]>(static_cast<std::size_t>(below->szOsFile));
  auto* there = reinterpret_cast<sqlite3_file*>(room.get());
  const int code = below->xOpen(below, name, there, flags, out_flags);
  if (!there->pMethods) return code;
  new (file) CheckedFile{{&kMethods}, there, std::move(room), flags & SQLITE_OPEN_MAIN_DB ? std::make_unique<PageState>() : nullptr,
                         flags & SQLITE_OPEN_WAL ? std::make_unique<Gathered>() : nullptr, {}};
  return code;
}

PageState* state_of(sqlite3* database) {
  PageState* state = nullptr;
  return sqlite3_file_control(database, "main", kGetState, &state) == SQLITE_OK ? state : nullptr;
}

}  // namespace

const char* checked_pages() {
  static sqlite3_vfs layer = [] {
    sqlite3_vfs made = *sqlite3_vfs_find(nullptr);
    made.zName = "vedette-pages";
    made.pNext = nullptr;
    made.szOsFile = sizeof(CheckedFile);
    made.xOpen = open_file;
    return made;
  }();
  static const bool registered = sqlite3_vfs_register(&layer, 0) == SQLITE_OK;
  return registered ? layer.zName : nullptr;
}

void make_room_for_checksums(sqlite3* database) {
  int bytes = kChecksumBytes;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

void all_have_checksums(sqlite3* database) {
  if (PageState* state = state_of(database)) state->some_have_none = state->first_has_none = false;
}

void read_through(sqlite3* database, std::int64_t most) {
  constexpr sqlite3_int64 kPiece = 1 << 16;
  static_assert(kPiece <= kMostAtOnce);
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  if (!state_of(database) || sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return;
  if (real(file)->pMethods->xFileSize(real(file), &size) != SQLITE_OK || size > most) return;
  std::string piece(static_cast<std::size_t>(kPiece), '\0');
  for (sqlite3_int64 at = 0; at < size; at += kPiece)
    if (real(file)->pMethods->xRead(real(file), piece.data(), static_cast<int>(std::min(kPiece, size - at)), at) != SQLITE_OK) return;  // SQLite will meet it, too
}

bool has_checksums(sqlite3* database) {
  const PageState* state = state_of(database);
  return state && state->page_size != 0;
}

std::set<std::int64_t> wrong_pages(sqlite3* database) {
  const PageState* state = state_of(database);
  if (!state) return {};
  std::set<std::int64_t> wrong = state->wrong;
  if (state->first_has_none && state->others_have) wrong.insert(1);
  return wrong;
}

}  // namespace vedette
