// SPDX-License-Identifier: Apache-2.0
// Who would do what, and for which plan. The rules are those of src/fabula/semantics/will.py, under the same names; they
// are searched over states instead of plans, each state once for every number of steps, and remembered.
#pragma once

#include <vector>

#include "reach.hpp"
#include "relevance.hpp"
#include "staged.hpp"
#include "trouble.hpp"

namespace fabula {

// How far a search may go, and who may stop it.
struct Bounds {
  std::uint64_t states = UINT64_MAX;
  std::uint64_t bytes = UINT64_MAX;
  const Cancel* cancel = nullptr;
  std::uint64_t imagined = UINT64_MAX;  // how many states may be imagined in all
  std::uint64_t relevance = 1'500;      // from how many on it is asked which events count
  std::uint64_t looks = 0;  // stop after so many looks; 0: never for that
  Progress* progress = nullptr;
};

struct Counters {
  std::uint64_t wills = 0;
  std::uint64_t imagined = 0;
  std::uint64_t plans = 0;
};

using Plan = std::vector<EventId>;

class Wills : public Staged {
 public:
  Wills(Program& program, std::uint32_t depth);

  Bounds bounds;
  Counters counters;

  // The utility of a person (kNothing: of the author) in the state itself; not a number where it is unknown.
  double utility(StateId state, Person person);
  // Whether everyone who must be willing is. `steps`: events in a plan; `minds`: how many levels of minds are searched.
  bool explained(StateId state, EventId event, std::uint32_t steps, std::uint32_t minds);
  bool willing(StateId mind, EventId event, Person person, std::uint32_t steps, std::uint32_t minds) {
    return impelled(mind, event, person) || plan(mind, event, person, steps, minds) != nullptr;
  }
  bool impelled(StateId mind, EventId event, Person person) const;
  // A shortest plan for which the person would do the event; null if there is none.
  const Plan* plan(StateId mind, EventId event, Person person, std::uint32_t steps, std::uint32_t minds);
  // The state after so many moments with nobody doing anything.
  StateId idle(StateId state, std::uint32_t moments);
  // The facts after an event, as a state without minds; kNothing where they depend on what somebody believes.
  StateId facts_after(StateId state, EventId event);
  // Throws `Stopped` if it is time to.
  void look();
  std::size_t bytes_kept() const;

 private:
  // A state that is imagined, and the moments that have passed till then.
  struct Place {
    StateId state;
    std::uint32_t moments;
  };
  struct Way {
    std::uint32_t from;  // a place of the layer before
    EventId event;
    std::uint32_t next;  // the next way to the same place, kNothing after the last
  };
  // The places that plans of one length lead to, and how.
  struct Layer {
    std::vector<Place> places;
    std::vector<std::uint32_t> first;  // for each place its first way
    std::vector<std::uint32_t> last;
    std::vector<Way> ways;
    Memo numbers;

    void add(const Place& place, std::uint32_t from, EventId event);
  };
  // Whose plan it is, and how far it may go.
  struct Planning {
    StateId mind;
    Person person;
    std::uint32_t steps;
    std::uint32_t minds;
  };

  bool planned(const Planning& who, EventId event, Plan& found);
  bool good(const std::vector<Layer>& layers, const Planning& who, Plan& found);
  // The places one step on, by the steps that the person can count on, and can gain by with `onward` more.
  Layer extended(const Layer& layer, const Planning& who, std::uint32_t left, std::uint32_t onward);
  bool better(const Place& place, const Planning& who);
  bool imaginable(StateId state, EventId event, Person person, std::uint32_t steps, std::uint32_t minds);
  bool imaginable_now(StateId state, EventId event, Person person, std::uint32_t steps, std::uint32_t minds);
  bool lean_way(const std::vector<Layer>& layers, std::uint32_t place, const Planning& who, Plan& found);
  bool lean(const Plan& plan, const std::vector<StateId>& states, const Planning& who);
  StateId idled(StateId state, EventId event);
  // A small number for each question of an event, a person and two limits that has been asked of any state.
  std::uint32_t question(EventId event, Person person, std::uint32_t first, std::uint32_t second);
  // Whether no plan that goes on from the place with the event can gain anything in the steps then left.
  bool hopeless(const Place& place, EventId event, const Planning& who, std::uint32_t left);
  // The least that a plan must exceed which ends between two moments.
  double least(const Planning& who, std::uint32_t first, std::uint32_t last);

  Memo utilities_;
  std::vector<double> utility_values_;
  Memo plans_;
  std::deque<Plan> plan_values_;
  Memo imaginable_;
  Memo questions_;
  Memo limits_;
  std::uint32_t question_count_ = 0;
  std::uint32_t limits_count_ = 0;
  Memo least_;
  std::vector<double> least_values_;
  std::vector<std::uint8_t> plannable_;  // for each event, whether anybody can count on it
  std::uint32_t most_moments_ = 0;
  Reach reach_;
  Relevance relevance_;
  std::uint32_t looks_ = 0;
  std::uint32_t nested_ = 0;  // plans within plans
};

}  // namespace fabula
