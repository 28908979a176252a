#pragma once
// Work on a stream with several threads and bounded memory, the results handed on in the order of the stream.

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace vedette {

// `next()` gives std::optional<Item>, `work(Item)` runs on any thread, `write(Output)` in order, one at a time.
// At most `8 * threads` items are held at once. With one thread everything happens on the caller's.
template <class Next, class Work, class Write>
void in_order(int threads, Next next, Work work, Write write) {
  using Item = typename decltype(next())::value_type;
  using Output = decltype(work(std::declval<Item>()));
  if (threads <= 1) {
    while (std::optional<Item> item = next()) write(work(*std::move(item)));
    return;
  }
  std::mutex mutex;
  std::condition_variable room;
  std::map<std::uint64_t, Output> waiting;
  std::uint64_t taken = 0;
  std::uint64_t written = 0;
  bool ended = false;
  bool writing = false;
  const auto limit = static_cast<std::uint64_t>(8 * threads);

  const auto worker = [&] {
    std::unique_lock lock(mutex);
    while (true) {
      room.wait(lock, [&] { return ended || taken - written < limit; });
      if (ended) return;
      std::optional<Item> item = next();
      if (!item) {
        ended = true;
        room.notify_all();
        return;
      }
      const std::uint64_t number = taken++;
      lock.unlock();
      Output output = work(*std::move(item));
      lock.lock();
      waiting.emplace(number, std::move(output));
      if (writing) continue;
      writing = true;
      while (!waiting.empty() && waiting.begin()->first == written) {
        Output ready = std::move(waiting.begin()->second);
        waiting.erase(waiting.begin());
        lock.unlock();
        write(std::move(ready));
        lock.lock();
        ++written;
        room.notify_all();
      }
      writing = false;
    }
  };
  std::vector<std::jthread> pool;
  for (int i = 0; i < threads; ++i) pool.emplace_back(worker);
}

}  // namespace vedette
