// SPDX-License-Identifier: Apache-2.0
#include "teller.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace fabula {

namespace {

// When a story is found: what part of what was imagined till then, and how much at least, may be imagined to show that none
// is shorter.
constexpr std::uint64_t kProof = 4;
// From how many states imagined on any story is looked for besides a shortest one.
constexpr std::uint64_t kVenture = 20'000;
constexpr std::uint64_t kEndless = 6;
constexpr std::uint64_t kLeastProof = 50'000;

}  // namespace

Teller::Teller(Wills& wills, const Goal& goal, const StoryLimits& limits)
    : wills_(wills),
      goal_(goal),
      condition_(goal.condition == kNothing ? kTrue : wills.program().expressions.condition(goal.condition)),
      limits_(limits),
      reach_(wills.program(), wills.states(), std::vector<std::uint8_t>(wills.program().events.size(), 1), {wills.program().author_node},
             goal.condition),
      by_facts_((goal.condition == kNothing || !wills.program().expressions.reads_minds(goal.condition)) &&
                (!goal.raises.has_value() || !wills.program().expressions.reads_minds(wills.program().author_node))),
      feasible_(
          wills, [this](StateId state) { return reached(state); },
          [this](StateId bare, std::uint32_t steps) { return bounded(wills_.states().valuation(bare), steps); }) {}

Found Teller::found() {
  try {
    tell();
    found_.outcome = found_.stories.empty() ? Outcome::kImpossible : Outcome::kTold;
  } catch (const Stopped& stopped) {
    found_.outcome = Outcome::kGaveUp;
    found_.limit = stopped.limit;
  } catch (const std::bad_alloc&) {
    found_.outcome = Outcome::kGaveUp;
    found_.limit = Limit::kMemory;
  }
  return std::move(found_);
}

bool Teller::reached(StateId state) {
  if (!wills_.holds(condition_, state)) return false;
  return !goal_.raises.has_value() || wills_.utility(state, kNothing) >= *goal_.raises;
}

bool Teller::bounded(ValuationId from, std::uint32_t steps) {
  if (goal_.condition != kNothing && !reach_.may_reach(from, steps)) return false;
  return !goal_.raises.has_value() || reach_.most(from, 0, steps) >= *goal_.raises;
}

bool Teller::promising(StateId state, EventId event, std::uint32_t steps) {
  const StateId bare = wills_.facts_after(state, event);
  if (bare == kNothing) return bounded(wills_.states().valuation(state), steps + 1);
  return bounded(wills_.states().valuation(bare), steps) && (!by_facts_ || feasible_.within(bare, steps));
}

void Teller::tell() {
  const StateId start = goal_.start == kNothing ? wills_.start() : goal_.start;
  if (reached(start)) {
    found_.stories.emplace_back();
    if (limits_.count == 1) return;
  }
  Story story;
  if (!shortest(start, story)) return;
  if (limits_.count == 1) {
    found_.stories.push_back(std::move(story));
    return;
  }
  passed_ = {start};
  for (auto length = static_cast<std::uint32_t>(story.size()); length <= limits_.length; ++length) {
    Story before;
    of_length(start, length, before);
    if (found_.stories.size() >= limits_.count) return;
  }
}

bool Teller::shortest(StateId start, Story& best) {
  const std::uint32_t imagine = std::max(1U, limits_.imagine);
  std::uint32_t longest = limits_.length;
  std::uint32_t depth = 1;
  bool any = false;
  try {
    while (depth < longest + imagine) {
      Story story;
      if ((round(start, depth, longest, story) || (!any && ventured(start, story))) && in_character(start, story)) {
        any = true;
        best = story;
        longest = static_cast<std::uint32_t>(story.size()) - 1;
        depth = std::max(depth, longest + imagine - 1);
        if (limits_.count == 1) wills_.bounds.imagined = most_imagined();  // of several all shorter ones are wanted
      } else {
        ++depth;
      }
    }
  } catch (const Stopped& stopped) {
    wills_.bounds.imagined = UINT64_MAX;
    if (!any) throw;
    found_.shortest = false;
    if (stopped.limit == Limit::kEffort) return true;
    if (limits_.count == 1 && (stopped.limit == Limit::kMemory || stopped.limit == Limit::kStates)) {
      found_.limit = stopped.limit;
      return true;
    }
    found_.stories.push_back(best);
    throw;
  } catch (...) {
    wills_.bounds.imagined = UINT64_MAX;
    throw;
  }
  wills_.bounds.imagined = UINT64_MAX;
  return any;
}

// The facts that are missing: as many parts of the condition, or as much of the utility.
std::pair<std::uint32_t, std::uint32_t> Teller::distance(StateId state) {
  std::uint32_t missing = 0, far = 0;
  if (goal_.condition != kNothing) {
    const std::vector<NodeId> parts = wills_.program().expressions.node(goal_.condition).sign == Sign::kAll
                                          ? wills_.program().expressions.node(goal_.condition).parts
                                          : std::vector<NodeId>{goal_.condition};
    for (const NodeId part : parts) missing += wills_.holds(wills_.program().expressions.condition(part), state) ? 0 : 1;
  }
  if (goal_.raises.has_value()) {
    const double gap = *goal_.raises - wills_.utility(state, kNothing);
    if (gap > 0) missing += static_cast<std::uint32_t>(std::min(gap, 1e6) + 0.999);
  }
  while (far < limits_.length && !bounded(wills_.states().valuation(state), far)) ++far;
  return {missing, far};
}

// A story that need not be a shortest one, looked for as long as all the rest has taken: where each round takes so much more
// than those before that there will be no end of them.
bool Teller::ventured(StateId start, Story& story) {
  const std::uint64_t done = wills_.counters.imagined - ventured_, before = std::exchange(done_, done);
  if (wills_.counters.imagined < kVenture || done < kEndless * before) return false;
  if (!greedy_.has_value()) {
    const Aim aim{[this](StateId state) { return reached(state); },
                  [this](StateId state, EventId event, std::uint32_t steps) { return promising(state, event, steps); },
                  [this](StateId state) { return distance(state); }};
    greedy_.emplace(wills_, aim, start, limits_.length, std::max(1U, limits_.imagine), limits_.minds);
  }
  const bool found = greedy_->found(2 * wills_.counters.imagined, story);
  ventured_ = wills_.counters.imagined - done;
  return found;
}

// To show that no story is shorter, with reasons as long as may be, takes more than to find one, and at times more than
// anybody will wait for.
std::uint64_t Teller::most_imagined() const {
  const std::uint64_t done = wills_.counters.imagined;
  return done + std::max(kLeastProof, done / kProof);
}

// The first story of a round, breadth first over states: each is met first where most is still allowed.
bool Teller::round(StateId start, std::uint32_t depth, std::uint32_t longest, Story& story) {
  ++found_.rounds;
  std::vector<std::vector<Stop>> layers{{{start, 0, kNothing}}};
  Memo seen;
  seen.keep(start, 0);
  for (std::uint32_t place = 0; place < std::min(longest, depth); ++place) {
    const std::uint32_t steps = std::min(std::max(1U, limits_.imagine), depth - place);
    if (wills_.bounds.progress != nullptr) wills_.bounds.progress->length.store(place + 1);
    const std::uint32_t left = std::min(longest, depth) - place - 1;
    std::vector<Stop> following;
    for (std::uint32_t from = 0; from < layers.back().size(); ++from) {
      const StateId state = layers.back()[from].state;
      ++found_.visited;
      for (const EventId event : wills_.events(state)) {
        wills_.look();
        if (!promising(state, event, left) || !wills_.explained(state, event, steps, limits_.minds)) continue;
        const StateId later = wills_.after(state, event);
        if (seen.find(later) != nullptr) continue;
        seen.keep(later, 0);
        following.push_back({later, from, event});
        if (!reached(later)) continue;
        layers.push_back(std::move(following));
        story.clear();
        std::uint32_t stop = static_cast<std::uint32_t>(layers.back().size()) - 1;
        for (std::size_t layer = layers.size(); --layer > 0; stop = layers[layer][stop].from)
          story.push_back(layers[layer][stop].event);
        std::reverse(story.begin(), story.end());
        return true;
      }
    }
    layers.push_back(std::move(following));
  }
  return false;
}

// Whether every event has its reasons within the full limit: a plan that is lean when little may be imagined can stop
// being so when more may.
bool Teller::in_character(StateId state, const Story& story) {
  for (const EventId event : story) {
    if (!wills_.explained(state, event, limits_.imagine, limits_.minds)) return false;
    state = wills_.after(state, event);
  }
  return true;
}

// The stories that reach the goal with their last event of so many, and pass no state twice; whether, for all that
// is known, others could come this way.
bool Teller::of_length(StateId state, std::uint32_t left, Story& before) {
  const std::uint64_t key = paired(state, left);
  if (barren_.find(key) != nullptr) return false;
  bool fruitful = false;
  ++found_.visited;
  for (const EventId event : wills_.events(state)) {
    wills_.look();
    if (!promising(state, event, left - 1) || !wills_.explained(state, event, limits_.imagine, limits_.minds)) continue;
    const StateId later = wills_.after(state, event);
    before.push_back(event);
    if (passed_.contains(later)) {
      fruitful = true;  // barren only for who comes this way
    } else if (reached(later)) {
      fruitful = true;
      if (left == 1) found_.stories.push_back(before);
      if (wills_.bounds.progress != nullptr) wills_.bounds.progress->stories.store(found_.stories.size());
    } else if (left > 1) {
      passed_.insert(later);
      fruitful = of_length(later, left - 1, before) || fruitful;
      passed_.erase(later);
    }
    before.pop_back();
    if (found_.stories.size() >= limits_.count) return true;
  }
  if (!fruitful) barren_.keep(key, 1);
  return fruitful;
}

}  // namespace fabula
