// SPDX-License-Identifier: Apache-2.0
// A search for any story that reaches the goal: best first, and not the shortest. What is best is a state that has something
// new in it: a fact, or what somebody believes of one, that no state as near to the goal had before it; then one near to
// the goal. (Best-first width search: Lipovetzky and Geffner, "Best-first width search", 2017.) It goes on where it
// stopped, so it can take turns with the search for a shortest story.
#pragma once

#include <functional>
#include <queue>
#include <vector>

#include "wills.hpp"

namespace fabula {

// What a search asks about its goal.
struct Aim {
  std::function<bool(StateId)> reached;
  // Whether the goal may be reached by the event and so many after it.
  std::function<bool(StateId, EventId, std::uint32_t)> promising;
  // How far the state seems to be from the goal: how many parts of it are missing, and how many events at least.
  std::function<std::pair<std::uint32_t, std::uint32_t>(StateId)> distance;
};

class Greedy {
 public:
  Greedy(Wills& wills, Aim aim, StateId start, std::uint32_t length, std::uint32_t imagine, std::uint32_t minds);

  // Looks on until so many states have been imagined in all; whether a story was found.
  bool found(std::uint64_t imagined, std::vector<EventId>& story);

 private:
  // A state that a story comes to.
  struct Stop {
    StateId state;
    std::uint32_t from;
    EventId event;
    std::uint32_t place;
  };
  struct Open {
    bool old;  // nothing in it is new
    std::uint32_t missing;
    std::uint32_t far;
    std::uint32_t stop;
    EventId next;  // the events before have been tried
    auto operator<=>(const Open&) const = default;
  };

  void open(StateId state, std::uint32_t from, EventId event, std::uint32_t place);
  bool is_new(StateId state, std::uint32_t kind);
  bool expanded(Open& now, std::vector<EventId>& story);

  Wills& wills_;
  Aim aim_;
  std::uint32_t length_;
  std::uint32_t imagine_;
  std::uint32_t minds_;
  std::vector<Stop> stops_;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> queue_;
  Memo seen_;
  Memo kinds_;
  std::uint32_t kind_count_ = 0;
  Memo atoms_;
};

}  // namespace fabula
