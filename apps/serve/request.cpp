// Targets, refusals, packing. Doors: parse_target, refusal, gzip. Test: tests/serve.py.
#include "request.h"

#include <zlib.h>

#include "base/utf8.h"
#include "report/json.h"

namespace vedette {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool decode(std::string_view text, bool plus, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return false;
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += plus && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out.find('\0') == std::string::npos && is_valid_utf8(out);
}

}  // namespace

bool parse_target(std::string_view target, Request& request) {
  request.target = target;
  if (target.empty() || target[0] != '/') return false;
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(1, mark == std::string_view::npos ? mark : mark - 1);
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    std::string part;
    if (!decode(path.substr(0, slash), false, part)) return false;
    request.path.push_back(std::move(part));
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  if (mark == std::string_view::npos) return true;
  std::string_view query = target.substr(mark + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view item = query.substr(0, end);
    const std::size_t equals = item.find('=');
    std::pair<std::string, std::string> field;
    if (!decode(item.substr(0, equals), true, field.first)) return false;
    if (equals != std::string_view::npos && !decode(item.substr(equals + 1), true, field.second)) return false;
    if (!item.empty()) request.query.push_back(std::move(field));
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  return request.query.size() <= 64;
}

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

Answer json_answer(std::string body) {
  Answer answer;
  body += '\n';
  answer.body = std::make_shared<const std::string>(std::move(body));
  return answer;
}

Answer refusal(unsigned status, std::string_view message, std::string_view parameter, std::string_view expected) {
  std::string body;
  JsonWriter json(body);
  json.begin_object(), json.key("error"), json.begin_object();
  json.key("status"), json.number(status);
  json.field("message", message);
  json.field_or_null("parameter", parameter);
  json.field_or_null("expected", expected);
  json.end_object(), json.end_object();
  Answer answer = json_answer(std::move(body));
  answer.status = status;
  return answer;
}

}  // namespace vedette
