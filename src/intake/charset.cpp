// Finds out what charset bytes are in and converts them with ICU. Door: charset.h. Test: charset_test.cpp.
#include "intake/charset.h"

#include <algorithm>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kHead = 2'048;     // bytes in which a page names its charset
constexpr std::size_t kSample = 65'536;  // bytes that are looked at to guess

std::string converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(charset.c_str(), &status), &ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status), &ucnv_close);
  if (U_FAILURE(status)) return {};
  std::string out;
  out.resize(bytes.size() + bytes.size() / 2 + 16);
  std::size_t written = 0;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UChar pivot[1024];
  UChar* pivot_source = pivot;
  UChar* pivot_target = pivot;
  bool first = true;
  do {
    status = U_ZERO_ERROR;
    char* target = out.data() + written;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, end, pivot, &pivot_source, &pivot_target,
                   pivot + 1024, first, true, &status);
    written = static_cast<std::size_t>(target - out.data());
    first = false;
    if (status == U_BUFFER_OVERFLOW_ERROR) out.resize(out.size() * 2);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  out.resize(written);
  return U_FAILURE(status) ? std::string{} : out;
}

std::string guessed(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  const std::string_view sample = bytes.substr(0, kSample);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  ucsdet_enableInputFilter(detector.get(), true);
  const UCharsetMatch* match = U_SUCCESS(status) ? ucsdet_detect(detector.get(), &status) : nullptr;
  const char* name = match && U_SUCCESS(status) ? ucsdet_getName(match, &status) : nullptr;
  return name && U_SUCCESS(status) ? name : "windows-1252";
}

// As browsers do, Latin-1 is read as Windows-1252, which it nearly always is.
std::string as_read(std::string_view name) {
  const std::string low = lower(name);
  if (low == "iso-8859-1" || low == "latin1" || low == "latin-1" || low == "us-ascii" || low == "ascii") return "windows-1252";
  return low;
}

}  // namespace

std::string charset_in_page(std::string_view html) {
  const std::string head = lower(html.substr(0, kHead));
  std::size_t at = head.find("charset=");
  if (at == std::string::npos) at = head.find("encoding=");
  if (at == std::string::npos) return {};
  at = head.find('=', at) + 1;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const std::size_t end = head.find_first_of("\"' >;/?", at);
  return head.substr(at, std::min(end, at + 40) - at);
}

std::string utf8_of(std::string_view bytes, std::string_view named) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string charset;
  if (bytes.starts_with("\xFF\xFE")) charset = "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) charset = "UTF-16BE";
  if (!charset.empty()) return converted(bytes.substr(2), charset);
  if (is_valid_utf8(bytes)) return std::string(bytes);
  for (const std::string& candidate : {as_read(named), as_read(guessed(bytes))}) {
    if (candidate.empty() || candidate == "utf-8" || candidate == "utf8") {
      if (!candidate.empty() && candidate == as_read(named))
        return std::string(bytes);  // UTF-8 with a few broken bytes: page mends it
      continue;
    }
    if (std::string text = converted(bytes, candidate); !text.empty()) return text;
  }
  return std::string(bytes);
}

}  // namespace vedette
