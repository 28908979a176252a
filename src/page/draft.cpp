// Keeps a text under repair together with its way back. Door: draft.h. Test: draft_test.cpp.
#include "page/draft.h"

#include "base/utf8.h"

namespace vedette {

void Draft::apply(const std::vector<Edit>& edits) {
  if (edits.empty()) return;
  std::string text;
  text.reserve(text_.size() + edits.size());
  std::vector<Change> changes;
  changes.reserve(changes_.size() + edits.size());

  std::uint32_t copied = 0;   // up to here text_ has been carried over
  std::uint32_t now_end = 0;  // end of the last change passed, in text_, and the raw position that answers to it
  std::uint32_t raw_end = 0;
  std::size_t e = 0;
  std::size_t c = 0;
  const auto pass = [&](const Change& change) { now_end = change.now.end, raw_end = change.raw.end; };
  const auto copy_to = [&](std::uint32_t end) {
    text.append(text_, copied, end - copied);
    copied = end;
  };
  // Which comes first in the text; a deletion that an earlier pass made lies before an insertion at the same place.
  const auto change_first = [&] {
    if (c == changes_.size()) return false;
    if (e == edits.size()) return true;
    const Span now = changes_[c].now;
    const Span edit = edits[e].span;
    return now.begin != edit.begin ? now.begin < edit.begin : now.empty();
  };
  while (e < edits.size() || c < changes_.size()) {
    const bool starts_with_change = change_first();
    Span group = starts_with_change ? changes_[c].now : edits[e].span;
    const std::uint32_t raw_begin = starts_with_change ? changes_[c].raw.begin : raw_end + (group.begin - now_end);
    RepairKind kind = starts_with_change ? changes_[c].kind : edits[e].kind;
    copy_to(group.begin);
    const auto begin = static_cast<std::uint32_t>(text.size());
    bool first = true;
    // All that overlaps becomes one change.
    for (;;) {
      const bool take_edit = e < edits.size() && (first ? !starts_with_change : edits[e].span.begin < group.end);
      const bool take_change = c < changes_.size() && (first ? starts_with_change : changes_[c].now.begin < group.end);
      if (take_change && (!take_edit || change_first())) {
        group.end = std::max(group.end, changes_[c].now.end);
        pass(changes_[c++]);
      } else if (take_edit) {
        const Edit& edit = edits[e++];
        if (edit.span.begin > copied) copy_to(edit.span.begin);
        copied = std::max(copied, edit.span.end);
        text += edit.now;
        group.end = std::max(group.end, edit.span.end);
        kind = edit.kind;
      } else {
        break;
      }
      first = false;
    }
    if (group.end > copied) copy_to(group.end);
    const RawSpan raw{raw_begin, raw_end + (group.end - now_end)};
    now_end = group.end, raw_end = raw.end;
    const Span now{begin, static_cast<std::uint32_t>(text.size())};
    if (raw.of(raw_) != now.of(text)) changes.push_back({kind, raw, now});
  }
  copy_to(static_cast<std::uint32_t>(text_.size()));
  text_ = std::move(text);
  changes_ = std::move(changes);
}

TextMap Draft::map() const {
  TextMap map;
  std::uint32_t now_end = 0;
  std::uint32_t raw_end = 0;
  for (const Change& change : changes_) {
    if (change.now.begin > now_end) map.add({now_end, raw_end, true});
    if (!change.now.empty()) map.add({change.now.begin, change.raw.begin, false});
    now_end = change.now.end, raw_end = change.raw.end;
  }
  if (text_.size() > now_end) map.add({now_end, raw_end, true});
  map.finish(static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(raw_.size()));
  return map;
}

std::vector<Repair> Draft::repairs() const {
  std::vector<Repair> repairs;
  repairs.reserve(changes_.size());
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    const Change& change = changes_[i];
    RawSpan raw = change.raw;
    std::string now(change.now.of(text_));
    if (raw.empty() || now.empty()) {
      // Something came out of nothing or went: take in the character after, or the one before where that belongs to another
      // repair.
      const std::uint32_t next = i + 1 < changes_.size() ? changes_[i + 1].raw.begin : static_cast<std::uint32_t>(raw_.size());
      const std::uint32_t last = repairs.empty() ? 0 : repairs.back().span.end;
      if (raw.end < next) {
        std::size_t at = raw.end;
        next_code_point(raw_, at);
        now.append(raw_, raw.end, at - raw.end);
        raw.end = static_cast<std::uint32_t>(at);
      } else if (raw.begin > last) {
        std::size_t at = raw.begin;
        previous_code_point(raw_, at);
        now.insert(0, raw_, at, raw.begin - at);
        raw.begin = static_cast<std::uint32_t>(at);
      }
    }
    repairs.push_back({change.kind, raw, std::move(now)});
  }
  return repairs;
}

}  // namespace vedette
