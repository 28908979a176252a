// The module vedette._core: the engine, articles, the archive and copies as Python sees them; everything for comfort is Python, in
// ../vedette. Texts cross as bytes, so that nothing is decoded twice. Test: tests/python_package.py.
#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstring>

#include "archive/compress.h"
#include "base/digest.h"
#include "core/pool.h"
#include "intake/articles.h"
#include "intake/web_page.h"
#include "stories/fingerprint.h"
#include "vedette/archive.h"
#include "vedette/version.h"

namespace py = pybind11;

namespace vedette {
namespace {

// The library's faults as Python's ValueError, their words unchanged.
template <class T>
T or_raise(Result<T> result) {
  if (!result) throw py::value_error(result.error().message);
  return *std::move(result);
}

void done_or_raise(const Outcome& outcome) {
  if (!outcome) throw py::value_error(outcome.error().message);
}

py::bytes bytes_of(const std::string& text) { return {text.data(), text.size()}; }

Article article_of(std::string text, std::string id, std::string title, std::string url, std::string site, std::string published,
                   std::string author, std::string language, std::string page_digest, std::string where) {
  Article a;
  a.text = std::move(text), a.id = std::move(id), a.title = std::move(title), a.url = std::move(url), a.site = std::move(site);
  a.published = std::move(published), a.author = std::move(author), a.language = std::move(language);
  a.page_digest = std::move(page_digest), a.where = std::move(where);
  return a;
}

std::string record_of(const Engine& engine, const Article& article) {
  std::string record = engine.write(engine.read(article), Format::jsonl);
  record.pop_back();
  return record;
}

Signature signature_from(const std::string& bytes) {
  Signature signature;
  if (bytes.size() != sizeof(signature)) throw py::value_error("a signature has " + std::to_string(sizeof(signature)) + " bytes");
  std::memcpy(signature.data(), bytes.data(), sizeof(signature));
  return signature;
}

// Signature and band keys; the keys signed, as Arrow and Spark count. The page is enough for them: no grammar is needed. A text without words
// has no keys: it is a copy of nothing.
std::pair<py::bytes, std::vector<std::int64_t>> copy_keys(const Engine& engine, const Article& article) {
  Fingerprint print;
  {
    const py::gil_scoped_release release;
    const Result<Told> told = told_by(engine.write(engine.read(article, Step::page), Format::jsonl));
    if (!told) throw py::value_error(told.error().message);
    print = fingerprint_of(*told, article.text, words_of(*told, article.text));
  }
  std::vector<std::int64_t> keys;
  if (print.has_signature)
    for (const std::uint64_t key : bands_of(print.signature)) keys.push_back(static_cast<std::int64_t>(key));
  return {py::bytes(reinterpret_cast<const char*>(print.signature.data()), sizeof(print.signature)), keys};
}

void define_article(py::module_& module) {
  py::class_<Article> article(module, "Article");
  article.def(py::init(&article_of), py::kw_only(), py::arg("text"), py::arg("id") = "", py::arg("title") = "", py::arg("url") = "",
              py::arg("site") = "", py::arg("published") = "", py::arg("author") = "", py::arg("language") = "",
              py::arg("page_digest") = "", py::arg("where") = "");
  const std::pair<const char*, std::string Article::*> fields[] = {
      {"text", &Article::text}, {"id", &Article::id}, {"title", &Article::title}, {"url", &Article::url}, {"site", &Article::site},
      {"published", &Article::published}, {"author", &Article::author}, {"language", &Article::language},
      {"page_digest", &Article::page_digest}, {"where", &Article::where}};
  for (const auto& [name, field] : fields)
    article.def_property_readonly(name, [field = field](const Article& self) { return bytes_of(self.*field); });
  article.def("digest", [](const Article& self) { return sha256_hex(self.text); });
  module.def("article_of_page", [](const std::string& bytes, const std::string& charset, const Article& known) {
    return or_raise(article_of_bytes(bytes, charset, known));
  });
  py::class_<ArticleStream>(module, "ArticleStream")
      .def(py::init([](std::vector<std::string> files, const std::vector<std::string>& columns) {
        return or_raise(ArticleStream::open(std::move(files), or_raise(columns_of(columns))));
      }))
      // An Article, what was wrong as a str, or None at the end.
      .def("next", [](ArticleStream& self) -> py::object {
        std::optional<Result<Article>> next;
        {
          const py::gil_scoped_release release;
          next = self.next();
        }
        if (!next) return py::none();
        if (!*next) return py::str(next->error().message);
        return py::cast(**std::move(next));
      });
}

void define_engine(py::module_& module) {
  py::class_<Engine>(module, "Engine")
      .def(py::init([](std::string data, std::vector<std::string> worlds, std::vector<std::string> lexicons) {
        const py::gil_scoped_release release;
        Result<Engine> engine = Engine::open({std::move(data), std::move(worlds), std::move(lexicons)});
        if (!engine) throw py::value_error(engine.error().message);
        return *std::move(engine);
      }))
      .def("record", [](const Engine& self, const Article& article) {
        std::string record;
        {
          const py::gil_scoped_release release;
          record = record_of(self, article);
        }
        return bytes_of(record);
      })
      .def("write", [](const Engine& self, const Article& article, const std::string& until) {
        const std::pair<Step, Format> wanted = until == "grammar" ? std::pair{Step::grammar, Format::jsonl} : std::pair{Step::report, Format::card};
        std::string out;
        {
          const py::gil_scoped_release release;
          out = self.write(self.read(article, wanted.first), wanted.second);
        }
        return bytes_of(out);
      })
      .def("explain", [](const Engine& self, const Article& article, const std::string& event) { return or_raise(self.explain(article, event)); })
      .def("copy_keys", &copy_keys)
      .def_property_readonly("refused_rows", &Engine::refused_rows)
      .def_property_readonly("made_by", [](const Engine& self) {
        const MadeBy made = self.made_by();
        return std::map<std::string, std::string>{
            {"vedette", made.vedette}, {"model", made.model}, {"world", made.world}, {"lexicon", made.lexicon}};
      });
  py::class_<Pool>(module, "Pool")
      .def(py::init<const Engine&, int>(), py::keep_alive<1, 2>())
      .def("submit", &Pool::submit)
      .def("next", [](Pool& self) {
        std::string record;
        {
          const py::gil_scoped_release release;
          record = self.next();
        }
        return bytes_of(record);
      });
}

void define_archive(py::module_& module) {
  py::class_<Archive>(module, "Archive")
      .def(py::init([](const std::string& path, bool write, bool create) { return or_raise(Archive::open(path, write, create)); }))
      .def("begin", [](Archive& self) { done_or_raise(self.begin()); })
      .def("commit", [](Archive& self) { done_or_raise(self.commit()); }, py::call_guard<py::gil_scoped_release>())
      .def("add", [](Archive& self, const Article& article, const std::string& record, const std::string& now) {
        static constexpr const char* kNames[] = {"fresh", "unchanged", "new version", "withheld"};
        return kNames[static_cast<std::size_t>(or_raise(self.add(article, record, now)))];
      })
      .def("events", [](const Archive& self, const std::map<std::string, std::string>& asked, std::int64_t story, std::int64_t limit) {
        const auto of = [&](const char* key) { return asked.count(key) ? asked.at(key) : std::string(); };
        EventQuery query;
        query.from = of("since"), query.to = of("until"), query.who = of("who"), query.to_whom = of("to_whom"), query.type = of("type");
        query.status = of("status"), query.where = of("where"), query.text = of("text"), query.story = story, query.limit = limit;
        py::list rows;
        for (const EventRow& row : or_raise(self.events(query)))
          rows.append(py::dict(py::arg("article") = row.article, py::arg("title") = row.title, py::arg("published") = row.published,
                               py::arg("url") = row.url, py::arg("event") = row.event, py::arg("type") = row.type, py::arg("cameo") = row.cameo,
                               py::arg("status") = row.status, py::arg("date") = row.date, py::arg("place") = row.place,
                               py::arg("source") = row.source, py::arg("target") = row.target, py::arg("said_by") = row.said_by,
                               py::arg("goldstein") = row.goldstein, py::arg("confidence") = row.confidence,
                               py::arg("text") = py::bytes(row.sentence)));
        return rows;
      })
      .def("quotes", [](const Archive& self, const std::map<std::string, std::string>& asked, std::int64_t limit) {
        const auto of = [&](const char* key) { return asked.count(key) ? asked.at(key) : std::string(); };
        QuoteQuery query;
        query.speaker = of("speaker"), query.since = of("since"), query.until = of("until"), query.text = of("text"), query.limit = limit;
        py::list rows;
        for (const QuoteRow& row : or_raise(self.quotes(query)))
          rows.append(py::dict(py::arg("article") = row.article, py::arg("published") = row.published, py::arg("speaker") = row.speaker,
                               py::arg("kind") = row.kind, py::arg("text") = py::bytes(row.words)));
        return rows;
      })
      .def("actors", [](const Archive& self, const std::string& name, std::int64_t limit) {
        py::list rows;
        for (const ActorRow& row : or_raise(self.actors(name, limit)))
          rows.append(py::dict(py::arg("name") = row.name, py::arg("entity") = row.entity, py::arg("country") = row.country,
                               py::arg("reports") = row.reports, py::arg("mentions") = row.mentions));
        return rows;
      })
      .def("find", [](const Archive& self, const std::string& id) -> py::object {
        std::optional<std::pair<Article, std::string>> found = or_raise(self.find(id));
        if (!found) return py::none();
        return py::make_tuple(py::cast(std::move(found->first)), bytes_of(found->second));
      });
  module.def("decompress", [](const std::string& bytes) { return bytes_of(or_raise(decompress(bytes))); });
}

}  // namespace
}  // namespace vedette

PYBIND11_MODULE(_core, module) {
  using namespace vedette;
  module.doc() = "The engine of Vedette; use the package vedette.";
  module.attr("version") = kVersion;
  define_article(module);
  define_engine(module);
  define_archive(module);
  module.def("resemblance", [](const std::string& a, const std::string& b) { return resemblance(signature_from(a), signature_from(b)); });
}
