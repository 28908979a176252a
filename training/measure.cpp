// Reads gold sentences with the finished model, as the engine does, and says how good and how fast that is. Only door: measure in
// tools.h.
#include <ctime>
#include <cstdio>
#include <cstring>

#include "grammar/annotate.h"
#include "tools.h"

namespace vedette::training {
namespace {

// The sentences as a grammar without tags, and the text that it stands on.
Grammar untagged(const Corpus& gold, std::string& text) {
  Grammar grammar;
  for (const vedette::training::Sentence& sentence : gold) {
    vedette::Sentence out;
    out.begin = TokenId(grammar.tokens.size());
    for (const std::string& form : sentence.forms) {
      Token token;
      token.span.begin = static_cast<std::uint32_t>(text.size());
      text += form;
      token.span.end = static_cast<std::uint32_t>(text.size());
      text += ' ';
      token.sentence = SentenceId(grammar.sentences.size());
      grammar.tokens.add(token);
    }
    out.end = TokenId(grammar.tokens.size());
    grammar.sentences.add(out);
  }
  grammar.text = text;
  return grammar;
}

bool same(const Grammar& a, const Grammar& b) {
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    const Token &x = a.tokens[TokenId(i)], &y = b.tokens[TokenId(i)];
    if (x.upos != y.upos || x.xpos != y.xpos || x.relation != y.relation || x.head != y.head || x.name != y.name ||
        x.name_begins != y.name_begins) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string measure(const Model& model, const Corpus& gold, int repeat) {
  std::string text;
  Grammar grammar = untagged(gold, text);
  Grammar other = grammar;
  annotate(other, model, baseline_kernels());
  std::string times;
  for (const Kernels* kernels : {&baseline_kernels(), &best_kernels()}) {
    const std::clock_t started = std::clock();
    for (int i = 0; i < repeat; ++i) annotate(grammar, model, *kernels);
    const double seconds = static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    char line[100];
    std::snprintf(line, sizeof line, ", %s %.0f words/s", kernels->name, static_cast<double>(grammar.tokens.size()) * repeat / seconds);
    times += line;
  }
  Corpus read = gold;
  std::size_t at = 0;
  for (vedette::training::Sentence& sentence : read) {
    const std::size_t begin = at;
    sentence.name.assign(sentence.size(), 0);
    if (sentence.head.empty()) {
      sentence.head.resize(sentence.size());
      sentence.upos = sentence.xpos = sentence.relation = sentence.head;
    }
    for (std::size_t i = 0; i < sentence.size(); ++i, ++at) {
      const Token& token = grammar.tokens[TokenId(at)];
      sentence.upos[i] = static_cast<int>(token.upos);
      sentence.xpos[i] = static_cast<int>(token.xpos);
      sentence.relation[i] = static_cast<int>(token.relation);
      sentence.head[i] = token.head ? static_cast<int>(token.head.value - begin) + 1 : 0;
      sentence.name[i] = token.name == NameKind::none ? 0 : 2 * static_cast<int>(token.name) - (token.name_begins ? 1 : 0);
    }
  }
  return show(compare(read, gold)) + times + (same(grammar, other) ? ", both paths alike" : ", THE PATHS DIFFER");
}

}  // namespace vedette::training
