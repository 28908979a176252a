// Commitments. Its only door: find_commitments(). Test: events_test.cpp.
// An agreement or promise by somebody, and whatever a speaker says that they themselves will do.

#include "events/commitments.h"

#include <algorithm>

#include "events/slots.h"

namespace vedette::what {

std::vector<Commitment> find_commitments(const Reading& r, const std::vector<Candidate>& candidates) {
  std::vector<Commitment> commitments;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    const Event& event = candidate.event;
    if (event.source.empty() || event.status == Status::denied || event.status == Status::hypothetical) continue;
    const bool promise = event.type == "AGREE";
    const bool ahead =
        event.status == Status::scheduled || event.status == Status::pledged || event.status == Status::conditional;
    const bool by_speaker =
        ahead && event.said_by && std::find(event.source.begin(), event.source.end(), event.said_by) != event.source.end();
    const bool announced = ahead && (event.type == "CONCEDE" || event.type == "THREATEN" || event.type == "RETREAT");
    if (!promise && !by_speaker && !announced) continue;
    Commitment commitment;
    commitment.by = event.source.front();
    commitment.to = event.target;
    const TokenId head = candidate.light ? candidate.light : candidate.trigger;
    const auto [begin, end] = r.grammar.subtree(head);
    commitment.what = begin < end ? r.grammar.span(std::min(begin, head), end) : r.token(head).span;
    if (r.token(head).span.begin > commitment.what.begin) commitment.what.begin = r.token(head).span.begin;
    commitment.due = event.date;
    commitment.event = EventId(i);
    commitments.push_back(std::move(commitment));
  }
  return commitments;
}

}  // namespace vedette::what
