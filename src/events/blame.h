#pragma once
// Who did what somebody is blamed for: "convicted of the murder", "confessed to the attack", "the suspect in the shooting".

#include "events/reading.h"

namespace vedette::what {

// The word for whoever did it, where the deed (a noun, or a verb in -ing) hangs from a word of blame; none where it does not.
TokenId blamed(const Reading& r, TokenId deed);

}  // namespace vedette::what
