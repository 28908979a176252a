// Any bytes as a record, read beside another one that must stay as it is.
#include <cstdint>
#include <cstdlib>

#include "report/record_view.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string other = R"({"schema":"vedette/report/1","article":{"id":"x","title":"Other"}})";
  const vedette::Result<vedette::RecordView> first = vedette::RecordView::of(other);
  const vedette::Result<vedette::RecordView> view = vedette::RecordView::of(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!first || first->title != "Other") std::abort();
  if (!view) return 0;
  std::size_t bytes = 0;  // every view is looked at
  const auto look = [&](std::string_view text) {
    for (const char c : text) bytes += static_cast<unsigned char>(c);
  };
  look(view->title);
  for (const vedette::ActorView& actor : view->actors)
    for (const vedette::WordsView& mention : actor.mentions) look(actor.name), look(mention.text);
  for (const vedette::EventView& event : view->events) {
    look(event.type), look(event.trigger.text);
    if (event.sentence.begin < 0 || event.sentence.begin > event.sentence.end) std::abort();
    (void)view->place(event.place);
  }
  if (bytes == SIZE_MAX) std::abort();
  return 0;
}
