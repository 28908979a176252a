#pragma once
// Threads that read articles for a caller who hands them in and takes the records out in the same order. How many may be under way is the
// caller's to bound.

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine.h"

namespace vedette {

class Pool {
 public:
  // `engine` must outlive the pool.
  Pool(const Engine& engine, int threads) : engine_(engine) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    to_do_.notify_all();
  }

  void submit(Article article) {
    auto task = std::make_shared<Task>();
    task->article = std::move(article);
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(task);
      under_way_.push_back(std::move(task));
    }
    to_do_.notify_one();
  }

  // The record of the article that was submitted longest ago, waited for; empty where nothing is under way.
  std::string next() {
    std::unique_lock lock(mutex_);
    if (under_way_.empty()) return {};
    const std::shared_ptr<Task> task = std::move(under_way_.front());
    under_way_.pop_front();
    done_.wait(lock, [&] { return task->done; });
    if (task->fault) std::rethrow_exception(task->fault);
    return std::move(task->record);
  }

 private:
  struct Task {
    Article article;
    std::string record;
    std::exception_ptr fault;  // the machine's: no memory
    bool done = false;
  };

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      to_do_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
      if (ended_) return;
      const std::shared_ptr<Task> task = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      try {
        task->record = engine_.write(engine_.read(task->article), Format::jsonl);
        task->record.pop_back();
      } catch (...) {
        task->fault = std::current_exception();
      }
      task->article = {};
      lock.lock();
      task->done = true;
      done_.notify_all();
    }
  }

  const Engine& engine_;
  std::mutex mutex_;
  std::condition_variable to_do_, done_;
  std::deque<std::shared_ptr<Task>> waiting_, under_way_;
  bool ended_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace vedette
