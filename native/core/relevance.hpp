// SPDX-License-Identifier: Apache-2.0
// Which events may be steps of a lean plan at all. A step counts only if some chain of effects ties it to what the person
// wants: what their utility reads, what the events and laws read that may change that, and so on. What no such chain
// ties to it can be left out of any plan, and the plan still comes to the same; so no lean plan has it.
//
// Only what may happen from the state on is a link of a chain. Facts may take every value that an event or a law may give
// them, and nothing is undone. Whom the person must count on for an event does it for a reason of their own; where
// only reasons of one step are looked for, the event must be able to change what they want at once, for all that anybody
// may come to believe. Where a chain runs through what somebody believes, or through the reasons of others, nothing is
// said: then every event counts.
#pragma once

#include <deque>
#include <vector>

#include "program.hpp"
#include "relaxed.hpp"

namespace fabula {

class Relevance {
 public:
  Relevance(Program& program, States& states, const std::vector<std::uint8_t>& plannable);

  // Whether the event may stand in a lean plan of the person that goes on from the state: as its first event, for which
  // the others answer themselves, or later. `minds`: how many levels of minds are searched.
  bool matters(StateId state, EventId event, Person person, std::uint32_t minds, bool first);
  std::size_t bytes() const;

 private:
  struct Move {
    Fluent fluent;
    NodeId guard;
    NodeId value;
    std::uint64_t bits;  // the values that it brings; 0 where that hangs on something
  };
  // An event or a law: what it asks, and what it does to facts.
  struct Mover {
    std::vector<MaskTest> tests;
    std::vector<NodeId> others;
    bool reads_minds = false;
    std::vector<Move> moves;
    std::vector<Fluent> read;     // anywhere in it
    std::vector<Fluent> touched;  // by any of its effects, in whosever mind
  };
  using Flags = std::vector<std::uint8_t>;
  using JointId = std::uint32_t;
  // How many questions were asked, and how often the event did not count.
  struct Worth {
    std::uint64_t asked = 0;
    std::uint64_t found = 0;
  };

  Mover mover(NodeId condition, const std::vector<GroundEffect>& effects);
  void collect_written();
  bool bring(const std::vector<GroundEffect>& effects, Relaxed& facts) const;
  const std::vector<GroundEffect>& law_effects(std::size_t law) const;
  void find_leftovers();
  // The values of facts in the state and in all minds in it that no event could give them anyway.
  JointId joint(StateId state);
  JointId single(ValuationId valuation);
  JointId united(JointId one, JointId other);
  const Flags& counted_on(JointId joint, Person self, EventId forced);
  bool counted(const Relaxed& facts, EventId event, Person self);
  Relaxed believable(JointId joint, Person self, EventId forced);
  bool may_pay(const Relaxed& facts, EventId event, Person person);
  std::uint32_t tied_set(StateId state, Person person, std::uint32_t minds, EventId forced);
  std::uint32_t searched(ValuationId valuation, Person person, EventId forced, const Flags& counted);
  void reach(Relaxed& facts, Flags& happens, Flags& fires, const Flags& allowed) const;
  bool tied(const Relaxed& facts, Person person, const Flags& happens, const Flags& fires, EventId forced, Flags& fluents);
  bool may_hold(const Mover& mover, const Relaxed& facts) const;
  bool let(const Mover& mover, Relaxed& facts) const;
  static bool touches(const Mover& mover, const Flags& fluents);

  Program& program_;
  States& states_;
  Relaxation relaxation_;
  bool in_use_;
  Flags plannable_;
  std::vector<Mover> events_;
  std::vector<Mover> laws_;
  std::vector<std::vector<Fluent>> wants_;  // the fluents of each person's utility; none where it looks into minds
  std::vector<std::vector<std::uint32_t>> fact_laws_on_;  // the laws on facts that read a fluent
  Relaxed written_;                // what may come into minds whatever happens
  std::vector<Fluent> leftovers_;  // the facts that may have other values besides
  UniqueRows<std::uint64_t> joints_;
  Memo joint_of_;    // of states
  Memo singles_;     // of valuations
  Memo united_;
  Memo counted_numbers_;
  std::deque<Flags> counted_;
  std::vector<Worth> worth_;  // for each person, by minds
  Memo classes_;
  std::uint32_t class_count_ = 0;
  Memo results_;
  UniqueRows<std::uint64_t> sets_;  // sets of events
};

}  // namespace fabula
