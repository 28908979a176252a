// Words and sentences of a page. Door: segment. Test: segment_test.cpp.

#include "grammar/segment.h"

#include "grammar/tokens.h"
#include "page/page.h"

namespace vedette {
namespace {

bool holds_prose(BlockKind kind) {
  return kind == BlockKind::title || kind == BlockKind::dateline || kind == BlockKind::byline || kind == BlockKind::body ||
         kind == BlockKind::caption || kind == BlockKind::other;
}

}  // namespace

Grammar segment(const Page& page, const BoundaryWeights& weights) {
  Grammar grammar;
  grammar.text = page.text;
  grammar.tokens.reserve(page.text.size() / 5);
  std::vector<Word> words;
  std::vector<std::size_t> ends;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    if (!holds_prose(block.kind)) continue;
    words.clear();
    ends.clear();
    tokenize(page.text, block.span, words);
    find_sentences(page.text, words, weights, ends);
    std::size_t first = 0;
    for (std::size_t end : ends) {
      Sentence sentence;
      sentence.begin = TokenId(grammar.tokens.size());
      sentence.block = BlockId(b);
      sentence.span = {words[first].span.begin, words[end - 1].span.end};
      const SentenceId id(grammar.sentences.size());
      for (; first < end; ++first) {
        Token token;
        token.span = words[first].span;
        token.joined = words[first].joined;
        token.sentence = id;
        grammar.tokens.add(token);
      }
      sentence.end = TokenId(grammar.tokens.size());
      grammar.sentences.add(sentence);
    }
  }
  return grammar;
}

}  // namespace vedette
