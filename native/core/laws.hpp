// SPDX-License-Identifier: Apache-2.0
// Laws: what follows by itself, in rounds until all is at rest; time, which passes for everyone; the start. The rules are
// those of src/fabula/semantics/{laws,start}.py, under the same names.
#pragma once

#include <map>
#include <vector>

#include "step.hpp"
#include "trouble.hpp"

namespace fabula {

// A law that fires in the mind at the end of the path.
struct Firing {
  PathId path;
  LawId law;
};

class Laws : public Step {
 public:
  Laws(Program& program, std::uint32_t depth);

  // The state at the start, laws at rest.
  StateId start();
  // The state after an event, laws at rest, time passed.
  StateId after(StateId state, EventId event);
  StateId settled(StateId state);
  std::uint32_t moments(EventId event) const { return program_.events[event].takes; }
  std::size_t bytes_kept() const;
  std::vector<Share> shares() const;

 protected:
  // The laws on facts that have fired in a mind since it was last at rest, and in the minds inside it, kept once each:
  // the number of the set of laws, then for each person what fired in their mind; nothing else where nothing fired there.
  using Fired = std::uint32_t;
  static constexpr Fired kUnfired = 0;
  using Numbering = std::map<std::vector<std::uint32_t>, std::uint32_t>;

  struct Round {
    StateId state;
    Fired fired;
    bool operator==(const Round&) const = default;
  };

  Round round(StateId state, Fired fired);
  Round rounded(StateId state, Fired fired);
  // The laws that fire in a round, and in which minds.
  void firings(StateId state, Fired fired, PathId path, std::vector<Firing>& found);
  StateId ticked(StateId state);
  StateId struck(StateId state, LawId law);
  StateId told(std::vector<Code> values, const std::vector<Belief>& stated, std::uint32_t depth);

 private:
  // The law that fires in a state, its minds apart; kNothing if none does.
  LawId chosen(StateId state, const std::vector<LawId>& fired);
  // The first law on beliefs that fires because of what is so and what the person takes to be so.
  LawId glanced(StateId state, Person person);
  bool applies(StateId state, const Candidate& law) {
    return program_.expressions.holds(law.minds, states_, state) && alters(state, program_.laws[law.number]);
  }
  // Whose mind alone a law on beliefs looks into and changes; kNothing if there is no such person.
  Person glancing(const GroundLaw& law);
  void sort_belief_laws();
  bool alters(StateId state, const Law& law);
  bool fires(StateId state, LawId law);
  Fired fired_with(Fired before, LawId law, const std::vector<Fired>& minds);
  RestlessLaws going_round(StateId state);
  RestlessLaws still_holding(const std::vector<LawId>& still, const std::vector<LawId>& fired) const;

  StateId moment(StateId state);
  const std::uint64_t* stirring(StateId state);

  Candidates fact_laws_;
  std::vector<Candidates> glances_;       // for each person: the laws that look at facts and into that mind alone
  std::vector<Candidates> belief_laws_;   // the other laws on beliefs (one table)
  Candidates moment_laws_;
  Memo after_;
  ByNumber<StateId> settled_;
  ByNumber<std::uint64_t> first_rounds_;  // what the first round makes of a state
  Memo rounds_;
  std::vector<Round> round_results_;
  ByNumber<StateId> moments_;
  ByNumber<StateId> ticked_;
  Memo struck_;
  ByNumber<std::uint32_t> stirs_;
  std::vector<Memo> glanced_;  // for each person
  std::vector<std::uint64_t> stirring_;  // for each state that was looked at, a bit for each law of each moment
  Numbering law_sets_;
  std::vector<std::vector<LawId>> sets_;   // the laws of each set
  Numbering fired_numbers_;
  std::vector<std::vector<std::uint32_t>> fired_;
  std::vector<Write> writes_;
};

}  // namespace fabula
