// SPDX-License-Identifier: Apache-2.0
// Reads the ground format. Any bytes may be given: what is not a ground world is refused with the line and the reason.
#pragma once

#include <string_view>
#include <variant>

#include "ground.hpp"

namespace fabula {

std::variant<Ground, GroundProblem> read_ground(std::string_view text);

}  // namespace fabula
