#pragma once
// Keeps a ledger up with its archive: a thread looks once a second whether the archive has changed.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "watch/ledger.h"

namespace vedette {

class Keeper {
 public:
  using Changed = std::function<void(const std::shared_ptr<const Ledger>& before, const std::shared_ptr<const Ledger>& now)>;
  // `world` may be null and must outlive the keeper. `changed` is called on the keeper's thread, at first with `before` null.
  Keeper(std::string path, const World* world, Changed changed);
  ~Keeper();
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  void start();  // reads the archive before it returns, then goes on in the background
  void stop();
  // The ledger of this moment, or why there is none: the archive is missing, locked or damaged.
  Result<std::shared_ptr<const Ledger>> now() const;
  // Grows when another file has come in the archive's place: connections of before are stale.
  std::uint64_t generation() const { return generation_; }
  const std::string& path() const { return path_; }

 private:
  void look();
  Outcome read();
  std::optional<std::pair<std::uint64_t, std::uint64_t>> file() const;  // device and inode

  std::string path_;
  const World* world_;
  Changed changed_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::shared_ptr<const Ledger> ledger_;
  std::string fault_;
  std::optional<Database> database_;
  std::optional<std::pair<std::uint64_t, std::uint64_t>> opened_;
  std::int64_t seen_version_ = -1;
  std::atomic<std::uint64_t> generation_ = 0;
  std::thread thread_;
};

}  // namespace vedette
