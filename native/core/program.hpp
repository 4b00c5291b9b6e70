// SPDX-License-Identifier: Apache-2.0
// A ground world made ready to run: every condition compiled, every path of minds a number.
#pragma once

#include <vector>

#include "expressions.hpp"
#include "ground.hpp"
#include "paths.hpp"

namespace fabula {

struct Effect {
  PathId path = kHere;
  Fluent fluent = 0;
  Address value = 0;
  Code constant = kNothing;   // the value, where it is always the same
  Address guard = kTrue;
  bool increase = false;
};

// `again`: two effects of the list may write to the same place. `plain`: they always write the same, and into facts alone;
// then `writes` is what.
struct Effects {
  std::vector<Effect> all;
  bool again = false;
  bool plain = true;
  std::vector<Write> writes;
};

struct Event {
  NodeId node = 0;
  Address condition = kTrue;
  std::uint32_t takes = 0;
  std::vector<Person> willing;
  std::vector<std::pair<Person, Address>> impulses;
  std::vector<Address> observers;
  Effects effects;
  bool by_facts = true;  // the facts after it, laws at rest and time passed, depend on no mind
  bool may_fail = false;  // to ask whether it can happen, or who sees it, may be an error of the world
};

struct Law {
  NodeId node = 0;
  Address condition = kTrue;
  bool changes_facts = false;
  Effects effects;
};

struct Program {
  explicit Program(Ground ground);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  std::uint32_t people;
  Fluent clock;
  EventId wait;
  Numbers numbers;
  Paths paths;
  Expressions expressions;
  std::vector<Event> events;
  std::vector<Law> laws;
  std::vector<Law> moments;
  std::vector<Address> utilities;
  Address author;
  std::vector<Code> start;
  std::vector<Belief> beliefs;
  // As they were read, for whoever reasons about them rather than runs them.
  std::vector<Kind> kinds;
  std::vector<GroundEvent> ground_events;
  std::vector<GroundLaw> ground_laws;
  std::vector<GroundLaw> ground_moments;
  std::vector<NodeId> utility_nodes;
  NodeId author_node;
  std::vector<NodeId> endings;
  bool timeless = false;     // nothing reads the clock, so states need not keep it
  std::uint32_t deepest = 0; // the most minds inside minds that any expression reads
  // Whether any fact ever comes out differently for what somebody believes.
  bool minds_move_facts = false;

 private:
  Effects made(const std::vector<GroundEffect>& effects);
  Event made(const GroundEvent& event);
  Law made(const GroundLaw& law);
  bool by_minds(const std::vector<GroundEffect>& effects, NodeId condition);
};

}  // namespace fabula
