// SPDX-License-Identifier: Apache-2.0
// States as plain content, that an engine of the same program can take over whose tables number them otherwise. Made by the
// thread that owns the states, read by any.
#pragma once

#include <vector>

#include "program.hpp"
#include "states.hpp"
#include "tables.hpp"

namespace fabula {

class Snapshot {
 public:
  // The states, in their order, with everything that is believed in them.
  Snapshot(const States& states, const Numbers& numbers, std::size_t fluents, const std::vector<StateId>& wanted);

  std::size_t size() const { return wanted_.size(); }
  // All of them in the tables of another engine, in the same order.
  std::vector<StateId> taken_over(States& states, Numbers& numbers) const;

 private:
  std::uint32_t row_of(const States& states, StateId state);
  std::uint32_t valuation_of(const States& states, ValuationId valuation);

  std::size_t fluents_;
  std::uint32_t people_;
  Code first_number_;
  std::vector<double> numbers_;
  std::vector<Slot> values_;           // one valuation after the other
  std::vector<std::uint32_t> rows_;    // valuation and minds of one state after the other, minds before who has them
  std::vector<std::uint32_t> wanted_;  // the rows of the states asked for
  Memo known_rows_;
  Memo known_valuations_;
};

}  // namespace fabula
