// Characters as HTML and Windows write them. Door: entities.h. Test: entities_test.cpp.
#include "base/entities.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::array<char32_t, 32> kWindows1252 = {
    U'€', 0, U'‚', U'ƒ', U'„', U'…', U'†', U'‡', U'ˆ', U'‰', U'Š', U'‹', U'Œ', 0, U'Ž', 0,
    0, U'‘', U'’', U'“', U'”', U'•', U'–', U'—', U'˜', U'™', U'š', U'›', U'œ', 0, U'ž', U'Ÿ'};

struct Entity {
  std::string_view name;
  char32_t value;
};

constexpr std::array kEntities = std::to_array<Entity>({
    {"AElig", U'Æ'}, {"Aacute", U'Á'}, {"Acirc", U'Â'}, {"Agrave", U'À'}, {"Aring", U'Å'}, {"Atilde", U'Ã'}, {"Auml", U'Ä'},
    {"Ccedil", U'Ç'}, {"Dagger", U'‡'}, {"ETH", U'Ð'}, {"Eacute", U'É'}, {"Ecirc", U'Ê'}, {"Egrave", U'È'}, {"Euml", U'Ë'},
    {"Iacute", U'Í'}, {"Icirc", U'Î'}, {"Igrave", U'Ì'}, {"Iuml", U'Ï'}, {"Ntilde", U'Ñ'}, {"OElig", U'Œ'}, {"Oacute", U'Ó'},
    {"Ocirc", U'Ô'}, {"Ograve", U'Ò'}, {"Oslash", U'Ø'}, {"Otilde", U'Õ'}, {"Ouml", U'Ö'}, {"Prime", U'″'}, {"Scaron", U'Š'},
    {"THORN", U'Þ'}, {"Uacute", U'Ú'}, {"Ucirc", U'Û'}, {"Ugrave", U'Ù'}, {"Uuml", U'Ü'}, {"Yacute", U'Ý'}, {"Yuml", U'Ÿ'},
    {"aacute", U'á'}, {"acirc", U'â'}, {"acute", U'´'}, {"aelig", U'æ'}, {"agrave", U'à'}, {"amp", U'&'}, {"apos", U'\''},
    {"aring", U'å'}, {"atilde", U'ã'}, {"auml", U'ä'}, {"bdquo", U'„'}, {"brvbar", U'¦'}, {"bull", U'•'}, {"ccedil", U'ç'},
    {"cedil", U'¸'}, {"cent", U'¢'}, {"circ", U'ˆ'}, {"colon", U':'}, {"comma", U','}, {"copy", U'©'}, {"curren", U'¤'},
    {"dagger", U'†'}, {"deg", U'°'}, {"divide", U'÷'}, {"eacute", U'é'}, {"ecirc", U'ê'}, {"egrave", U'è'}, {"emsp", U'\u2003'},
    {"ensp", U'\u2002'}, {"eth", U'ð'}, {"euml", U'ë'}, {"euro", U'€'}, {"excl", U'!'}, {"frac12", U'½'}, {"frac14", U'¼'},
    {"frac34", U'¾'}, {"frasl", U'⁄'}, {"ge", U'≥'}, {"gt", U'>'}, {"hellip", U'…'}, {"iacute", U'í'}, {"icirc", U'î'},
    {"iexcl", U'¡'}, {"igrave", U'ì'}, {"iquest", U'¿'}, {"iuml", U'ï'}, {"laquo", U'«'}, {"ldquo", U'“'}, {"le", U'≤'},
    {"lpar", U'('}, {"lrm", U'\u200E'}, {"lsaquo", U'‹'}, {"lsquo", U'‘'}, {"lt", U'<'}, {"macr", U'¯'}, {"mdash", U'—'},
    {"micro", U'µ'}, {"middot", U'·'}, {"minus", U'−'}, {"nbsp", U'\u00A0'}, {"ndash", U'–'}, {"ne", U'≠'}, {"not", U'¬'},
    {"ntilde", U'ñ'}, {"num", U'#'}, {"oacute", U'ó'}, {"ocirc", U'ô'}, {"oelig", U'œ'}, {"ograve", U'ò'}, {"ordf", U'ª'},
    {"ordm", U'º'}, {"oslash", U'ø'}, {"otilde", U'õ'}, {"ouml", U'ö'}, {"para", U'¶'}, {"percnt", U'%'}, {"period", U'.'},
    {"permil", U'‰'}, {"plusmn", U'±'}, {"pound", U'£'}, {"prime", U'′'}, {"quest", U'?'}, {"quot", U'"'}, {"raquo", U'»'},
    {"rdquo", U'”'}, {"reg", U'®'}, {"rlm", U'\u200F'}, {"rpar", U')'}, {"rsaquo", U'›'}, {"rsquo", U'’'}, {"sbquo", U'‚'},
    {"scaron", U'š'}, {"sect", U'§'}, {"semi", U';'}, {"shy", U'\u00AD'}, {"sol", U'/'}, {"sup1", U'¹'}, {"sup2", U'²'},
    {"sup3", U'³'}, {"szlig", U'ß'}, {"thinsp", U'\u2009'}, {"thorn", U'þ'}, {"tilde", U'˜'}, {"times", U'×'}, {"trade", U'™'},
    {"uacute", U'ú'}, {"ucirc", U'û'}, {"ugrave", U'ù'}, {"uml", U'¨'}, {"uuml", U'ü'}, {"yacute", U'ý'}, {"yen", U'¥'},
    {"yuml", U'ÿ'}, {"zwj", U'\u200D'}, {"zwnj", U'\u200C'},
});
static_assert(std::is_sorted(kEntities.begin(), kEntities.end(), [](auto& a, auto& b) { return a.name < b.name; }));

char32_t numbered(std::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 7) return 0;
  char32_t value = 0;
  for (const char c : digits) {
    const bool decimal = c >= '0' && c <= '9';
    const char low = static_cast<char>(c | 0x20);
    if (!decimal && !(hex && low >= 'a' && low <= 'f')) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(decimal ? c - '0' : low - 'a' + 10);
  }
  if (value >= 0x80 && value < 0xA0) return windows_1252(static_cast<unsigned char>(value));  // as browsers do
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return U'\uFFFD';
  return value;
}

}  // namespace

char32_t windows_1252(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : 0; }

char32_t entity_at(std::string_view text, std::size_t at, std::size_t& length) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = text.substr(at, kLongest).find(';');
  if (text[at] != '&' || end == std::string_view::npos || end < 3) return 0;
  const std::string_view name = text.substr(at + 1, end - 1);
  length = end + 1;
  if (name[0] == '#') return numbered(name.substr(1));
  const auto found = std::lower_bound(kEntities.begin(), kEntities.end(), name,
                                      [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  return found != kEntities.end() && found->name == name ? found->value : 0;
}

std::string without_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('&', at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    std::size_t length = 0;
    if (const char32_t c = entity_at(text, at, length); c != 0) {
      append_code_point(out, c);
      at += length;
    } else {
      out += '&';
      ++at;
    }
  }
  return out;
}

}  // namespace vedette
