#include "apps/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <thread>

namespace sosie::apps {
namespace {

constexpr timespec kGrace = {2, 0};

std::atomic<int> came = 0;

sigset_t watched_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

[[noreturn]] void wait_for_signal(bool is_terminal, bool is_quiet) {
  const sigset_t signals = watched_signals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
  came.store(signal);
  if (!is_quiet) std::fputs(is_terminal ? "\r\x1b[Kstopping\n" : "stopping\n", stderr);
  sigtimedwait(&signals, nullptr, &kGrace);
  ::_exit(128 + signal);
}

}  // namespace

void watch_for_interrupts(const Console& console) {
  const sigset_t signals = watched_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([is_terminal = console.is_terminal, is_quiet = console.is_quiet] {
    wait_for_signal(is_terminal, is_quiet);
  }).detach();
}

const std::atomic<int>& interrupt_flag() { return came; }

int interrupt_exit_code() {
  const int signal = came.load();
  return signal == 0 ? 0 : 128 + signal;
}

}  // namespace sosie::apps
