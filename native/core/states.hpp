// SPDX-License-Identifier: Apache-2.0
// States, each kept once. A state is a valuation and, for each person, the state that they believe to be the case; the
// innermost states that are kept have no minds of their own: everybody believes what is so there. Equal states have the same
// number, so comparing them, or remembering something about them, costs what it costs for a number.
#pragma once

#include <cstdint>
#include <vector>

#include "ground.hpp"
#include "paths.hpp"
#include "tables.hpp"

namespace fabula {

using StateId = std::uint32_t;
using ValuationId = std::uint32_t;

// At the end of the path of minds, the fluent takes the value.
struct Write {
  PathId path = kHere;
  Fluent fluent = 0;
  Code value = kUnknown;
};

// Valuations, each kept once. The hash is a sum over the fluents, so that a valuation that differs in a few of them
// from one that is known is looked up without reading the rest.
class Valuations {
 public:
  explicit Valuations(std::size_t fluents) : rows_(fluents), scratch_(fluents + 1) {}

  const Slot* operator[](ValuationId valuation) const { return rows_[valuation]; }
  std::uint32_t size() const { return rows_.size(); }
  std::size_t bytes() const { return rows_.bytes() + hashes_.bytes(); }
  ValuationId number(const std::vector<Code>& values);

  // The valuation with the values of all writes whose path is empty.
  ValuationId with(ValuationId valuation, const Write* writes, std::size_t count);

 private:
  static std::uint64_t part(Fluent fluent, Code value) { return mixed(paired(fluent + 1, value)); }

  ValuationId number(std::uint64_t hash);

  UniqueRows<Slot> rows_;
  Rows<std::uint64_t> hashes_{1};
  std::vector<Slot> scratch_;
};

class States {
 public:
  States(std::uint32_t people, std::size_t fluents)
      : people_(people), valuations_(fluents), rows_(std::size_t{people} + 1), row_(std::size_t{people} + 1) {}

  std::uint32_t people() const { return people_; }
  std::uint32_t size() const { return rows_.size(); }
  std::size_t bytes() const { return rows_.bytes() + valuations_.bytes(); }
  Valuations& valuations() { return valuations_; }
  const Valuations& valuations() const { return valuations_; }

  ValuationId valuation(StateId state) const { return rows_[state][0]; }
  const Slot* values(StateId state) const { return valuations_[valuation(state)]; }
  bool innermost(StateId state) const { return people_ == 0 || rows_[state][1] == kNothing; }
  StateId mind(StateId state, Person person) const {
    const StateId found = rows_[state][person + 1];
    return found == kNothing ? state : found;
  }
  StateId at(StateId state, PathId path, const Paths& paths) const {
    for (; path != kHere; path = paths.rest(path)) state = mind(state, paths.first(path));
    return state;
  }

  // Everybody's mind, of a state that keeps them.
  void minds(StateId state, std::vector<StateId>& found) const {
    const std::uint32_t* row = rows_[state];
    found.assign(row + 1, row + 1 + people_);
  }

  StateId innermost_with(ValuationId valuation);
  // The state with this valuation and these minds, one for each person.
  StateId with(ValuationId valuation, const StateId* minds);
  // The same state with another valuation.
  StateId revalued(StateId state, ValuationId valuation);

 private:
  std::uint32_t people_;
  Valuations valuations_;
  UniqueRows<std::uint32_t> rows_;
  std::vector<std::uint32_t> row_;
  std::vector<StateId> innermost_;  // for each valuation
};

}  // namespace fabula
