// Signs a text before it is parsed. Door: text_signature. Test: tests/python_package.py.
#include "core/text_signature.h"

#include <algorithm>

#include "grammar/tokens.h"

namespace vedette {
namespace {

bool holds_prose(BlockKind kind) {
  return kind == BlockKind::title || kind == BlockKind::body || kind == BlockKind::caption || kind == BlockKind::other;
}

// Punctuation and symbols carry no letter and no digit; every byte of a letter beyond ASCII has its high bit set.
bool is_word(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0xC3;
  }) && !form.starts_with("\xE2\x80");  // dashes, quotation marks, dots
}

}  // namespace

Signature text_signature(const Engine& engine, const Article& article) {
  Reading reading = engine.read(article, Step::page);
  const Page& page = *reading.page;
  reading.grammar.text = page.text;
  std::vector<Word> words;
  for (const Block& block : page.blocks)
    if (holds_prose(block.kind)) tokenize(page.text, block.span, words);
  for (const Word& word : words) {
    Token token;
    token.span = word.span;
    token.upos = is_word(word.span.of(page.text)) ? Upos::x : Upos::punct;
    token.sentence = SentenceId(std::size_t{0});
    reading.grammar.tokens.add(token);
  }
  return fingerprint_of(reading).signature;
}

}  // namespace vedette
