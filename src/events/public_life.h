#pragma once
// Who acts in public life.

#include "events/reading.h"

namespace vedette::what {

// Whether somebody acts in public life: a state, a body that has a name, a group, or a person with an office or known to
// the world; no company.
bool is_public(const Reading& r, TokenId head);
bool is_public(const Reading& r, const Actor& actor);
// Whether one person is meant who acts in public life and bears no arms.
bool is_politician(const Reading& r, TokenId head);
bool is_named(const Reading& r, const Actor& actor);  // by the text, not only described

}  // namespace vedette::what
