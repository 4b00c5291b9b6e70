// SPDX-License-Identifier: Apache-2.0
// How deep minds inside minds must be kept for wills to be read `minds` levels deep: as src/fabula/engine/reference_depth.py
// has it, and why.
#pragma once

#include <algorithm>

#include "program.hpp"

namespace fabula {

// A question may look deeper than the program ever does: so deep at least, whatever the program.
inline constexpr std::uint32_t kLeastDepth = 3;

inline std::uint32_t depth_needed(const Program& program, std::uint32_t minds) {
  return std::max(kLeastDepth, minds + 1 + program.deepest + (program.minds_move_facts ? 1 : 0));
}

}  // namespace fabula
