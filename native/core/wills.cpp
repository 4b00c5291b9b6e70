// SPDX-License-Identifier: Apache-2.0
#include "wills.hpp"

#include <algorithm>
#include <limits>

namespace fabula {

namespace {

constexpr std::uint32_t kLooks = 256;  // how often memory is added up
constexpr std::uint32_t kMostNested = 1'000;  // each plan within a plan is a call within a call

struct Nested {
  explicit Nested(std::uint32_t& depth) : depth_(depth) {
    if (depth_ >= kMostNested) throw Stopped{Limit::kImagine};
    ++depth_;
  }
  ~Nested() { --depth_; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;
  std::uint32_t& depth_;
};

std::vector<std::uint8_t> plannable_of(const Program& program) {
  std::vector<std::uint8_t> found;
  for (EventId event = 0; event < program.events.size(); ++event)
    found.push_back(!program.events[event].willing.empty() || event == program.wait ? 1 : 0);
  return found;
}

}  // namespace

Wills::Wills(Program& program, std::uint32_t depth)
    : Staged(program, depth),
      plannable_(plannable_of(program)),
      reach_(program, states_, plannable_, program.utility_nodes, kNothing),
      relevance_(program, states_, plannable_) {
  for (EventId event = 0; event < plannable_.size(); ++event)
    if (plannable_[event] != 0) most_moments_ = std::max(most_moments_, moments(event));
}

std::size_t Wills::bytes_kept() const {
  return Staged::bytes_kept() + utilities_.bytes() + utility_values_.capacity() * sizeof(double) + plans_.bytes() +
         plan_values_.size() * 64 + imaginable_.bytes() +
         least_.bytes() + least_values_.capacity() * sizeof(double) + reach_.bytes() + relevance_.bytes();
}

void Wills::look() {
  if (bounds.cancel != nullptr && bounds.cancel->asked.load(std::memory_order_relaxed)) throw Stopped{Limit::kCancelled};
  if (bounds.looks != 0 && --bounds.looks == 0) throw Stopped{Limit::kSlice};
  if (bounds.progress != nullptr) bounds.progress->states.store(states_.size(), std::memory_order_relaxed);
  if (counters.imagined > bounds.imagined) throw Stopped{Limit::kEffort};
  if (states_.size() > bounds.states) throw Stopped{Limit::kStates};
  if (++looks_ % kLooks == 0 && bytes_kept() > bounds.bytes) throw Stopped{Limit::kMemory};
}

double Wills::utility(StateId state, Person person) {
  const std::uint64_t key = paired(state, person);
  if (const std::uint32_t* known = utilities_.find(key)) return utility_values_[*known];
  const Address address = person == kNothing ? program_.author : program_.utilities[person];
  const Value value = program_.expressions.value_at(address, states_, state);
  const double found = value.counts() ? value.amount() : std::numeric_limits<double>::quiet_NaN();
  utilities_.keep(key, static_cast<std::uint32_t>(utility_values_.size()));
  utility_values_.push_back(found);
  return found;
}

bool Wills::explained(StateId state, EventId event, std::uint32_t steps, std::uint32_t minds) {
  for (const Person person : program_.events[event].willing)
    if (!willing(states_.mind(state, person), event, person, steps, minds)) return false;
  return true;
}

bool Wills::impelled(StateId mind, EventId event, Person person) const {
  for (const auto& [who, condition] : program_.events[event].impulses)
    if (who == person && program_.expressions.holds(condition, states_, mind)) return true;
  return false;
}

const Plan* Wills::plan(StateId mind, EventId event, Person person, std::uint32_t steps, std::uint32_t minds) {
  steps = minds > 0 ? std::max(1U, steps) : 1;
  const std::uint64_t key = paired(mind, question(event, person, steps, minds));
  if (const std::uint32_t* known = plans_.find(key)) return *known == kNothing ? nullptr : &plan_values_[*known];
  ++counters.wills;
  look();
  const Nested nested(nested_);
  Plan found;
  if (!possible(mind, event) || !planned({mind, person, steps, minds}, event, found)) {
    plans_.keep(key, kNothing);
    return nullptr;
  }
  plans_.keep(key, static_cast<std::uint32_t>(plan_values_.size()));
  plan_values_.push_back(std::move(found));
  return &plan_values_.back();
}

std::uint32_t Wills::question(EventId event, Person person, std::uint32_t first, std::uint32_t second) {
  const std::uint64_t pair = paired(first, second);
  const std::uint32_t* known = limits_.find(pair);
  const std::uint32_t limits = known != nullptr ? *known : limits_count_++;
  if (known == nullptr) limits_.keep(pair, limits);
  const std::uint32_t deed = event == kNothing ? static_cast<std::uint32_t>(program_.events.size()) : event;
  const std::uint64_t key = paired(limits, deed * program_.people + person);
  if (const std::uint32_t* number = questions_.find(key)) return *number;
  questions_.keep(key, question_count_);
  return question_count_++;
}

void Wills::Layer::add(const Place& place, std::uint32_t from, EventId event) {
  const auto way = static_cast<std::uint32_t>(ways.size());
  ways.push_back({from, event, kNothing});
  const std::uint64_t key = paired(place.state, place.moments);
  if (const std::uint32_t* known = numbers.find(key)) {
    ways[last[*known]].next = way;
    last[*known] = way;
    return;
  }
  numbers.keep(key, static_cast<std::uint32_t>(places.size()));
  places.push_back(place);
  first.push_back(way);
  last.push_back(way);
}

bool Wills::planned(const Planning& who, EventId event, Plan& found) {
  if (hopeless({who.mind, 0}, event, who, who.steps - 1)) return false;
  if (who.steps > 1 && counters.imagined >= bounds.relevance && !relevance_.matters(who.mind, event, who.person, who.minds, true)) return false;
  std::vector<Layer> layers(1);
  layers[0].add({after(who.mind, event), moments(event)}, 0, event);
  if (good(layers, who, found)) return true;
  for (std::uint32_t left = who.steps - 1; left > 0; --left) {
    // Last steps first: whether somebody can be counted on for a step that leads on takes long to tell.
    layers.push_back(extended(layers.back(), who, left, 0));
    if (good(layers, who, found)) return true;
    layers.pop_back();
    if (left == 1) break;
    layers.push_back(extended(layers.back(), who, left, left - 1));
    if (layers.back().places.empty()) break;
  }
  return false;
}

// The first plan to a place of the last layer that is worth it and lean.
bool Wills::good(const std::vector<Layer>& layers, const Planning& who, Plan& found) {
  for (std::uint32_t place = 0; place < layers.back().places.size(); ++place)
    if (better(layers.back().places[place], who) && lean_way(layers, place, who, found)) return true;
  return false;
}

bool Wills::better(const Place& place, const Planning& who) {
  return utility(place.state, who.person) > utility(idle(who.mind, place.moments), who.person);
}

Wills::Layer Wills::extended(const Layer& layer, const Planning& who, std::uint32_t left, std::uint32_t onward) {
  Layer following;
  for (std::uint32_t from = 0; from < layer.places.size(); ++from) {
    look();
    ++counters.imagined;
    const Place place = layer.places[from];
    for (const EventId event : events(place.state)) {
      if (plannable_[event] == 0 || hopeless(place, event, who, onward)) continue;
      if (onward > 0 && counters.imagined >= bounds.relevance && !relevance_.matters(place.state, event, who.person, who.minds, false)) continue;
      if (imaginable(place.state, event, who.person, left, who.minds))
        following.add({after(place.state, event), place.moments + moments(event)}, from, event);
    }
  }
  return following;
}

// The first of all ways to a place that is lean.
bool Wills::lean_way(const std::vector<Layer>& layers, std::uint32_t place, const Planning& who, Plan& found) {
  const std::size_t length = layers.size();
  found.assign(length, 0);
  std::vector<StateId> states(length + 1, who.mind);
  std::vector<std::uint32_t> ways(length, kNothing);  // the way that is being tried into each layer's place
  std::vector<std::uint32_t> places(length, 0);
  std::size_t layer = length - 1;
  places[layer] = place;
  ways[layer] = layers[layer].first[place];
  for (;;) {
    if (ways[layer] == kNothing) {
      if (++layer == length) return false;
      ways[layer] = layers[layer].ways[ways[layer]].next;
      continue;
    }
    const Way& way = layers[layer].ways[ways[layer]];
    found[layer] = way.event;
    states[layer + 1] = layers[layer].places[places[layer]].state;
    if (layer > 0) {
      --layer;
      places[layer] = way.from;
      ways[layer] = layers[layer].first[way.from];
      continue;
    }
    look();
    ++counters.plans;
    if (lean(found, states, who)) return true;
    ways[layer] = way.next;
  }
}

// Judged over the states that shortened plans come to, rather than over all ways to shorten it.
bool Wills::lean(const Plan& plan, const std::vector<StateId>& states, const Planning& who) {
  std::vector<StateId> shorter, later;
  const auto add = [&](StateId state) {
    if (std::find(later.begin(), later.end(), state) == later.end()) later.push_back(state);
  };
  for (std::uint32_t place = 0; place < plan.size(); ++place) {
    later.clear();
    for (const StateId state : shorter) {
      add(idled(state, plan[place]));
      if (imaginable(state, plan[place], who.person, who.steps - place, who.minds)) add(after(state, plan[place]));
    }
    if (plan[place] != program_.wait) add(idled(states[place], plan[place]));
    shorter.swap(later);
  }
  const double gained = utility(states.back(), who.person);
  return std::none_of(shorter.begin(), shorter.end(),
                      [&](StateId state) { return utility(state, who.person) == gained; });
}

bool Wills::imaginable(StateId state, EventId event, Person person, std::uint32_t steps, std::uint32_t minds) {
  const std::uint64_t key = paired(state, question(event, person, steps, minds));
  if (const std::uint32_t* known = imaginable_.find(key)) return *known != 0;
  const bool found = imaginable_now(state, event, person, steps, minds);
  imaginable_.keep(key, found ? 1 : 0);
  return found;
}

bool Wills::imaginable_now(StateId state, EventId event, Person person, std::uint32_t steps, std::uint32_t minds) {
  if (plannable_[event] == 0 || !possible(state, event)) return false;
  for (const Person who : program_.events[event].willing) {
    const bool would = who == person ? willing(state, event, who, steps, minds)
                                     : willing(states_.mind(state, who), event, who, steps, minds > 0 ? minds - 1 : 0);
    if (!would) return false;
  }
  return true;
}

// Looked at by the facts alone wherever no mind has a say in them: that is a step without minds, and cheap.
bool Wills::hopeless(const Place& place, EventId event, const Planning& who, std::uint32_t left) {
  const std::uint32_t first = place.moments + moments(event);
  const double must_exceed = least(who, first, first + left * most_moments_);
  if (must_exceed == kInfinity) return true;
  const StateId bare = facts_after(place.state, event);
  const StateId from = bare == kNothing ? place.state : bare;
  return reach_.most(states_.valuation(from), who.person, bare == kNothing ? left + 1 : left) <= must_exceed;
}

StateId Wills::facts_after(StateId state, EventId event) {
  if (!program_.events[event].by_facts) return kNothing;
  return after(states_.innermost_with(states_.valuation(state)), event);
}

double Wills::least(const Planning& who, std::uint32_t first, std::uint32_t last) {
  if (program_.wait == kNothing) first = last = 0;
  const std::uint64_t key = paired(who.mind, question(kNothing, who.person, first, last));
  if (const std::uint32_t* known = least_.find(key)) return least_values_[*known];
  double found = kInfinity;
  StateId state = idle(who.mind, first);
  for (std::uint32_t moments = first;; ++moments) {
    const double value = utility(state, who.person);
    if (value < found) found = value;
    if (moments == last) break;
    state = idle(state, 1);
  }
  least_.keep(key, static_cast<std::uint32_t>(least_values_.size()));
  least_values_.push_back(found);
  return found;
}

StateId Wills::idled(StateId state, EventId event) { return idle(state, moments(event)); }

StateId Wills::idle(StateId state, std::uint32_t moments) {
  if (program_.wait == kNothing) return state;
  for (std::uint32_t passed = 0; passed < moments; ++passed) {
    const StateId later = after(state, program_.wait);
    if (later == state) break;
    state = later;
  }
  return state;
}

}  // namespace fabula
