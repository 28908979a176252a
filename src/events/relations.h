#pragma once
// Relations: how actors of the report stand to one another, from the text and from the world.

#include "events/reading.h"

namespace vedette::what {

std::vector<ActorRelation> find_relations(const Reading& r);

}  // namespace vedette::what
