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

struct RestlessLaws {
  std::vector<LawId> laws;
};

enum class Limit : std::uint8_t { kNone, kStates, kMemory, kCancelled };

struct Stopped {
  Limit limit;
};

// Set by any thread to stop a question that runs.
struct Cancel {
  std::atomic<bool> asked{false};
};

}  // namespace fabula
