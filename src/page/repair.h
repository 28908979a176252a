#pragma once
// The repairs of an English text whose bytes are sound: each looks a whole text over and gives its edits in order.

#include "page/draft.h"
#include "page/known.h"

namespace vedette {

// "inter-\nnational": words that were parted at the end of a line.
std::vector<Edit> hyphenation(std::string_view text, const Known& known);
// "( Vladimir)", "said , that": blanks where no writer puts one.
std::vector<Edit> stray_spaces(std::string_view text);
// "president,Felipe", "effort\".Rathke", "U.S.Chinook": no blank after a punctuation mark.
std::vector<Edit> missing_spaces(std::string_view text, const Known& known);
// "Nausedawarned", "theMexican": two words or three that run together.
std::vector<Edit> glued_words(std::string_view text, const Known& known);

struct QuoteMarks {
  std::vector<Edit> edits;
  std::vector<Span> unbalanced;  // in the text before the edits: marks without a partner, with the words around them
};
// “…" and ” where “ was meant, marks without blanks around them, marks without a partner.
QuoteMarks quote_marks(std::string_view text);

// Where the bytes of a chunk between blanks make an address of the web or of mail, a file name or code: hands off.
bool is_address(std::string_view chunk);
// The bytes between blanks around `at`.
Span chunk_around(std::string_view text, std::uint32_t at);

}  // namespace vedette
