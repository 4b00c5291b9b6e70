// SPDX-License-Identifier: Apache-2.0
// What ends a question early: a world that cannot go on, somebody who asks to stop, a limit.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "ground.hpp"

namespace fabula {

struct DivisionByZero {
  NodeId node;  // kNothing: in the start or in time itself
};

// The laws that go round, in the order in which they fire, and the outermost mind in which one of them does.
struct RestlessLaws {
  std::vector<LawId> laws;
  std::vector<Person> path;
};

// `kSlice`: as far as was asked for has been looked; `kImagine`: plans within plans nested too deep; `kEffort`: a search
// that was not to go further, which nobody else sees.
enum class Limit : std::uint8_t { kNone, kStates, kMemory, kCancelled, kSlice, kImagine, kEffort };

struct Stopped {
  Limit limit;
};

// How far a search is. Written by the thread that searches, read by any.
struct Progress {
  std::atomic<std::uint32_t> length{0};
  std::atomic<std::uint64_t> states{0};
  std::atomic<std::uint64_t> stories{0};
};

// Set by any thread to stop a question that runs.
struct Cancel {
  std::atomic<bool> asked{false};
};

}  // namespace fabula
