// vedette export ARCHIVE --as FORMAT: records as the formats that people's tools expect. Test: tests/exports.py.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <unordered_set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/digest.h"
#include "commands.h"
#include "engine.h"
#include "export/export.h"
#include "intake/bytes.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  EngineOptions engine;
  std::string from;
  std::string format;
  std::string folder;
  std::string table;
  bool raw = false;
  bool all_versions = false;
  EventQuery query;
};

bool has_filters(const EventQuery& q) {
  return !q.from.empty() || !q.to.empty() || !q.who.empty() || !q.to_whom.empty() || !q.type.empty() || !q.status.empty() || !q.where.empty() || q.story != 0 ||
         !q.text.empty();
}

// Files that are written, or standard output; says once what went wrong.
class Out {
 public:
  Outcome open(const std::string& folder, const std::string& file) {
    if (folder.empty()) return Done{};
    path_ = (fs::path(folder) / file).string();
    file_.reset(std::fopen(path_.c_str(), "wb"));
    return file_ ? Outcome(Done{}) : fault();
  }
  Outcome write(std::string_view bytes) {
    std::FILE* out = file_ ? file_.get() : stdout;
    return std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size() ? Outcome(Done{}) : fault();
  }
  Outcome close() {
    if (!file_) return std::fflush(stdout) == 0 ? Outcome(Done{}) : fault();
    return std::fclose(file_.release()) == 0 ? Outcome(Done{}) : fault();
  }

 private:
  Error fault() const { return Error{fmt::format("{}: cannot be written ({})", path_.empty() ? "standard output" : path_, std::strerror(errno))}; }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

class Exporter {
 public:
  // Opens what is written: a file a sheet in the folder, or the one sheet that was asked for on standard output.
  static Result<Exporter> open(const ExportOptions& options, const ExportFormat& format) {
    std::string names;
    for (const ExportSheet& sheet : format.sheets) names += (names.empty() ? "" : ", ") + sheet.name;
    if (options.folder.empty() && options.table.empty() && format.sheets.size() > 1)
      return Error{fmt::format("{} is several tables ({}); give a folder with --out, or one of them with --table", format.name, names)};
    Exporter exporter(format, options.raw);
    if (!options.folder.empty()) {
      std::error_code trouble;
      fs::create_directories(options.folder, trouble);
      if (trouble) return Error{fmt::format("{}: the folder cannot be made ({})", options.folder, trouble.message())};
    }
    exporter.outs_.resize(format.sheets.size());
    bool any = false;
    for (std::size_t i = 0; i < format.sheets.size(); ++i) {
      const ExportSheet& sheet = format.sheets[i];
      if (!options.table.empty() && sheet.name != options.table) continue;
      any = true;
      exporter.outs_[i] = std::make_unique<Out>();
      if (Outcome done = exporter.outs_[i]->open(options.folder, sheet.file); !done) return done.error();
      if (Outcome done = exporter.outs_[i]->write(header_line(sheet.columns, format.layout)); !done) return done.error();
    }
    if (!any) return Error{fmt::format("--table: {} has no table '{}'; expected one of {}", format.name, options.table, names)};
    return exporter;
  }

  Outcome take(const ExportItem& item) {
    Outcome outcome = Done{};
    format_.rows(item, [&](std::size_t sheet, const Row& row) {
      if (outs_[sheet] && outcome) outcome = outs_[sheet]->write(row_line(format_.sheets[sheet].columns, row, format_.layout, raw_));
    });
    return outcome;
  }

  bool has_stories() const { return format_.story_rows != nullptr; }
  Outcome take(const StoryAccount& story) {
    Outcome outcome = Done{};
    format_.story_rows(story, [&](std::size_t sheet, const Row& row) {
      if (outs_[sheet] && outcome) outcome = outs_[sheet]->write(row_line(format_.sheets[sheet].columns, row, format_.layout, raw_));
    });
    return outcome;
  }

  Outcome close() {
    for (const std::unique_ptr<Out>& out : outs_)
      if (out)
        if (Outcome done = out->close(); !done) return done;
    return Done{};
  }

 private:
  Exporter(const ExportFormat& format, bool raw) : format_(format), raw_(raw) {}
  const ExportFormat& format_;
  bool raw_;
  std::vector<std::unique_ptr<Out>> outs_;
};

// The articles of an archive that are wanted, each with the events that are.
template <class Visit>
Outcome each_wanted(const Archive& archive, const ExportOptions& options, Visit visit) {
  const Result<std::vector<ListedArticle>> listed = archive.list();
  if (!listed) return listed.error();
  const bool filtered = has_filters(options.query);
  std::map<std::string, std::set<std::int64_t>> events;
  if (filtered) {
    EventQuery query = options.query;
    query.limit = std::numeric_limits<std::int64_t>::max();
    const Result<std::vector<EventRow>> found = archive.events(query);
    if (!found) return found.error();
    for (const EventRow& row : *found) events[row.article].insert(std::stoll(row.event.substr(1)));
  }
  std::size_t at = 0;
  return archive.each([&](const Article& article, const std::string& record) -> Outcome {
    const std::string id = sha256_hex(article.text);
    while (at < listed->size() && (*listed)[at].id != id) ++at;
    if (at == listed->size()) return Done{};  // added since
    const ListedArticle& here = (*listed)[at];
    const auto wanted = events.find(id);
    if ((here.replaced && !options.all_versions) || (filtered && wanted == events.end())) return Done{};
    return visit(here, article, record, filtered ? &wanted->second : nullptr);
  });
}

int export_archive(const ExportOptions& options, Exporter exporter) {
  const Result<Archive> archive = Archive::open(options.from, false);
  if (!archive) return complain(archive.error().message, kWrongUse);
  std::unordered_set<std::string> seen;
  Outcome done = each_wanted(*archive, options,
                             [&](const ListedArticle& listed, const Article& article, const std::string& line, const std::set<std::int64_t>* events) -> Outcome {
                               const Result<RecordView> record = RecordView::of(line);
                               if (!record) return Error{fmt::format("article {}: {}", listed.id, record.error().message)};
                               seen.insert(listed.id);
                               return exporter.take({listed.number, listed.added, article.text, *record, events});
                             });
  // A story is given whole where one of its articles is.
  if (done && exporter.has_stories())
    done = each_story(options.from, [&](const StoryAccount& story) -> Outcome {
      const bool wanted = std::any_of(story.reports.begin(), story.reports.end(), [&](const auto& report) { return seen.contains(report.article); });
      return wanted ? exporter.take(story) : Outcome(Done{});
    });
  if (done) done = exporter.close();
  return done ? kAllRead : complain(done.error().message, kSomeFailed);
}

// The grammar is no part of a record: the articles are read again as far as it.
int export_conllu(const ExportOptions& options) {
  const Result<Archive> archive = Archive::open(options.from, false);
  if (!archive) return complain(archive.error().message, kWrongUse);
  const Result<Engine> engine = Engine::open(options.engine);
  if (!engine) return complain(engine.error().message, kWrongUse);
  if (!options.folder.empty()) {
    std::error_code trouble;
    fs::create_directories(options.folder, trouble);
  }
  Out out;
  Outcome done = out.open(options.folder, "articles.conllu");
  if (done)
    done = each_wanted(*archive, options, [&](const ListedArticle&, const Article& article, const std::string&, const std::set<std::int64_t>*) {
      return out.write(engine->write(engine->read(article, Step::grammar), Format::jsonl));
    });
  if (done) done = out.close();
  return done ? kAllRead : complain(done.error().message, kSomeFailed);
}

int export_records(Bytes bytes, Exporter exporter) {
  constexpr std::size_t kLongestRecord = 1u << 30;
  int status = kAllRead;
  std::string line;
  bool cut = false;
  std::int64_t number = 0;
  std::size_t at = 0;
  Outcome done = Done{};
  while (done && bytes.line(line, kLongestRecord, cut)) {
    ++at;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Result<RecordView> record = RecordView::of(line);
    if (!record) {
      status = complain(fmt::format("{}:{}: {}", bytes.name(), at, record.error().message), kSomeFailed);
      continue;
    }
    done = exporter.take({++number, {}, {}, *record, nullptr});
  }
  if (done && !bytes.trouble().empty()) status = complain(fmt::format("{}: {}", bytes.name(), bytes.trouble()), kSomeFailed);
  if (done) done = exporter.close();
  return done ? status : complain(done.error().message, kSomeFailed);
}

int export_all(const ExportOptions& options) {
  Result<Bytes> bytes = options.from.find("://") == std::string::npos ? Bytes::open(options.from) : Result<Bytes>(Error{});
  const bool is_archive = !bytes || bytes->peek(16).starts_with("SQLite format 3");
  if (!bytes && options.from.find("://") == std::string::npos) return complain(bytes.error().message, kWrongUse);
  if (options.format == "conllu")
    return is_archive ? export_conllu(options) : complain("--as conllu needs an archive; of a file, `vedette read --until grammar` gives it", kWrongUse);
  const ExportFormat* format = export_format(options.format);
  if (!is_archive && (has_filters(options.query) || options.all_versions))
    return complain("the filters ask an archive; add the records to one with `vedette add FILES --to ARCHIVE`", kWrongUse);
  Result<Exporter> exporter = Exporter::open(options, *format);
  if (!exporter) return complain(exporter.error().message, kWrongUse);
  return is_archive ? export_archive(options, *std::move(exporter)) : export_records(*std::move(bytes), *std::move(exporter));
}

}  // namespace

void add_export_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", "Write an archive as tables, as other event data sets have it, or as annotations");
  command->add_option("archive", options->from, "An archive, or records as JSONL; - is standard input")->required()->type_name("ARCHIVE");
  command->add_option("--as", options->format, "csv, jsonl, gdelt, icews, polecat, acled, annotations or conllu")->required()
      ->check(CLI::IsMember({"csv", "jsonl", "gdelt", "icews", "polecat", "acled", "annotations", "conllu"}));
  command->add_option("--out", options->folder, "The folder for the files; without it, standard output")->type_name("FOLDER");
  command->add_option("--table", options->table, "Of several tables only this one: event, actor, mention…");
  command->add_flag("--raw", options->raw, "CSV to the byte: cells that a spreadsheet would run as a formula get no apostrophe");
  command->add_flag("--all-versions", options->all_versions, "Older texts of an address too");
  EventQuery& query = options->query;
  command->add_option("--since", query.from, "First day of the event")->type_name("DATE");
  command->add_option("--until", query.to, "Last day of the event")->type_name("DATE");
  command->add_option("--who", query.who, "Source: a name, a key (state:LTU) or a state code");
  command->add_option("--to-whom", query.to_whom, "Target, in the same way");
  command->add_option("--type", query.type, "PLOVER type: ASSAULT");
  command->add_option("--status", query.status, "happened, scheduled, pledged…");
  command->add_option("--confidence", query.confidence, "The least: how often events like these are right")->check(CLI::Range(0.0, 1.0));
  command->add_option("--where", query.where, "Of the place: a state's three letters, a name, or LATITUDE,LONGITUDE,KILOMETRES");
  command->add_option("--text", query.text, "Words that the article holds");
  command->add_option("--story", query.story, "Number of a story")->check(CLI::PositiveNumber);
  add_knowledge_options(*command, options->engine);
  command->footer(
      "docs/exports.md describes the formats.\n"
      "Examples:\n"
      "  vedette export news.vedette --as csv --out tables\n"
      "  vedette export news.vedette --as icews --since 2023-01-01 > icews.tab\n"
      "  vedette read --format jsonl news.jsonl | vedette export - --as csv --table event");
  command->callback([options, &status] { status = export_all(*options); });
}

}  // namespace vedette
