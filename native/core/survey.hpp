// SPDX-License-Identifier: Apache-2.0
// The space of stories: every state that explained events lead to within so many events, and every such step. It is
// a graph, not a tree: stories that come to the same state go on alike, so trillions of stories are some thousand states.
#pragma once

#include <vector>

#include "crew.hpp"
#include "teller.hpp"
#include "wills.hpp"

namespace fabula {

class Survey {
 public:
  // A step of a story: from one place of the graph by an explained event to another.
  struct Edge {
    std::uint32_t from;
    EventId event;
    std::uint32_t to;
  };

  // `start` is place 0; `moments` are those that have passed before it. Where states keep no clock since nothing reads
  // it, states at different moments are different places. At most so many places are looked at. A crew, if there is one,
  // helps; the survey is the same.
  Survey(Wills& wills, StateId start, const StoryLimits& limits, std::uint32_t moments = 0,
         std::uint64_t most_places = UINT64_MAX, Crew* crew = nullptr);
  ~Survey() {
    if (crew_ != nullptr) crew_->rest();
  }
  Survey(const Survey&) = delete;
  Survey& operator=(const Survey&) = delete;

  // Looks one event further. Whether there is anything left to look at. What cannot go on throws as everywhere; what
  // has been looked at until then stays, and `complete` is how many events far all is known.
  bool extend();

  std::uint32_t complete() const { return complete_; }
  // The states, in the order in which they are met: those that take more events to come to are later.
  const std::vector<StateId>& places() const { return places_; }
  // For each place the moments that have passed.
  const std::vector<std::uint32_t>& moments() const { return moments_; }
  // The steps, ordered by the place that they leave.
  const std::vector<Edge>& edges() const { return edges_; }
  // For each number of events the first place that takes at least so many; one more at the end.
  const std::vector<std::uint32_t>& layers() const { return layers_; }

 private:
  void look_at(std::uint32_t place, const std::vector<EventId>* explained);
  void step(std::uint32_t place, EventId event);

  Wills& wills_;
  StoryLimits limits_;
  std::uint64_t most_places_;
  Crew* crew_;
  std::vector<StateId> places_;
  std::vector<std::uint32_t> moments_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> layers_;
  Memo numbers_;
  std::uint32_t next_ = 0;  // the first place whose steps are not known yet
  std::uint32_t complete_ = 0;
};

}  // namespace fabula
