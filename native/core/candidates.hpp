// SPDX-License-Identifier: Apache-2.0
// Which events, or laws, come into question in a valuation. Each is filed under one equality that it asks of the facts, and
// what is filed under values that the valuation does not have is never looked at; of the rest the other conditions on
// facts are tested. What is found is kept for the valuation. Conditions on minds are left: they differ from state to state; and
// conditions that divide, which must be tested in their order, and not at all where the law before them takes effect.
#pragma once

#include <span>
#include <vector>

#include "program.hpp"
#include "states.hpp"

namespace fabula {

struct Candidate {
  std::uint32_t number;  // of the event or the law
  Address minds;         // what is still to be tested, in the state
};

class Candidates {
 public:
  Candidates(Program& program, States& states, const std::vector<NodeId>& conditions,
             const std::vector<std::uint32_t>& numbers);

  // In the order of their numbers.
  std::span<const Candidate> in(ValuationId valuation);
  std::size_t bytes() const { return found_.capacity() * sizeof(Candidate) + ranges_.capacity() * sizeof(Range); }

 private:
  struct Entry {
    std::uint32_t number;
    std::vector<Address> facts;  // beyond the one that it is filed under
    Address minds;
  };
  struct Drawer {
    Code value;
    std::vector<std::uint32_t> entries;
  };
  struct Range {
    std::uint32_t begin = kNothing;
    std::uint32_t count = 0;
  };

  void file(NodeId condition, std::uint32_t number);
  void test(std::uint32_t entry, const Slot* values);
  Drawer* drawer(Fluent fluent, Code value);
  void split(NodeId condition, std::vector<NodeId>& facts, std::vector<NodeId>& minds);

  Program& program_;
  States& states_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> always_;
  std::vector<std::vector<Drawer>> drawers_;  // for each fluent
  std::vector<Fluent> filed_;                 // the fluents that have drawers
  std::vector<Range> ranges_;                 // for each valuation
  std::vector<Candidate> found_;
};

}  // namespace fabula
