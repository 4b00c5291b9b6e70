// SPDX-License-Identifier: Apache-2.0
#include "greedy.hpp"

#include <algorithm>

namespace fabula {

Greedy::Greedy(Wills& wills, Aim aim, StateId start, std::uint32_t length, std::uint32_t imagine, std::uint32_t minds)
    : wills_(wills), aim_(std::move(aim)), length_(length), imagine_(imagine), minds_(minds) {
  open(start, kNothing, kNothing, 0);
}

bool Greedy::found(std::uint64_t imagined, std::vector<EventId>& story) {
  while (!queue_.empty()) {
    Open now = queue_.top();
    queue_.pop();
    wills_.bounds.imagined = imagined;
    try {
      const bool told = expanded(now, story);
      wills_.bounds.imagined = UINT64_MAX;
      if (told) return true;
    } catch (const Stopped& stopped) {
      wills_.bounds.imagined = UINT64_MAX;
      if (stopped.limit != Limit::kEffort) throw;
      queue_.push(now);
      return false;
    }
  }
  return false;
}

// Try the events of a state; whether one reaches the goal.
bool Greedy::expanded(Open& now, std::vector<EventId>& story) {
  const Stop stop = stops_[now.stop];
  const std::uint32_t left = length_ - stop.place - 1;
  for (const EventId event : wills_.events(stop.state)) {
    if (event < now.next) continue;
    now.next = event;
    wills_.look();
    if (!aim_.promising(stop.state, event, left)) continue;
    const std::uint32_t steps = std::min(imagine_, left + 1);
    if (!wills_.explained(stop.state, event, steps, minds_)) continue;
    const StateId later = wills_.after(stop.state, event);
    if (seen_.find(later) != nullptr) continue;
    if (aim_.reached(later)) {
      story = {event};
      for (std::uint32_t at = now.stop; stops_[at].from != kNothing; at = stops_[at].from) story.push_back(stops_[at].event);
      std::reverse(story.begin(), story.end());
      return true;
    }
    if (stop.place + 1 < length_) open(later, now.stop, event, stop.place + 1);
  }
  return false;
}

void Greedy::open(StateId state, std::uint32_t from, EventId event, std::uint32_t place) {
  seen_.keep(state, 0);
  const auto [missing, far] = aim_.distance(state);
  const std::uint64_t kind = paired(missing, far);
  const std::uint32_t* known = kinds_.find(kind);
  const std::uint32_t number = known != nullptr ? *known : kind_count_++;
  if (known == nullptr) kinds_.keep(kind, number);
  const bool old = !is_new(state, number);
  queue_.push({old, missing, far, static_cast<std::uint32_t>(stops_.size()), 0});
  stops_.push_back({state, from, event, place});
}

// Whether a fact, or what somebody takes to be so, has a value that it had in no state as near to the goal.
bool Greedy::is_new(StateId state, std::uint32_t kind) {
  const std::uint32_t people = wills_.states().people();
  const auto width = static_cast<std::uint32_t>(wills_.program().start.size());
  bool found = false;
  for (std::uint32_t mind = 0; mind <= people; ++mind) {
    const Slot* values = wills_.states().values(mind == 0 ? state : wills_.states().mind(state, mind - 1));
    for (Fluent fluent = 0; fluent < width; ++fluent) {
      const std::uint64_t atom = paired((kind * (people + 1) + mind) * width + fluent, values[fluent]);
      if (atoms_.find(atom) != nullptr) continue;
      atoms_.keep(atom, 0);
      found = true;
    }
  }
  return found;
}

}  // namespace fabula
