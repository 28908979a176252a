#pragma once
// Sends alerts out: standard output, mail files, webhooks.

#include "watch/outbox.h"

namespace vedette {

// Sends what each channel has not had. Gives a message for each channel that failed; its alerts wait for the next time.
//
// A mail file bears its alert's number and comes whole: after a crash it is written again in its own place. A line of output is written,
// then noted: after a crash between the two, it is seen that the file already ends with it. A webhook may get one again after a crash,
// under the same Idempotency-Key.
std::vector<std::string> deliver(const std::vector<Channel>& channels, Outbox& outbox);

}  // namespace vedette
