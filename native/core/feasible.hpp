// SPDX-License-Identifier: Apache-2.0
// Whether a goal can come about within so many events at all, reasons or not: looked for event by event over the facts alone,
// minds left out, where a bound says that it might. What is found is kept for each valuation; where looking for it gets
// long, the answer is that it may.
#pragma once

#include <functional>

#include "wills.hpp"

namespace fabula {

class Feasible {
 public:
  // `reached`: whether a state without minds reaches the goal. `bound`: whether the facts might reach it within so many
  // events, for all that a relaxation says.
  using Reached = std::function<bool(StateId)>;
  using Bound = std::function<bool(StateId, std::uint32_t)>;
  Feasible(Wills& wills, Reached reached, Bound bound);

  // `bare`: a state without minds.
  bool within(StateId bare, std::uint32_t steps);
  std::size_t bytes() const { return failed_.bytes() + achieved_.bytes(); }

 private:
  enum class Answer : std::uint8_t { kNo, kYes, kMaybe };

  Answer looked(StateId bare, std::uint32_t steps);
  Answer looked_after(StateId bare, EventId event, std::uint32_t steps);

  Wills& wills_;
  Reached reached_;
  Bound bound_;
  bool in_use_;
  std::uint64_t looks_ = 0;
  std::uint64_t refused_ = 0;  // questions answered with no
  std::uint64_t left_ = 0;   // how many more states may be looked at for this question
  Memo failed_;              // the most steps within which it cannot be reached, and one
  Memo achieved_;            // the fewest steps within which it may be
};

}  // namespace fabula
