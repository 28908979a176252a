// CoNLL-U. Door: write_conllu. Test: conllu_test.cpp.

#include "grammar/conllu.h"

#include <iterator>

#include <fmt/format.h>

#include "base/utf8.h"
#include "grammar/grammar.h"
#include "page/page.h"

namespace vedette {
namespace {

std::string_view short_name(NameKind kind) {
  switch (kind) {
    case NameKind::none: return "";
    case NameKind::person: return "PER";
    case NameKind::organisation: return "ORG";
    case NameKind::location: return "LOC";
    case NameKind::miscellaneous: return "MISC";
  }
  return "";
}

class Writer {
 public:
  Writer(const Page& page, const Grammar& grammar, std::string_view raw) : page_(page), grammar_(grammar), index_(raw) {}

  std::string write(std::string_view id) {
    out_.reserve(grammar_.tokens.size() * 64);
    fmt::format_to(std::back_inserter(out_), "# newdoc id = {}\n", id);
    BlockId block;
    std::size_t number = 0;
    for (const Sentence& s : grammar_.sentences) {
      if (s.block != block) out_ += "# newpar\n";
      block = s.block;
      fmt::format_to(std::back_inserter(out_), "# sent_id = {}\n# text = ", ++number);
      one_line(grammar_.text.substr(s.span.begin, s.span.size()));
      out_ += '\n';
      sentence(s);
      out_ += '\n';
    }
    return std::move(out_);
  }

 private:
  // White space of any kind as one blank, so that a line stays a line.
  void one_line(std::string_view text) {
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      if (is_space(next_code_point(text, at))) {
        blank = true;
        continue;
      }
      if (blank) out_ += ' ';
      blank = false;
      out_ += text.substr(from, at - from);
    }
  }

  void misc(Span span, bool joined_inside, const Token* token) {
    const bool space = span.end >= grammar_.text.size() || is_blank(span.end);
    if (!joined_inside && !space) out_ += "SpaceAfter=No|";
    const RawSpan raw = page_.map.raw(span);
    fmt::format_to(std::back_inserter(out_), "Span={}:{}", index_.at_byte(raw.begin), index_.at_byte(raw.end));
    if (token && token->name != NameKind::none) {
      fmt::format_to(std::back_inserter(out_), "|Name={}-{}", token->name_begins ? 'B' : 'I', short_name(token->name));
    }
    out_ += '\n';
  }

  bool is_blank(std::size_t at) const { return is_space(next_code_point(grammar_.text, at)); }

  void sentence(const Sentence& s) {
    for (TokenId id = s.begin; id < s.end; ++id.value) {
      const Token& token = grammar_.tokens[id];
      const bool opens = token.joined && (id == s.begin || !grammar_.tokens[TokenId(id.value - 1)].joined);
      if (opens) {
        TokenId last = id;
        while (TokenId(last.value + 1) < s.end && grammar_.tokens[last].joined) ++last.value;
        const Span whole = {token.span.begin, grammar_.tokens[last].span.end};
        fmt::format_to(std::back_inserter(out_), "{}-{}\t", number(s, id), number(s, last));
        one_line(whole.of(grammar_.text));
        out_ += "\t_\t_\t_\t_\t_\t_\t_\t";
        misc(whole, false, nullptr);
      }
      const bool inside = token.joined || (id > s.begin && grammar_.tokens[TokenId(id.value - 1)].joined);
      fmt::format_to(std::back_inserter(out_), "{}\t", number(s, id));
      one_line(grammar_.form(id));
      const std::string_view lemma = grammar_.lemma(id);
      out_ += '\t';
      lemma.empty() ? one_line("_") : one_line(lemma);
      fmt::format_to(std::back_inserter(out_), "\t{}\t{}\t_\t{}\t{}\t_\t", name_of(token.upos), name_of(token.xpos),
                     token.head ? number(s, token.head) : 0, token.head ? name_of(token.relation) : name_of(Relation::root));
      misc(token.span, inside, &token);
    }
  }

  static std::uint32_t number(const Sentence& s, TokenId id) { return id.value - s.begin.value + 1; }

  const Page& page_;
  const Grammar& grammar_;
  CodePointIndex index_;
  std::string out_;
};

}  // namespace

std::string write_conllu(const Page& page, const Grammar& grammar, std::string_view raw, std::string_view id) {
  return Writer(page, grammar, raw).write(id);
}

}  // namespace vedette
