// SPDX-License-Identifier: Apache-2.0
// Runs a ground world a little and judges what comes out: what is told can be replayed and is in character, plans gain what
// they are for, limits are kept, and no answer hangs on what was asked before. What does not hold ends the program.
#pragma once

#include <string>

#include "bytes.hpp"

namespace fabula::fuzz {

// The text must be a world that the reader takes.
void judge_world(const std::string& text, Bytes& bytes);

// Any text; if it is a world, and a small one, it is run.
void judge_text(const std::string& text);

}  // namespace fabula::fuzz
