#pragma once
// A text under repair: every edit is kept, so that each position of the text still knows its raw one.
//
//   raw       ( V l a d        theM        one edit takes the blank out, one puts one in
//   text      (Vlad            the M
//
// Edits of one pass are made over the text as it stands before the pass; passes may edit what earlier passes wrote.

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace vedette {

struct Edit {
  RepairKind kind;
  Span span;  // of Draft::text before the pass; empty for an insertion
  std::string now;
};

class Draft {
 public:
  explicit Draft(std::string_view raw) : raw_(raw), text_(raw) {}

  const std::string& text() const { return text_; }
  // In order, none overlapping another.
  void apply(const std::vector<Edit>& edits);

  TextMap map() const;
  // As they go into the record: each takes in at least one character of the raw text, where there is one.
  std::vector<Repair> repairs() const;

 private:
  struct Change {
    RepairKind kind;
    RawSpan raw;
    Span now;  // of text_
  };
  std::string_view raw_;
  std::string text_;
  std::vector<Change> changes_;  // in order
};

}  // namespace vedette
