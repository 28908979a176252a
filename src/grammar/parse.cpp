// The whole of the grammar: words and sentences, then tags, trees and names, then lemmas. Door: parse. Test: grammar_test.cpp; fuzzer: parse_fuzzer.cpp.

#include "grammar/annotate.h"
#include "grammar/echo_names.h"
#include "grammar/grammar.h"
#include "grammar/known_names.h"
#include "grammar/lemmas.h"
#include "grammar/segment.h"

namespace vedette {

Grammar parse(const Page& page, const Model& model, const World& world) {
  Grammar grammar = segment(page, BoundaryWeights(model.section("sentences")));
  annotate(grammar, model);
  settle_names(grammar, world);
  echo_names(grammar);
  lemmatize(grammar, Lemmas(model.section("lemmas")));
  link_children(grammar);
  return grammar;
}

}  // namespace vedette
