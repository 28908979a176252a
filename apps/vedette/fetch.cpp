// vedette fetch URL…: articles from the web, into an archive or as JSONL. The only command that uses the net. Test: tests/fetch.py.
#include <cerrno>
#include <cstring>
#include <ctime>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "article_json.h"
#include "commands.h"
#include "engine.h"
#include "fetch/fetcher.h"
#include "intake/kind.h"
#include "intake/listing.h"
#include "intake/readers.h"
#include "intake/web_page.h"
#include "report/json.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

constexpr int kDeepest = 3;            // an index of sitemaps, its sitemaps, their articles
constexpr std::size_t kMostLists = 50;  // feeds and sitemaps that are followed in a run

struct FetchOptions {
  EngineOptions engine;
  FetchLimits limits;
  std::vector<std::string> urls, feeds;
  std::string archive, out, state, since;
  std::size_t most = 100;
  bool list = false;
};

// What servers said of their answers, kept from run to run: a line each, address, ETag and Last-Modified with tabs between them.
class Memory {
 public:
  explicit Memory(std::string path) : path_(std::move(path)) {
    std::ifstream file(path_);
    for (std::string line; !path_.empty() && std::getline(file, line);) {
      const std::size_t one = line.find('\t');
      const std::size_t two = one == std::string::npos ? one : line.find('\t', one + 1);
      if (two != std::string::npos) known_[line.substr(0, one)] = {line.substr(one + 1, two - one - 1), line.substr(two + 1)};
    }
  }

  Validators of(const std::string& url) const {
    const auto found = known_.find(url);
    return found == known_.end() ? Validators{} : found->second;
  }

  void keep(const std::string& url, const Validators& validators) {
    if (path_.empty() || (validators.etag + validators.last_modified).find_first_of("\t\r\n") != std::string::npos) return;
    if (validators.etag.empty() && validators.last_modified.empty())
      changed_ |= known_.erase(url) > 0;
    else
      known_[url] = validators, changed_ = true;
  }

  Outcome save() {
    if (!changed_) return Done{};
    const std::string fresh = path_ + ".new";
    {
      std::ofstream file(fresh, std::ios::trunc);
      for (const auto& [url, validators] : known_) file << url << '\t' << validators.etag << '\t' << validators.last_modified << '\n';
      file.flush();
      if (!file) return Error{fmt::format("{}: cannot be written ({})", fresh, std::strerror(errno))};
    }
    std::error_code trouble;
    std::filesystem::rename(fresh, path_, trouble);
    if (trouble) return Error{fmt::format("{}: cannot be written ({})", path_, trouble.message())};
    return Done{};
  }

 private:
  std::string path_;
  std::map<std::string, Validators> known_;
  bool changed_ = false;
};

// Where fetched articles go: an archive, a file, or standard output.
class Sink {
 public:
  static Result<Sink> open(const FetchOptions& options) {
    Sink sink;
    if (!options.archive.empty()) {
      Result<Engine> engine = Engine::open(options.engine);
      if (!engine) return engine.error();
      Result<Archive> archive = Archive::open(options.archive, true, true);
      if (!archive) return archive.error();
      sink.engine_ = std::make_unique<Engine>(*std::move(engine));
      sink.archive_ = std::make_unique<Archive>(*std::move(archive));
    } else if (!options.out.empty()) {
      sink.file_.reset(std::fopen(options.out.c_str(), "ab"));
      if (!sink.file_) return Error{fmt::format("{}: cannot be written ({})", options.out, std::strerror(errno))};
    }
    return sink;
  }

  Outcome take(const Article& article) {
    if (!archive_) return line(article_json(article));
    std::string record = engine_->write(engine_->read(article), Format::jsonl);
    record.pop_back();
    if (Outcome begun = archive_->begin(Archive::Changes::additions); !begun) return begun;
    const Result<Added> added = archive_->add(article, record, fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
    if (!added) return added.error();
    ++counts_[static_cast<std::size_t>(*added)];
    return archive_->commit();
  }

  Outcome line(const std::string& json) {
    std::FILE* out = file_ ? file_.get() : stdout;
    ++counts_[0];
    if (std::fwrite(json.data(), 1, json.size(), out) != json.size() || std::fputc('\n', out) == EOF || std::fflush(out) != 0)
      return Error{fmt::format("the output cannot be written ({})", std::strerror(errno))};
    return Done{};
  }

  std::size_t fresh() const { return counts_[0] + counts_[2]; }
  std::size_t there_already() const { return counts_[1] + counts_[3]; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Archive> archive_;
  std::unique_ptr<std::FILE, Close> file_;
  std::size_t counts_[4] = {};
};

struct Target {
  std::string url;
  Listed known;
  int depth = 0;
  bool must_list = false;
};

class Walk {
 public:
  Walk(const FetchOptions& options, Sink& sink, Memory& memory) : options_(options), fetcher_(options.limits), sink_(sink), memory_(memory) {}

  // False where nothing more can be kept.
  bool run() {
    for (const std::string& url : options_.urls) url.find("://") != std::string::npos ? want({url, {}, 0, false}) : from_file(url);
    for (const std::string& url : options_.feeds) want({url, {}, 0, true});
    while (!targets_.empty()) {
      const Target target = std::move(targets_.front());
      targets_.pop_front();
      const Outcome done = visit(target);
      if (fault_) return false;
      if (!done) note(fmt::format("{}: {}", target.url, done.error().message));
    }
    if (left_ > 0) note(fmt::format("{} more addresses were listed and left out; --most N takes more", left_));
    // A list that was not worked off is asked for again the next time.
    if (status_ == kAllRead)
      for (const auto& [url, validators] : lists_) memory_.keep(url, validators);
    return true;
  }
  int status() const { return status_; }
  std::size_t unchanged() const { return unchanged_; }

 private:
  void note(const std::string& message) { status_ = complain(message, kSomeFailed); }

  void want(Target target) {
    if (!seen_.insert(target.url).second) return;
    if (target.depth > 0 && !target.must_list) {
      if (followed_ >= options_.most) return void(++left_);
      ++followed_;
    }
    targets_.push_back(std::move(target));
  }

  // A file of addresses: a feed, a sitemap, or an address a line.
  void from_file(const std::string& path) {
    Result<Bytes> bytes = Bytes::open(path);
    if (!bytes) return note(bytes.error().message);
    bool cut = false;
    const std::string content = bytes->rest(kLargestListing, cut);
    if (cut) return note(fmt::format("{}: the list is larger than {} MB", path, kLargestListing >> 20));
    const SourceKind kind = kind_of(std::string_view(content).substr(0, 8u << 10), path);
    if (kind == SourceKind::xml || kind == SourceKind::feed) {
      if (const Outcome done = follow(content, {}, path, 0); !done) note(done.error().message);
      return;
    }
    std::size_t number = 0;
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = std::min(content.find('\n', at), content.size());
      std::string line = content.substr(at, end - at);
      at = end + 1;
      ++number;
      line.erase(line.find_last_not_of(" \t\r") + 1);
      if (line.empty() || line.starts_with('#')) continue;
      if (line.find("://") == std::string::npos)
        note(fmt::format("{}:{}: '{}' is no address; expected one that begins with http:// or https://", path, number, line.substr(0, 80)));
      else
        want({line, {}, 1, false});
    }
  }

  Outcome follow(std::string_view bytes, const std::string& base, const std::string& name, int depth) {
    if (++lists_followed_ > kMostLists) return Error{fmt::format("more than {} feeds and sitemaps; this one was left out", kMostLists)};
    const Result<AddressList> listing = listing_of(bytes, name);
    if (!listing) return listing.error();
    if (!listing->trouble.empty()) note(listing->trouble);
    for (const Listed& listed : listing->articles) {
      if (!options_.since.empty() && !listed.published.empty() && listed.published.size() >= 10 && listed.published[4] == '-' &&
          listed.published.substr(0, 10) < options_.since)
        continue;
      const Result<std::string> url = resolved(base, listed.url);
      if (!url) {
        note(fmt::format("{}: {}", name, url.error().message));
        continue;
      }
      if (!options_.list) {
        want({*url, listed, depth + 1, false});
        continue;
      }
      if (Outcome done = print(*url, listed); !done) return fail(done);
    }
    if (depth + 1 >= kDeepest && !listing->sitemaps.empty()) return Error{"indexes of sitemaps stand within each other too deep; these were left out"};
    for (const std::string& sitemap : listing->sitemaps) {
      const Result<std::string> url = resolved(base, sitemap);
      if (url)
        want({*url, {}, depth + 1, true});
      else
        note(fmt::format("{}: {}", name, url.error().message));
    }
    return Done{};
  }

  Outcome print(const std::string& url, const Listed& listed) {
    std::string line;
    JsonWriter json(line);
    json.begin_object();
    json.field("url", url);
    json.field_or_null("title", listed.title);
    json.field_or_null("published", listed.published);
    json.field_or_null("site", listed.site);
    json.field_or_null("language", listed.language);
    json.end_object();
    return sink_.line(line);
  }

  Outcome visit(const Target& target) {
    const Result<Fetched> fetched = fetcher_.get(target.url, memory_.of(target.url));
    if (!fetched) return fetched.error();
    if (fetched->unchanged) return ++unchanged_, Done{};
    bool cut = false;
    Bytes packed = Bytes::of(fetched->body, target.url);
    const std::string content = packed.rest(options_.limits.bytes, cut);
    if (cut) return Error{fmt::format("the answer is larger than {} kB when unpacked; stopped there", options_.limits.bytes >> 10)};
    if (!packed.trouble().empty()) return Error{packed.trouble()};
    const SourceKind kind = kind_of(std::string_view(content).substr(0, 8u << 10), fetched->content_type == "text/html" ? "page.html" : fetched->url);
    if (kind == SourceKind::feed || kind == SourceKind::xml || target.must_list) {
      lists_[target.url] = fetched->validators;
      return follow(content, fetched->url, target.url, target.depth);
    }
    const Outcome done = kind == SourceKind::html ? take_page(target, *fetched, content) : take_others(Bytes::of(content, target.url), *fetched);
    if (done) memory_.keep(target.url, fetched->validators);
    return done;
  }

  Outcome take_page(const Target& target, const Fetched& fetched, std::string_view content) {
    if (options_.list) return Error{"this is a page; --list shows what feeds and sitemaps list"};
    Article known;
    known.where = known.id = target.url;
    Result<Article> article = article_of_bytes(content, fetched.charset, std::move(known));
    if (!article) return Error{"no running text was found in the page; expected an article's page"};
    // A page may name its canonical address, but not another site's.
    if (article->url.empty() || host_of(article->url) != host_of(fetched.url)) article->url = fetched.url;
    const auto fill = [](std::string& into, const std::string& from) {
      if (into.empty()) into = from;
    };
    fill(article->title, target.known.title);
    fill(article->published, target.known.published);
    fill(article->site, target.known.site);
    fill(article->language, target.known.language);
    return keep(*article);
  }

  // Text, JSONL, WARC and what else is read.
  Outcome take_others(Bytes bytes, const Fetched& fetched) {
    Result<std::unique_ptr<ArticleReader>> reader = reader_of(std::move(bytes));
    if (!reader) return reader.error();
    Outcome outcome = Done{};
    while (std::optional<Result<Article>> article = (*reader)->next()) {
      if (!*article) {
        outcome = article->error();
        continue;
      }
      if ((*article)->url.empty()) (*article)->url = fetched.url;
      if (Outcome kept = keep(**article); !kept) return kept;
    }
    return outcome;
  }

  Outcome keep(const Article& article) {
    const Outcome done = sink_.take(article);
    return done ? done : fail(done);
  }

  Outcome fail(const Outcome& done) {
    fault_ = true;
    note(done.error().message);
    return done;
  }

  const FetchOptions& options_;
  Fetcher fetcher_;
  Sink& sink_;
  Memory& memory_;
  std::deque<Target> targets_;
  std::set<std::string> seen_;
  std::map<std::string, Validators> lists_;
  std::size_t followed_ = 0, left_ = 0, lists_followed_ = 0, unchanged_ = 0;
  int status_ = kAllRead;
  bool fault_ = false;
};

int fetch_all(const FetchOptions& options) {
  if (options.urls.empty() && options.feeds.empty()) return complain("there is nothing to fetch; give addresses, or --feed ADDRESS", kWrongUse);
  Result<Sink> sink = Sink::open(options);
  if (!sink) return complain(sink.error().message, kWrongUse);
  const std::string& kept_in = options.archive.empty() ? options.out : options.archive;
  const bool is_file = !kept_in.empty() && kept_in.find("://") == std::string::npos;
  Memory memory(!options.state.empty() ? options.state : is_file && !options.list ? kept_in + ".fetched" : std::string());
  Walk walk(options, *sink, memory);
  const bool whole = walk.run();
  int status = walk.status();
  if (Outcome done = memory.save(); !done) status = complain(done.error().message, kSomeFailed);
  fmt::print(stderr, "{} {}, {} there already, {} unchanged at the server\n", sink->fresh(), options.list ? "listed" : "fetched", sink->there_already(),
             walk.unchanged());
  return whole ? status : kSomeFailed;
}

}  // namespace

void add_fetch_command(CLI::App& app, int& status) {
  auto options = std::make_shared<FetchOptions>();
  CLI::App* command = app.add_subcommand("fetch", "Fetch articles from the web (the only command that uses the net)");
  command->add_option("urls", options->urls, "Addresses of pages, feeds or sitemaps, or files that list them")->type_name("URL");
  command->add_option("--feed", options->feeds, "A feed, a sitemap or an index of sitemaps whose articles are fetched")->type_name("URL");
  CLI::Option* to = command->add_option("--to", options->archive, "The archive, made where there is none")->type_name("ARCHIVE");
  command->add_option("--out", options->out, "A file for the articles as JSONL, added to its end; without it, standard output")->type_name("FILE")->excludes(to);
  command->add_flag("--list", options->list, "Show what feeds and sitemaps list, and fetch no article")->excludes(to);
  command->add_option("--since", options->since, "Of what is listed with a day only this day and later")->type_name("DATE");
  command->add_option("--most", options->most, "The most listed articles that are fetched")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  command->add_option("--delay", options->limits.delay, "Seconds between two requests to a host")->check(CLI::Range(0.0, 3600.0))->capture_default_str();
  command->add_option("--timeout", options->limits.seconds, "Seconds for each request")->check(CLI::Range(0.1, 3600.0))->capture_default_str();
  command->add_option("--most-bytes", options->limits.bytes, "The largest answer, unpacked")->check(CLI::Range(1024, 1 << 30))->capture_default_str();
  command->add_option("--redirects", options->limits.redirects, "The most redirects")->check(CLI::Range(0, 20))->capture_default_str();
  command->add_option("--state", options->state, "The file that keeps ETag and Last-Modified (default: the output's name and .fetched)")->type_name("FILE");
  command->add_option("--user-agent", options->limits.user_agent, "How the program names itself to servers");
  command->add_flag("--allow-private", options->limits.allow_private, "Also addresses that are not of the public internet: your own network");
  command->add_option("--allow-address", options->limits.allowed_addresses, "Of such addresses only this one; can be given several times")->type_name("IP");
  add_knowledge_options(*command, options->engine);
  command->footer(
      "robots.txt is heeded. Exit status: 0 all fetched, 1 some not (named on standard error), 2 wrong use.\n"
      "Examples:\n"
      "  vedette fetch https://example.org/article --out articles.jsonl\n"
      "  vedette fetch --feed https://example.org/news-sitemap.xml --since 2023-06-29 --to news.vedette");
  command->callback([options, &status] { status = fetch_all(*options); });
}

}  // namespace vedette
