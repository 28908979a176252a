#pragma once
// Lemmas by form and tag: endings and exceptions from model/lemmas.tsv, packed into a table that is searched where it lies.
//
//   packed:  magic | slots | pool size | slots x { key u32 | strip u8 | size u8 | pool offset u16 } | pool

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "grammar/grammar.h"

namespace vedette {

class Lemmas {
 public:
  Lemmas() = default;  // knows nothing: the lemma is the form in lower case, of a name the form
  explicit Lemmas(std::string_view packed);  // bytes of pack_lemmas, which must live as long; others count as nothing
  bool empty() const { return slots_ == 0; }
  // Appends the lemma of `form`. `opens` says that a capital first letter means nothing here (the sentence begins, or shouts).
  void append(std::string_view form, Upos upos, Xpos xpos, bool opens, std::string& out) const;

 private:
  struct Edit {
    bool found = false;
    std::uint8_t strip = 0;
    std::string_view add;
  };
  Edit find(std::uint64_t hash) const;

  const char* slot_bytes_ = nullptr;
  std::string_view pool_;
  std::uint32_t slots_ = 0;  // a power of two
};

// Checks each row of the text (kind, from, to) and packs it; the error names the line.
Result<std::string> pack_lemmas(std::string_view tsv);

// Fills Grammar::lemmas from forms and tags.
void lemmatize(Grammar& grammar, const Lemmas& lemmas);

}  // namespace vedette
