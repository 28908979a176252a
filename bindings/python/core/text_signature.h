#pragma once
#include "engine.h"
#include "stories/fingerprint.h"

namespace vedette {

// The signature of an article's words without its grammar, at the cost of laying out the page: by it copies are known before they are read.
Signature text_signature(const Engine& engine, const Article& article);

}  // namespace vedette
