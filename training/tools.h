#pragma once
// The steps of the training program.

#include <map>
#include <string>
#include <vector>

#include "grammar/model.h"
#include "net.h"

namespace vedette::training {

// `world`: the folder of the world's tables; `packages`: that of its data packages.
void write_vectors(const std::string& json, const std::string& out, std::size_t keep, const std::string& world, const std::string& packages);
// Of every word on a list of names, by the upper half of its key: a bit for each list.
std::map<std::uint32_t, std::uint16_t> read_lists(const std::string& world, const std::string& packages);

struct Scores {
  double uas = 0, las = 0, upos = 0, xpos = 0, name_precision = 0, name_recall = 0, name_f1 = 0;
};
// Attachment counts main relations; names are exact spans of persons, organisations and locations.
Scores compare(const Corpus& read, const Corpus& gold);
std::string show(const Scores& scores);

// Writes the averaged opinion of `nets` into each sentence: tags, tree, names. `hint` is what is added to the logarithm of a name
// label's probability where the sentence came with that kind of name.
void label(const std::vector<const Net*>& nets, Forms& forms, Corpus& corpus, float hint);
// `corpus` read by the finished model with both code paths.
std::string measure(const Model& model, const Corpus& corpus, int repeat);

// The "network" section of the model file, with ranges measured on `sample`.
std::string export_network(const Net& net, Forms& forms, const Corpus& sample);

}  // namespace vedette::training
