// SPDX-License-Identifier: Apache-2.0
// How well things can go at best in a few steps, whoever does what: a bound on imagined plans and on stories. From a
// valuation, everything that may happen is let happen and nothing undone: after each step a fact may have any value that
// some event or law could have given it till then. (Reachability without deletions: Bonet and Geffner, "Planning as
// heuristic search", 2001.) Of each valuation only what came out is kept: the most that each number may be after each
// number of steps, and the first step after which the goal may hold.
#pragma once

#include <unordered_map>
#include <vector>

#include "program.hpp"
#include "relaxed.hpp"

namespace fabula {

class Reach {
 public:
  // `numbers`: the expressions that are bounded; `goal`: a condition, kNothing if none is asked for.
  Reach(Program& program, States& states, std::vector<std::uint8_t> allowed,
        std::vector<NodeId> numbers, NodeId goal);

  // What the number (by its place in the list) cannot exceed within so many steps from the valuation.
  double most(ValuationId valuation, std::size_t number, std::uint32_t steps);
  // Whether the goal may hold within so many steps.
  bool may_reach(ValuationId valuation, std::uint32_t steps);
  std::size_t bytes() const { return known_.capacity() * sizeof(Known) + figures_.capacity() * sizeof(Figure); }

 private:
  struct Move {
    Fluent fluent;
    NodeId guard;
    NodeId value;
    bool increase;
    std::uint64_t bits;  // the values that it brings, whatever else is so; 0 where that hangs on something
  };
  struct Mover {
    NodeId condition;
    std::vector<MaskTest> tests;  // the condition, taken apart
    std::vector<NodeId> others;
    std::vector<Move> moves;
    bool once;  // to let it happen again brings nothing new
  };
  struct Known {
    std::uint32_t layers = 0;      // for so many steps, from none, it is known
    bool complete = false;         // further steps bring nothing new
    std::uint32_t goal = kNothing; // the first number of steps after which the goal may hold
    std::size_t figures = 0;       // where its figures begin, for each layer one for each number
  };
  // An event that waits for a fact to have one of some values.
  struct Waiting {
    EventId event;
    std::uint64_t mask;
  };
  // A bound, by its number: there are few different ones. Were there too many, the rest would bound nothing.
  using Figure = std::uint16_t;
  static constexpr std::size_t kMostFigures = 0xFFFF;
  using Flags = std::vector<std::uint8_t>;

  const Known& known(ValuationId valuation, std::uint32_t steps);
  Known explored(ValuationId valuation, std::uint32_t steps);
  bool advance(std::vector<EventId>& ready, std::vector<EventId>& again, Flags& moving);
  void begin(std::vector<EventId>& ready);
  void find_ready(const std::vector<Fluent>& changed, std::vector<EventId>& ready);
  Figure figure(double amount);
  bool others_may_hold(const Mover& mover) const;
  bool may_hold(const Mover& mover) const;
  void laws_follow(std::vector<Fluent>& changed, Flags& moving);
  void let(const Mover& mover, const Relaxed& before, std::vector<Fluent>& changed, double times, bool increases);
  void note(Fluent fluent, const Range& found, std::vector<Fluent>& changed);
  Mover mover(NodeId condition, const std::vector<GroundEffect>& effects);
  void read_by(const Mover& mover, std::uint32_t law);

  Program& program_;
  States& states_;
  Relaxation relaxation_;
  Flags allowed_;
  std::vector<NodeId> numbers_;
  NodeId goal_;
  double takes_ = 0;
  std::vector<Mover> events_;
  std::vector<Mover> laws_;
  Flags moving_;  // the laws that are looked at in every step, whatever has changed
  std::vector<std::vector<Waiting>> waiting_;   // for each fluent
  std::vector<std::uint16_t> unmet_;            // for each event, how many of its tests do not hold yet
  std::vector<EventId> undecided_;              // events whose tests hold, but not yet what else they ask
  std::vector<std::vector<std::uint32_t>> law_readers_;
  Relaxed before_;
  Relaxed after_;
  std::vector<std::uint8_t> is_changed_;
  std::vector<Known> known_;
  std::vector<Figure> figures_;
  std::vector<double> amounts_{kInfinity};  // what the figures stand for
  std::unordered_map<double, Figure> figures_of_;
};

}  // namespace fabula
