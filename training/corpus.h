#pragma once
// Training text: sentences with what is known of them. Unknown tags are -1.

#include <string>
#include <string_view>
#include <vector>

namespace vedette::training {

struct Sentence {
  std::vector<std::string> forms;
  std::vector<int> upos, xpos, relation, head;  // head: 0 is the root, words count from 1; empty or -1 where not known
  std::vector<int> name;                        // 0 O, 1 B-PER, 2 I-PER, 3 B-ORG ...; empty where not known
  float weight = 1;
  bool has_tree() const { return !head.empty(); }
  bool has_names() const { return !name.empty(); }
  std::size_t size() const { return forms.size(); }
};

using Corpus = std::vector<Sentence>;

Corpus read_conllu(const std::string& path);
// CoNLL-U with every word's name in MISC (Name=B-PER, Name=O), as the teachers write it.
Corpus read_silver(const std::string& path);
void write_silver(const std::string& path, const Corpus& corpus);
// UNER: number, form, tag; CoNLL: form first, tag last. IOB1 or IOB2.
Corpus read_iob(const std::string& path);
Corpus read_gmb(const std::string& path);   // the CSV of the Groningen extract, latin-1
Corpus read_masc(const std::string& path);  // a folder of word_TAG text

// Gives the names of `names` to the sentences of `trees` with the same words, in order; what finds none is appended.
void lay_names(Corpus& trees, const Corpus& names);

}  // namespace vedette::training
