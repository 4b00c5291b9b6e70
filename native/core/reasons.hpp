// SPDX-License-Identifier: Apache-2.0
// Why somebody would do something, to be shown: the plan, what it brings, and why the others in it would do their part as
// the planner imagines it. The same plans as src/fabula/engine/reference.py, so that texts are the same.
#pragma once

#include <optional>
#include <vector>

#include "wills.hpp"

namespace fabula {

struct Reason;

struct PlannedStep {
  EventId event;
  std::vector<Reason> reasons;
};

struct Reason {
  Person person;
  bool impulse;
  double without;
  double gain;
  std::vector<PlannedStep> plan;
};

// The reason of a person who believes `mind` to be so; nothing if they have none. With `shown` also the others' reasons.
std::optional<Reason> reason(Wills& wills, StateId mind, EventId event, Person person, std::uint32_t steps,
                             std::uint32_t minds, bool shown);

}  // namespace fabula
