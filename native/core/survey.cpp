// SPDX-License-Identifier: Apache-2.0
#include "survey.hpp"

namespace fabula {

Survey::Survey(Wills& wills, StateId start, const StoryLimits& limits, std::uint32_t moments,
               std::uint64_t most_places, Crew* crew)
    : wills_(wills), limits_(limits), most_places_(most_places), crew_(crew), places_{start}, moments_{moments}, layers_{0, 1} {
  numbers_.keep(paired(start, moments), 0);
}

bool Survey::extend() {
  if (complete_ == limits_.length) return false;
  const std::uint32_t first = next_, end = layers_.back();
  const bool helped = crew_ != nullptr && end - first > 1;
  if (helped) crew_->begin(wills_, {places_.begin() + first, places_.begin() + end}, limits_.imagine, limits_.minds);
  for (; next_ < end; ++next_) {
    const std::size_t before = edges_.size();
    try {
      look_at(next_, helped ? crew_->taken(wills_, next_ - first) : nullptr);
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

void Survey::look_at(std::uint32_t place, const std::vector<EventId>* explained) {
  if (explained != nullptr) {
    for (const EventId event : *explained) step(place, event);
    return;
  }
  for (const EventId event : wills_.events(places_[place])) {
    wills_.look();
    if (wills_.explained(places_[place], event, limits_.imagine, limits_.minds)) step(place, event);
  }
}

void Survey::step(std::uint32_t place, EventId event) {
  const StateId later = wills_.after(places_[place], event);
  const std::uint32_t moments = moments_[place] + (wills_.program().timeless ? wills_.moments(event) : 0);
  const std::uint64_t key = paired(later, moments);
  const std::uint32_t* known = numbers_.find(key);
  const auto to = known == nullptr ? static_cast<std::uint32_t>(places_.size()) : *known;
  if (known == nullptr) {
    numbers_.keep(key, to);
    places_.push_back(later);
    moments_.push_back(moments);
  }
  edges_.push_back({place, event, to});
}

}  // namespace fabula
