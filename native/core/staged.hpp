// SPDX-License-Identifier: Apache-2.0
// What is asked about single states rather than searched: other starts, one value put elsewhere, and what happened on the
// way from an event to rest. The rules are those of src/fabula/engine/reference_stages.py.
#pragma once

#include <vector>

#include "laws.hpp"

namespace fabula {

// A state on the way, and the laws that made it; `moment` tells that it was time that passed.
struct Stage {
  StateId state;
  std::vector<Firing> fired;
  bool moment;
};

class Staged : public Laws {
 public:
  Staged(Program& program, std::uint32_t depth) : Laws(program, depth) {}

  // The state at another start, laws at rest.
  StateId started(std::vector<Code> values, const std::vector<Belief>& stated);
  // The event's effects, every round of laws, and each moment: the clock, its laws, and rest again.
  std::vector<Stage> stages(StateId state, EventId event);
  // The state with the clock moved on in every mind, to be read and not to go on from.
  StateId timed(StateId state, std::uint32_t moments);

 private:
  void settling(std::vector<Stage>& stages);
  // The minds in which a law of each moment changes something.
  void stricken(StateId state, LawId law, PathId path, std::vector<Firing>& found);
};

}  // namespace fabula
