// SPDX-License-Identifier: Apache-2.0
#include "reasons.hpp"

#include <algorithm>

namespace fabula {

namespace {

// The others who must be willing, each once.
std::vector<Person> others(const Event& event, Person person) {
  std::vector<Person> found;
  for (const Person who : event.willing)
    if (who != person && std::find(found.begin(), found.end(), who) == found.end()) found.push_back(who);
  return found;
}

}  // namespace

std::optional<Reason> reason(Wills& wills, StateId mind, EventId event, Person person, std::uint32_t steps,
                             std::uint32_t minds, bool shown) {
  if (wills.impelled(mind, event, person)) {
    const double without = wills.utility(wills.idle(mind, wills.moments(event)), person);
    return Reason{person, true, without, wills.utility(wills.after(mind, event), person), {{event, {}}}};
  }
  const Plan* known = wills.plan(mind, event, person, steps, minds);
  if (known == nullptr) return std::nullopt;
  const Plan plan = *known;
  Reason found{person, false, 0, 0, {}};
  StateId state = mind;
  std::uint32_t passed = 0;
  for (std::uint32_t place = 0; place < plan.size(); ++place) {
    PlannedStep step{plan[place], {}};
    if (shown && place > 0) {
      const std::uint32_t left = steps > place ? steps - place : 0, inner = minds > 0 ? minds - 1 : 0;
      for (const Person other : others(wills.program().events[plan[place]], person)) {
        const StateId theirs = wills.states().mind(state, other);
        if (auto why = reason(wills, theirs, plan[place], other, left, inner, false))
          step.reasons.push_back(std::move(*why));
      }
    }
    found.plan.push_back(std::move(step));
    passed += wills.moments(plan[place]);
    state = wills.after(state, plan[place]);
  }
  found.without = wills.utility(wills.idle(mind, passed), person);
  found.gain = wills.utility(state, person);
  return found;
}

}  // namespace fabula
