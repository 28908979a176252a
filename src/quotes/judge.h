#pragma once
// Is a stretch between marks a quote at all, or a title, a nickname, a word held at arm's length?

#include "quotes/attribute.h"

namespace vedette {

struct Judgement {
  bool quote = false;
  bool direct = false;  // a whole utterance; else a part of one
};

Judgement judge(const Scene& scene, const Stretch& stretch, const Attribution& by);

}  // namespace vedette
