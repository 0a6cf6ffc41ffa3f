// SIGINT and SIGTERM as a wish to stop.
#pragma once

#include <atomic>

#include "apps/console.h"

namespace sosie::apps {

/// Takes SIGINT and SIGTERM out of the hands of every thread started later; call before the first one. A thread of its
/// own waits for them: the first one sets the flag, and a process that has not ended two seconds later, or gets a
/// second one, ends at once with 130 or 143. A published run is whole whenever that happens.
void watch_for_interrupts(const Console& console);

/// The signal that came; 0 for none.
const std::atomic<int>& interrupt_flag();

/// 128 plus the signal that came; 0 for none.
int interrupt_exit_code();

}  // namespace sosie::apps
