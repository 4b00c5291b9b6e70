// SPDX-License-Identifier: Apache-2.0
// The author's search: the shortest stories in character that reach a goal. To show that an event has no reason takes a
// search to the full limit, so the whole is deepened and not its parts: in round T a story has at most T events, and the
// event at place d (from 0) may have reasons of no more than T - d steps.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "feasible.hpp"
#include "greedy.hpp"
#include "wills.hpp"

namespace fabula {

// A condition on the real state (kNothing: none), and the author's utility to reach, if any; and where stories begin
// (kNothing: at the start of the world).
struct Goal {
  NodeId condition = kNothing;
  std::optional<double> raises;
  StateId start = kNothing;
};

struct StoryLimits {
  std::uint32_t length = 12;
  std::uint32_t imagine = 5;
  std::uint32_t minds = 2;
  std::uint32_t count = 1;
};

enum class Outcome : std::uint8_t { kTold, kImpossible, kGaveUp };

using Story = std::vector<EventId>;

struct Found {
  Outcome outcome = Outcome::kImpossible;
  std::vector<Story> stories;  // shortest first
  Limit limit = Limit::kNone;
  bool shortest = true;  // whether it is proved that the first story is a shortest one
  std::uint32_t rounds = 0;
  std::uint64_t visited = 0;
};

class Teller {
 public:
  Teller(Wills& wills, const Goal& goal, const StoryLimits& limits);

  // The answer. What cannot go on throws `RestlessLaws` or `DivisionByZero`.
  Found found();

 private:
  // A state that a story comes to, and the last event of a shortest story there.
  struct Stop {
    StateId state;
    std::uint32_t from;  // a stop of the layer before
    EventId event;
  };

  void tell();
  bool reached(StateId state);
  // Whether the goal may be reached by the event and so many steps after it, for all that the facts say.
  bool bounded(ValuationId from, std::uint32_t steps);
  std::pair<std::uint32_t, std::uint32_t> distance(StateId state);
  bool ventured(StateId start, Story& story);
  bool promising(StateId state, EventId event, std::uint32_t steps);
  bool shortest(StateId start, Story& story);
  std::uint64_t most_imagined() const;
  bool round(StateId start, std::uint32_t depth, std::uint32_t longest, Story& story);
  bool in_character(StateId state, const Story& story);
  bool of_length(StateId state, std::uint32_t left, Story& before);

  Wills& wills_;
  Goal goal_;
  Address condition_;
  StoryLimits limits_;
  Found found_;
  std::set<StateId> passed_;
  Memo barren_;
  Reach reach_;
  bool by_facts_;  // the facts tell whether the goal is reached
  Feasible feasible_;
  std::optional<Greedy> greedy_;
  std::uint64_t ventured_ = 0;  // what has been imagined for it
  std::uint64_t done_ = 0;      // and for the rounds till the last but one
};

}  // namespace fabula
