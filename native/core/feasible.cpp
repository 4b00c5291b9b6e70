// SPDX-License-Identifier: Apache-2.0
#include "feasible.hpp"

#include <algorithm>

namespace fabula {

namespace {

constexpr std::uint64_t kMostLooks = 20'000;  // for one question
// Where so many looks refused fewer than one event for so many of them, no more is looked.
constexpr std::uint64_t kTrial = 15'000;
constexpr std::uint64_t kWorthwhile = 20;
constexpr std::uint64_t kGift = 100;         // for all of them, beyond what the search for reasons has cost

}  // namespace

Feasible::Feasible(Wills& wills, Reached reached, Bound bound)
    : wills_(wills), reached_(std::move(reached)), bound_(std::move(bound)), in_use_(!wills.program().minds_move_facts) {}

bool Feasible::within(StateId bare, std::uint32_t steps) {
  if (!in_use_) return true;
  // As much is looked at as the search for reasons has cost so far, which this may spare.
  const std::uint64_t most = wills_.counters.imagined + kGift;
  if (most <= looks_ || (looks_ > kTrial && refused_ * kWorthwhile < looks_)) return true;
  left_ = std::min(most - looks_, kMostLooks);
  const bool found = looked(bare, steps) != Answer::kNo;
  refused_ += found ? 0 : 1;
  return found;
}

Feasible::Answer Feasible::looked(StateId bare, std::uint32_t steps) {
  if (const std::uint32_t* known = failed_.find(bare); known != nullptr && *known > steps) return Answer::kNo;
  if (const std::uint32_t* known = achieved_.find(bare); known != nullptr && *known <= steps) return Answer::kYes;
  if (reached_(bare)) return Answer::kYes;
  if (steps == 0) return Answer::kNo;
  if (left_ == 0) return Answer::kMaybe;
  --left_;
  ++looks_;
  wills_.look();
  Answer found = Answer::kNo;
  for (const EventId event : wills_.conceivable(bare)) {
    const Answer answer = looked_after(bare, event, steps);
    if (answer == Answer::kNo) continue;
    found = answer;
    break;
  }
  if (found == Answer::kNo) failed_.keep(bare, steps + 1);
  if (found != Answer::kYes) return found;
  const std::uint32_t* known = achieved_.find(bare);
  if (known == nullptr || *known > steps) achieved_.keep(bare, steps);
  return found;
}

// What goes wrong after an event that nobody may ever do is no matter here.
Feasible::Answer Feasible::looked_after(StateId bare, EventId event, std::uint32_t steps) {
  StateId later = bare;
  try {
    later = wills_.after(bare, event);
    if (later == bare || !bound_(later, steps - 1)) return Answer::kNo;
  } catch (const RestlessLaws&) {
    return Answer::kMaybe;
  } catch (const DivisionByZero&) {
    return Answer::kMaybe;
  }
  return looked(later, steps - 1);
}

}  // namespace fabula
