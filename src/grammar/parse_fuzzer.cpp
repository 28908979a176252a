// Any bytes, repaired to valid UTF-8 as the page does: words, sentences and lemmas must keep every character that is not blank.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "grammar/lemmas.h"
#include "grammar/segment.h"
#include "page/page.h"

namespace {

// Weights as varied as a trained file's, so that sentences do end.
std::string some_weights() {
  std::string bytes(vedette::BoundaryWeights::kSlots, '\0');
  std::uint32_t random = 1;
  for (char& byte : bytes) byte = static_cast<char>((random = random * 1664525U + 1013904223U) >> 24);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vedette;
  static const std::string weights = some_weights();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Page page;
  for (std::size_t at = 0; at < bytes.size();) append_code_point(page.text, next_code_point(bytes, at));
  page.blocks = {{BlockKind::body, {0, static_cast<std::uint32_t>(page.text.size())}}};
  Grammar grammar = segment(page, BoundaryWeights(weights));
  std::uint32_t at = 0;
  for (const Token& token : grammar.tokens) {
    if (token.span.begin < at || token.span.empty() || token.span.end > page.text.size()) std::abort();
    for (std::size_t gap = at; gap < token.span.begin;) {
      if (!is_space(next_code_point(page.text, gap)) && page.text[gap - 1] > ' ') std::abort();
    }
    at = token.span.end;
  }
  static const std::string table = *pack_lemmas("kind\tfrom\tto\nother\t^went\tgo\nnoun_plural\t-s\t-\nnoun_plural\t-ies\t-y\n");
  for (Token& token : grammar.tokens) token.upos = Upos::noun, token.xpos = Xpos::nns;
  lemmatize(grammar, Lemmas(table));
  return 0;
}
