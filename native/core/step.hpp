// SPDX-License-Identifier: Apache-2.0
// An event happens: its effects, in every mind that sees it, minds that took it for impossible corrected before. The rules
// are those of src/fabula/semantics/{state,surprise,step}.py, under the same names; what they answer is remembered.
#pragma once

#include <deque>
#include <span>
#include <vector>

#include "candidates.hpp"
#include "program.hpp"
#include "scratch.hpp"
#include "states.hpp"

namespace fabula {

class Step {
 public:
  Step(Program& program, std::uint32_t depth);
  virtual ~Step() = default;
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  States& states() { return states_; }
  Program& program() { return program_; }
  std::uint32_t depth() const { return depth_; }

  bool possible(StateId state, EventId event) const {
    return program_.expressions.holds(program_.events[event].condition, states_, state);
  }
  bool holds(Address condition, StateId state) const { return program_.expressions.holds(condition, states_, state); }
  // The possible events, in the order of the program.
  const std::vector<EventId>& events(StateId state);
  // The same, whatever anybody believes.
  std::vector<EventId> conceivable(StateId state) {
    std::vector<EventId> found;
    for (const Candidate& each : events_.in(states_.valuation(state))) found.push_back(each.number);
    return found;
  }
  bool observes(StateId state, EventId event, Person person) const {
    return program_.expressions.holds(program_.events[event].observers[person], states_, state);
  }
  // The state after the event's effects, no law fired yet. `owner` is whose mind the state is, kNothing if nobody's.
  StateId happened(StateId state, EventId event, Person owner);
  // The state with values put in just where the writes say.
  StateId imposed(StateId state, std::span<const Write> writes, Person owner);
  // How many steps, at every depth, have been worked out; and what is kept of all that, table by table.
  std::size_t steps_kept() const { return happened_.size(); }
  std::vector<Share> shares() const;

 protected:
  // The same as `happened`, worked out and not remembered.
  StateId happening(StateId state, EventId event, Person owner);
  // What the effects put where.
  void writes_of(const Effects& effects, StateId state, std::vector<Write>& writes);
  // What plain effects always put, or else what `writes` is filled with.
  std::span<const Write> put_by(const Effects& effects, StateId state, std::vector<Write>& writes) {
    if (effects.plain) return effects.writes;
    writes_of(effects, state, writes);
    return writes;
  }
  // The state with these minds (as many as it keeps), and then what the writes put into it and into them.
  StateId written(StateId state, std::span<const Write> writes, StateId* minds, Person owner = kNothing);
  // Whether, in a mind that is kept, a fluent has another value than what is to be put there.
  bool denies(StateId state, const Write& write) const;
  std::size_t bytes_kept() const;

  Program& program_;
  std::uint32_t depth_;
  States states_;
  Candidates events_;
  Scratch<StateId> minds_;
  Scratch<Write> written_;

 private:
  // A comparison inside a condition, and what is put right where a mind denies it.
  struct Literal {
    PathId path;
    Address holds;
    std::vector<FactRead> facts;
    bool known;
  };

  // A step is remembered with whether the event is known to be possible there, so that nobody is surprised.
  static constexpr std::uint32_t kPossible = 0x80000000U;

  std::uint64_t step_key(StateId state, EventId event, Person owner) const;
  StateId seen(StateId state, EventId event, Person person, StateId mind);
  StateId corrected(StateId mind, Person person, NodeId condition, StateId outer);
  void literals(NodeId condition, StateId outer, PathId path, std::vector<Literal>& found);
  Literal literal(NodeId condition, PathId path);
  bool bare(NodeId node) const;

  Memo happened_;
  Memo listed_;
  std::deque<std::vector<EventId>> lists_;  // what is handed out stays where it is
};

}  // namespace fabula
