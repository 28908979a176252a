// Which language a text is in, by Compact Language Detector 2. Door: language.h. Test: lay_out_test.cpp.
#include "page/language.h"

#include <algorithm>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "base/utf8.h"

namespace vedette {

std::string language_of(std::string_view text, std::string_view given) {
  constexpr std::size_t kEnough = 20'000;  // bytes: more tell nothing new
  std::size_t size = std::min(text.size(), kEnough);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  // "en-GB", "eng"; what is no code ("English") says nothing.
  std::string given_language = lower(given.substr(0, given.find_first_of("-_")));
  if (given_language == "eng") given_language = "en";
  if (given_language.size() != 2) given_language.clear();

  CLD2::Language best[3];
  int percent[3];
  double scores[3];
  int bytes = 0;
  bool reliable = false;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(size), true, &hints, 0, best, percent, scores, nullptr, &bytes,
                                 &reliable);
  const bool found = best[0] != CLD2::UNKNOWN_LANGUAGE && bytes > 0;
  // A short text, or one that mixes languages, is what it was said to be.
  if (!given_language.empty() && (!found || !reliable || bytes < 100)) return given_language;
  if (!found) return "en";
  std::string code = CLD2::LanguageCode(best[0]);
  if (code == "iw") code = "he";
  // An unsure verdict on a text in Latin letters: keep it for reading.
  if (!reliable && (best[1] == CLD2::ENGLISH || best[2] == CLD2::ENGLISH)) return "en";
  return code;
}

}  // namespace vedette
