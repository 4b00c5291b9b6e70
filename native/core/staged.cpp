// SPDX-License-Identifier: Apache-2.0
#include "staged.hpp"

#include <algorithm>

namespace fabula {

StateId Staged::started(std::vector<Code> values, const std::vector<Belief>& stated) {
  return settled(told(std::move(values), stated, depth_));
}

std::vector<Stage> Staged::stages(StateId state, EventId event) {
  after(state, event);  // laws that never rest are found there; their stages would have no end
  std::vector<Stage> found{{happened(state, event, kNothing), {}, false}};
  settling(found);
  for (std::uint32_t passed = 0; passed < moments(event); ++passed) {
    found.push_back({ticked(found.back().state), {}, true});
    for (LawId law = 0; law < program_.moments.size(); ++law) {
      const StateId before = found.back().state;
      const StateId later = struck(before, law);
      if (later == before) continue;
      found.push_back({later, {}, true});
      stricken(before, law, kHere, found.back().fired);
    }
    settling(found);
  }
  return found;
}

void Staged::settling(std::vector<Stage>& stages) {
  Round now{stages.back().state, kUnfired};
  for (;;) {
    const Round later = round(now.state, now.fired);
    if (later.state == now.state) return;
    stages.push_back({later.state, {}, false});
    firings(now.state, now.fired, kHere, stages.back().fired);
    now = later;
  }
}

void Staged::stricken(StateId state, LawId law, PathId path, std::vector<Firing>& found) {
  const Law& rule = program_.moments[law];
  if (holds(rule.condition, state)) {
    std::vector<Write> writes;
    writes_of(rule.effects, state, writes);
    if (std::any_of(writes.begin(), writes.end(), [&](const Write& write) { return denies(state, write); }))
      found.push_back({path, law});
  }
  if (states_.innermost(state)) return;
  for (Person person = 0; person < states_.people(); ++person) {
    const StateId mind = states_.mind(state, person);
    if (struck(mind, law) != mind) stricken(mind, law, program_.paths.extended(path, person), found);
  }
}

StateId Staged::timed(StateId state, std::uint32_t moments) {
  if (program_.clock == kNothing || moments == 0) return state;
  const Code now = program_.expressions.increased(states_.values(state)[program_.clock], Value::of(static_cast<double>(moments)));
  std::vector<StateId> minds(states_.innermost(state) ? 0 : states_.people());
  for (Person person = 0; person < minds.size(); ++person) minds[person] = timed(states_.mind(state, person), moments);
  const Write write{kHere, program_.clock, now};
  return written(state, {&write, 1}, minds.data());
}

}  // namespace fabula
