// How good a network in training is. Only door: compare in tools.h.
#include <cstdio>
#include <set>

#include "grammar/tags.h"
#include "tools.h"

namespace vedette::training {
namespace {

using Spans = std::set<std::tuple<std::size_t, std::size_t, int>>;

// Names of persons, organisations and locations.
Spans spans(const std::vector<int>& names) {
  Spans found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] <= 0 || (names[i] % 2 == 0 && i > 0 && (names[i - 1] == names[i] || names[i - 1] == names[i] - 1))) continue;
    const int kind = (names[i] - 1) / 2;
    std::size_t end = i + 1;
    while (end < names.size() && names[end] == 2 * kind + 2) ++end;
    if (kind < 3) found.emplace(i, end, kind);
  }
  return found;
}

}  // namespace

Scores compare(const Corpus& read, const Corpus& gold) {
  double words = 0, heads = 0, attached = 0, upos = 0, xpos = 0, found = 0, wanted = 0, right = 0;
  for (std::size_t s = 0; s < gold.size(); ++s) {
    const Sentence &own = read[s], &sentence = gold[s];
    for (std::size_t i = 0; sentence.has_tree() && i < sentence.size(); ++i) {
      const bool attach = own.head[i] == sentence.head[i];
      words += 1;
      heads += attach;
      attached += attach && base(static_cast<Relation>(own.relation[i])) == base(static_cast<Relation>(sentence.relation[i]));
      upos += own.upos[i] == sentence.upos[i];
      xpos += own.xpos[i] == sentence.xpos[i];
    }
    if (sentence.has_names()) {
      const Spans ours = spans(own.name), theirs = spans(sentence.name);
      found += static_cast<double>(ours.size());
      wanted += static_cast<double>(theirs.size());
      for (const auto& span : ours) right += static_cast<double>(theirs.count(span));
    }
  }
  words = std::max(words, 1.0);
  Scores scores;
  scores.uas = 100 * heads / words;
  scores.las = 100 * attached / words;
  scores.upos = 100 * upos / words;
  scores.xpos = 100 * xpos / words;
  scores.name_precision = 100 * right / std::max(found, 1.0);
  scores.name_recall = 100 * right / std::max(wanted, 1.0);
  scores.name_f1 = 200 * right / std::max(found + wanted, 1.0);
  return scores;
}

std::string show(const Scores& scores) {
  char text[200];
  std::snprintf(text, sizeof text, "UAS %.2f LAS %.2f UPOS %.2f XPOS %.2f names P %.1f R %.1f F1 %.2f", scores.uas, scores.las,
                scores.upos, scores.xpos, scores.name_precision, scores.name_recall, scores.name_f1);
  return text;
}

}  // namespace vedette::training
