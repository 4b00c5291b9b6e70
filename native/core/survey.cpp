// SPDX-License-Identifier: Apache-2.0
#include "survey.hpp"

namespace fabula {

Survey::Survey(Wills& wills, StateId start, const StoryLimits& limits, std::uint32_t moments, std::uint64_t most_places)
    : wills_(wills), limits_(limits), most_places_(most_places), places_{start}, moments_{moments}, layers_{0, 1} {
  numbers_.keep(paired(start, moments), 0);
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
        const std::uint32_t moments = moments_[next_] + (wills_.program().timeless ? wills_.moments(event) : 0);
        const std::uint64_t key = paired(later, moments);
        const std::uint32_t* known = numbers_.find(key);
        const auto to = known == nullptr ? static_cast<std::uint32_t>(places_.size()) : *known;
        if (known == nullptr) {
          numbers_.keep(key, to);
          places_.push_back(later);
          moments_.push_back(moments);
        }
        edges_.push_back({next_, event, to});
      }
    } catch (...) {
      edges_.resize(before);  // what is known of a place is all of it, or nothing
      throw;
    }
    if (places_.size() > most_places_) {
      ++next_;
      throw Stopped{Limit::kStates};
    }
  }
  ++complete_;
  layers_.push_back(static_cast<std::uint32_t>(places_.size()));
  return places_.size() > end;
}

}  // namespace fabula
