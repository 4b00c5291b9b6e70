// SPDX-License-Identifier: Apache-2.0
#include "snapshot.hpp"

#include <algorithm>

namespace fabula {

Snapshot::Snapshot(const States& states, const Numbers& numbers, std::size_t fluents,
                   const std::vector<StateId>& wanted)
    : fluents_(fluents), people_(states.people()), first_number_(kFirstThing + numbers.things()) {
  for (const StateId state : wanted) wanted_.push_back(row_of(states, state));
  for (Code code = first_number_; numbers.knows(code); ++code) numbers_.push_back(numbers.number(code));
}

// Minds inside minds end after a few levels, so that this calls itself no deeper.
std::uint32_t Snapshot::row_of(const States& states, StateId state) {
  if (const std::uint32_t* known = known_rows_.find(state)) return *known;
  std::vector<std::uint32_t> row{valuation_of(states, states.valuation(state))};
  for (Person person = 0; person < people_; ++person)
    row.push_back(states.innermost(state) ? kNothing : row_of(states, states.mind(state, person)));
  const auto number = static_cast<std::uint32_t>(rows_.size() / (people_ + 1));
  rows_.insert(rows_.end(), row.begin(), row.end());
  known_rows_.keep(state, number);
  return number;
}

std::uint32_t Snapshot::valuation_of(const States& states, ValuationId valuation) {
  if (const std::uint32_t* known = known_valuations_.find(valuation)) return *known;
  const auto number = static_cast<std::uint32_t>(values_.size() / std::max<std::size_t>(1, fluents_));
  const Slot* values = states.valuations()[valuation];
  values_.insert(values_.end(), values, values + fluents_);
  known_valuations_.keep(valuation, fluents_ == 0 ? 0 : number);
  return fluents_ == 0 ? 0 : number;
}

std::vector<StateId> Snapshot::taken_over(States& states, Numbers& numbers) const {
  std::vector<Code> codes;
  for (const double number : numbers_) codes.push_back(numbers.code(number));
  std::vector<ValuationId> valuations;
  std::vector<Code> values(fluents_);
  const std::size_t count = fluents_ == 0 ? 1 : values_.size() / fluents_;
  for (std::size_t valuation = 0; valuation < count; ++valuation) {
    for (std::size_t fluent = 0; fluent < fluents_; ++fluent) {
      const Code code = values_[valuation * fluents_ + fluent];
      values[fluent] = code < first_number_ ? code : codes[code - first_number_];
    }
    valuations.push_back(states.valuations().number(values));
  }
  std::vector<StateId> known;
  std::vector<StateId> minds(people_);
  for (std::size_t at = 0; at < rows_.size(); at += people_ + 1) {
    const ValuationId valuation = valuations[rows_[at]];
    if (people_ == 0 || rows_[at + 1] == kNothing) {
      known.push_back(states.innermost_with(valuation));
      continue;
    }
    for (Person person = 0; person < people_; ++person) minds[person] = known[rows_[at + 1 + person]];
    known.push_back(states.with(valuation, minds.data()));
  }
  std::vector<StateId> found;
  for (const std::uint32_t row : wanted_) found.push_back(known[row]);
  return found;
}

}  // namespace fabula
