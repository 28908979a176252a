#pragma once
// A layer under SQLite that ends each page of an archive's file with a checksum, so that `verify` finds damage of any used byte: SQLite's
// own checks see neither the contents of a cell nor of an index of words.
//
//     | page of the b-tree, 4088 bytes                          | checksum, 8 |
//
// The checksum is XXH3 (64 bits, the lowest byte first) of what stands before it, seeded with the page's number, counted from 1. The room
// for it is SQLite's "reserved space" (byte 20 of the file's header is 8), which every other program leaves alone; a page that such a
// program has changed bears an old one. A copy that such a program has made (VACUUM INTO) has noughts there, and is no worse for it: what
// is written to it later gets checksums, and its first page's is seeded with kSomeHaveNone, which says that noughts are no damage. In the
// -wal file SQLite's own checksums stand for the pages that wait there.
//
// SQLite writes each page to the -wal file in two pieces that begin anywhere. The layer gathers them and writes many at once, at the
// latest when SQLite asks for the file to be synced, which it does at every commit with synchronous = FULL (sqlite.cpp) and before others
// are told of the pages.

#include <cstdint>
#include <set>
#include <string>

struct sqlite3;

namespace vedette {

inline constexpr int kChecksumBytes = 8;
inline constexpr std::uint64_t kSomeHaveNone = 0x56444554'00000001;

// The layer's name for sqlite3_open_v2. Any thread may ask; it lies over the file system that is SQLite's default when a file is opened.
const char* checked_pages();

// Of a database opened through the layer: gives new pages room for their checksum. For a file that has no pages yet, or before a VACUUM.
void make_room_for_checksums(sqlite3* database);
// After a VACUUM, before the first page is written again: no page is without a checksum any more.
void all_have_checksums(sqlite3* database);
// Whether the pages of this file have checksums.
bool has_checksums(sqlite3* database);
// Reads the file once in large pieces, for what the system keeps of it, unless it has more bytes than `most`.
void read_through(sqlite3* database, std::int64_t most);
// The pages read so far whose checksum is not that of their bytes; none where pages have no checksums.
std::set<std::int64_t> wrong_pages(sqlite3* database);

}  // namespace vedette
