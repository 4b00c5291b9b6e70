// SPDX-License-Identifier: Apache-2.0
#include "survey.hpp"

namespace fabula {

Survey::Survey(Wills& wills, StateId start, const StoryLimits& limits)
    : wills_(wills), limits_(limits), places_{start}, layers_{0, 1} {
  numbers_.keep(start, 0);
}

bool Survey::extend() {
  if (complete_ == limits_.length) return false;
  const std::uint32_t end = layers_.back();
  for (; next_ < end; ++next_) {
    const std::size_t before = edges_.size();
    try {
      const StateId state = places_[next_];
      for (const EventId event : wills_.events(state)) {
        wills_.look();
        if (!wills_.explained(state, event, limits_.imagine, limits_.minds)) continue;
        const StateId later = wills_.after(state, event);
        const std::uint32_t* known = numbers_.find(later);
        const auto to = known == nullptr ? static_cast<std::uint32_t>(places_.size()) : *known;
        if (known == nullptr) {
          numbers_.keep(later, to);
          places_.push_back(later);
        }
        edges_.push_back({next_, event, to});
      }
    } catch (...) {
      edges_.resize(before);  // what is known of a place is all of it, or nothing
      throw;
    }
  }
  ++complete_;
  layers_.push_back(static_cast<std::uint32_t>(places_.size()));
  return places_.size() > end;
}

}  // namespace fabula
