// SPDX-License-Identifier: Apache-2.0
#include "laws.hpp"

#include <algorithm>

namespace fabula {

namespace {

constexpr std::size_t kMostRounds = 1'000;  // laws on numbers may go on for ever and never come to the same state again

std::vector<std::uint32_t> laws_that(const std::vector<Law>& laws, bool changes_facts) {
  std::vector<std::uint32_t> found;
  for (LawId law = 0; law < laws.size(); ++law)
    if (laws[law].changes_facts == changes_facts) found.push_back(law);
  return found;
}

std::vector<std::uint32_t> all_of(const std::vector<Law>& laws) {
  std::vector<std::uint32_t> found;
  for (LawId law = 0; law < laws.size(); ++law) found.push_back(law);
  return found;
}

std::vector<NodeId> conditions_of(const std::vector<Law>& laws, const std::vector<std::uint32_t>& numbers) {
  std::vector<NodeId> found;
  for (const LawId law : numbers) found.push_back(laws[law].node);
  return found;
}

bool among(const std::vector<LawId>& laws, LawId law) { return std::binary_search(laws.begin(), laws.end(), law); }

}  // namespace

Laws::Laws(Program& program, std::uint32_t depth)
    : Step(program, depth),
      fact_laws_(program, states_, conditions_of(program.laws, laws_that(program.laws, true)),
                 laws_that(program.laws, true)),
      moment_laws_(program, states_, conditions_of(program.moments, all_of(program.moments)), all_of(program.moments)),
      law_sets_{{{}, 0}},
      sets_{{}},
      fired_numbers_{{{0}, kUnfired}},
      fired_{{0}} {
  sort_belief_laws();
}

void Laws::sort_belief_laws() {
  glanced_.resize(program_.people);
  std::vector<std::vector<LawId>> by_person(program_.people);
  std::vector<LawId> others;
  for (const LawId law : laws_that(program_.laws, false)) {
    const Person person = glancing(program_.ground_laws[law]);
    (person == kNothing ? others : by_person[person]).push_back(law);
  }
  for (const std::vector<LawId>& laws : by_person)
    glances_.emplace_back(program_, states_, conditions_of(program_.laws, laws), laws);
  belief_laws_.emplace_back(program_, states_, conditions_of(program_.laws, others), others);
}

Person Laws::glancing(const GroundLaw& law) {
  std::vector<FactRead> reads;
  program_.expressions.reads(law.condition, kHere, reads);
  Person person = law.effects.empty() ? kNothing : law.effects[0].path[0];
  for (const GroundEffect& effect : law.effects) {
    if (effect.path.size() != 1 || effect.path[0] != person) return kNothing;
    program_.expressions.reads(effect.value, kHere, reads);
    if (effect.guard != kNothing) program_.expressions.reads(effect.guard, kHere, reads);
  }
  const PathId mind = person == kNothing ? kHere : program_.paths.before(person, kHere);
  for (const FactRead& read : reads)
    if (read.path != kHere && read.path != mind) return kNothing;
  return person;
}

std::size_t Laws::bytes_kept() const {
  std::size_t glanced = 0;
  for (const Memo& memo : glanced_) glanced += memo.bytes();
  return Step::bytes_kept() + fact_laws_.bytes() + glanced + stirring_.capacity() * 8 + moment_laws_.bytes() + after_.bytes() +
         settled_.bytes() + rounds_.bytes() + first_rounds_.bytes() + round_results_.capacity() * sizeof(Round) + moments_.bytes() +
         ticked_.bytes() + struck_.bytes() + stirs_.bytes() + fired_.size() * (program_.people + 16) * 8;
}

std::vector<Share> Laws::shares() const {
  std::vector<Share> found = Step::shares();
  for (const Share& share :
       {after_.share("steps at rest"), settled_.share("rest"), first_rounds_.share("first rounds"), rounds_.share("later rounds"), moments_.share("moments"),
        ticked_.share("ticks"), struck_.share("laws of moments"), stirs_.share("stirring laws")})
    found.push_back(share);
  std::size_t looks = 0, bytes = 0;
  for (const Memo& memo : glanced_) looks += memo.size(), bytes += memo.bytes();
  found.push_back({"glances", looks, bytes});
  found.push_back({"results of rounds", round_results_.size(), round_results_.capacity() * sizeof(Round)});
  found.push_back({"laws of valuations", states_.valuations().size(), fact_laws_.bytes() + moment_laws_.bytes()});
  return found;
}

StateId Laws::after(StateId state, EventId event) {
  const std::uint64_t key = paired(state, event);
  if (const std::uint32_t* known = after_.find(key)) return *known;
  StateId found = settled(happening(state, event, kNothing));
  for (std::uint32_t passed = 0; passed < moments(event); ++passed) {
    const StateId later = settled(moment(found));
    // Where time changes nothing, more of it changes nothing either.
    if (later == found) break;
    found = later;
  }
  after_.keep(key, found);
  return found;
}

// Rest.

StateId Laws::settled(StateId state) {
  if (program_.laws.empty()) return state;
  if (const StateId known = settled_.find(state); known != kNothing) return known;
  Round now{state, kUnfired};
  std::vector<Round> trail;
  for (;;) {
    const Round later = round(now.state, now.fired);
    if (later.state == now.state) break;
    trail.push_back(now);
    if (std::find(trail.begin(), trail.end(), later) != trail.end() || trail.size() > kMostRounds)
      throw going_round(state);
    now = later;
  }
  const std::vector<LawId> fired = sets_[fired_[now.fired][0]];
  std::vector<LawId> still;
  for (const LawId law : fired)
    if (fires(now.state, law)) still.push_back(law);
  if (!still.empty()) throw still_holding(still, fired);
  settled_.keep(state, now.state);
  return now.state;
}

Laws::Round Laws::round(StateId state, Fired fired) {
  if (fired == kUnfired) {
    if (const std::uint64_t known = first_rounds_.find(state); known != first_rounds_.kUnknown)
      return {static_cast<StateId>(known >> 32), static_cast<Fired>(known)};
    const Round found = rounded(state, fired);
    first_rounds_.keep(state, paired(found.state, found.fired));
    return found;
  }
  const std::uint64_t key = paired(state, fired);
  if (const std::uint32_t* known = rounds_.find(key)) return round_results_[*known];
  const Round found = rounded(state, fired);
  rounds_.keep(key, static_cast<std::uint32_t>(round_results_.size()));
  round_results_.push_back(found);
  return found;
}

Laws::Round Laws::rounded(StateId state, Fired fired) {
  const LawId law = chosen(state, sets_[fired_[fired][0]]);
  Scratch<StateId>::List minds(minds_);
  Scratch<Fired>::List fired_minds(minds_);
  if (!states_.innermost(state)) states_.minds(state, *minds);
  fired_minds->assign(minds->size(), kUnfired);
  bool moved = law != kNothing;
  for (Person person = 0; person < minds->size(); ++person) {
    const Fired before = fired_[fired].size() > 1 ? fired_[fired][person + 1] : kUnfired;
    const Round inner = round(minds[person], before);
    moved = moved || minds[person] != inner.state;
    minds[person] = inner.state;
    fired_minds[person] = inner.fired;
  }
  if (!moved) return {state, fired_with(fired, kNothing, *fired_minds)};
  Scratch<Write>::List writes(written_);
  std::span<const Write> put;
  if (law != kNothing) put = put_by(program_.laws[law].effects, state, *writes);
  const bool on_facts = law != kNothing && program_.laws[law].changes_facts;
  return {written(state, put, minds.data()), fired_with(fired, on_facts ? law : kNothing, *fired_minds)};
}

Laws::Fired Laws::fired_with(Fired before, LawId law, const std::vector<Fired>& minds) {
  std::uint32_t set = fired_[before][0];
  if (law != kNothing) {
    std::vector<LawId> laws = sets_[set];
    laws.insert(std::upper_bound(laws.begin(), laws.end(), law), law);
    const auto [found, is_new] = law_sets_.try_emplace(laws, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(std::move(laws));
    set = found->second;
  }
  const bool inside = std::any_of(minds.begin(), minds.end(), [](Fired mind) { return mind != kUnfired; });
  if (!inside && set == 0) return kUnfired;
  std::vector<std::uint32_t> row{set};
  if (inside) row.insert(row.end(), minds.begin(), minds.end());
  const auto [found, is_new] = fired_numbers_.try_emplace(row, static_cast<Fired>(fired_.size()));
  if (is_new) fired_.push_back(std::move(row));
  return found->second;
}

LawId Laws::chosen(StateId state, const std::vector<LawId>& fired) {
  const ValuationId valuation = states_.valuation(state);
  for (const Candidate& each : fact_laws_.in(valuation))
    if (!among(fired, each.number) && applies(state, each)) return each.number;
  if (states_.innermost(state)) return kNothing;  // no mind is kept there that a belief could be put into
  LawId first = kNothing;
  for (const Candidate& each : belief_laws_[0].in(valuation)) {
    if (!applies(state, each)) continue;
    first = each.number;
    break;
  }
  for (Person person = 0; person < glances_.size(); ++person) {
    const std::span<const Candidate> laws = glances_[person].in(valuation);
    // kNothing is more than any number.
    if (!laws.empty() && laws[0].number < first) first = std::min(first, glanced(state, person));
  }
  return first;
}

LawId Laws::glanced(StateId state, Person person) {
  const ValuationId valuation = states_.valuation(state);
  const std::uint64_t key = paired(valuation, states_.valuation(states_.mind(state, person)));
  if (const std::uint32_t* known = glanced_[person].find(key)) return *known;
  LawId found = kNothing;
  for (const Candidate& each : glances_[person].in(valuation)) {
    if (!applies(state, each)) continue;
    found = each.number;
    break;
  }
  glanced_[person].keep(key, found);
  return found;
}

bool Laws::fires(StateId state, LawId law) {
  return program_.expressions.holds(program_.laws[law].condition, states_, state) && alters(state, program_.laws[law]);
}

bool Laws::alters(StateId state, const Law& law) {
  const std::span<const Write> writes = put_by(law.effects, state, writes_);
  return std::any_of(writes.begin(), writes.end(), [&](const Write& write) { return denies(state, write); });
}

// Errors.

RestlessLaws Laws::going_round(StateId state) {
  std::vector<Round> trail;
  Round now{state, kUnfired};
  while (trail.size() <= kMostRounds && std::find(trail.begin(), trail.end(), now) == trail.end()) {
    trail.push_back(now);
    now = round(now.state, now.fired);
  }
  auto first = std::find(trail.begin(), trail.end(), now);
  if (first == trail.end()) first = trail.end() - static_cast<std::ptrdiff_t>(std::min(trail.size(), program_.laws.size()));
  std::vector<Firing> going;
  for (; first != trail.end(); ++first) firings(first->state, first->fired, kHere, going);
  RestlessLaws found;
  for (std::size_t i = 0; i < going.size(); ++i) {
    const std::vector<Person> path = program_.paths.people(going[i].path);
    if (i == 0 || path.size() < found.path.size()) found.path = path;
    if (std::find(found.laws.begin(), found.laws.end(), going[i].law) == found.laws.end())
      found.laws.push_back(going[i].law);
  }
  return found;
}

void Laws::firings(StateId state, Fired fired, PathId path, std::vector<Firing>& found) {
  const std::vector<LawId> fired_here = sets_[fired_[fired][0]];
  const LawId law = chosen(state, fired_here);
  if (law != kNothing) found.push_back({path, law});
  if (states_.innermost(state)) return;
  for (Person person = 0; person < states_.people(); ++person) {
    const Fired inner = fired_[fired].size() > 1 ? fired_[fired][person + 1] : kUnfired;
    const StateId mind = states_.mind(state, person);
    if (round(mind, inner).state != mind) firings(mind, inner, program_.paths.extended(path, person), found);
  }
}

RestlessLaws Laws::still_holding(const std::vector<LawId>& still, const std::vector<LawId>& fired) const {
  const auto touches = [&](LawId law, Fluent fluent) {
    const std::vector<Effect>& effects = program_.laws[law].effects.all;
    return std::any_of(effects.begin(), effects.end(), [&](const Effect& each) { return each.fluent == fluent; });
  };
  RestlessLaws found{still, {}};
  for (const LawId law : fired)
    for (const LawId other : still)
      for (const Effect& effect : program_.laws[other].effects.all)
        if (touches(law, effect.fluent)) found.laws.push_back(law);
  std::sort(found.laws.begin(), found.laws.end());
  found.laws.erase(std::unique(found.laws.begin(), found.laws.end()), found.laws.end());
  return found;
}

// Time.

StateId Laws::moment(StateId state) {
  if (program_.timeless && program_.moments.empty()) return state;
  if (const StateId known = moments_.find(state); known != kNothing) return known;
  StateId found = ticked(state);
  for (LawId law = 0; law < program_.moments.size(); ++law) found = struck(found, law);
  moments_.keep(state, found);
  return found;
}

StateId Laws::ticked(StateId state) {
  if (program_.timeless) return state;
  if (const StateId known = ticked_.find(state); known != kNothing) return known;
  const Code now = program_.expressions.increased(states_.values(state)[program_.clock], Value::of(1.0));
  Scratch<StateId>::List minds(minds_);
  if (!states_.innermost(state)) states_.minds(state, *minds);
  for (StateId& mind : *minds) mind = ticked(mind);
  const Write write{kHere, program_.clock, now};
  const StateId found = written(state, {&write, 1}, minds.data());
  ticked_.keep(state, found);
  return found;
}

// The laws of each moment that may hold here or in a mind inside, a bit for each.
const std::uint64_t* Laws::stirring(StateId state) {
  const std::size_t width = (program_.moments.size() + 63) / 64;
  if (const std::uint32_t known = stirs_.find(state); known != kNothing) return stirring_.data() + known * width;
  std::vector<std::uint64_t> found(width, 0);
  for (const Candidate& each : moment_laws_.in(states_.valuation(state)))
    found[each.number / 64] |= std::uint64_t{1} << each.number % 64;
  if (!states_.innermost(state)) {
    StateId last = kNothing;
    for (Person person = 0; person < states_.people(); ++person) {
      const StateId mind = states_.mind(state, person);
      if (mind == last) continue;
      last = mind;
      const std::uint64_t* inner = stirring(mind);
      for (std::size_t word = 0; word < width; ++word) found[word] |= inner[word];
    }
  }
  const std::size_t place = stirring_.size() / width;
  stirs_.keep(state, static_cast<std::uint32_t>(place));
  stirring_.insert(stirring_.end(), found.begin(), found.end());
  return stirring_.data() + place * width;
}

StateId Laws::struck(StateId state, LawId law) {
  if ((stirring(state)[law / 64] >> law % 64 & 1) == 0) return state;
  const std::uint64_t key = paired(state, law);
  if (const std::uint32_t* known = struck_.find(key)) return *known;
  Scratch<Write>::List writes(written_);
  for (const Candidate& each : moment_laws_.in(states_.valuation(state)))
    if (each.number == law && program_.expressions.holds(each.minds, states_, state))
      writes_of(program_.moments[law].effects, state, *writes);
  Scratch<StateId>::List minds(minds_);
  if (!states_.innermost(state)) states_.minds(state, *minds);
  for (StateId& mind : *minds) mind = struck(mind, law);
  const StateId found = written(state, *writes, minds.data());
  struck_.keep(key, found);
  return found;
}

// The start.

StateId Laws::start() { return settled(told(program_.start, program_.beliefs, depth_)); }

StateId Laws::told(std::vector<Code> values, const std::vector<Belief>& stated, std::uint32_t depth) {
  const ValuationId valuation = states_.valuations().number(values);
  if (depth == 0 || states_.people() == 0) return states_.innermost_with(valuation);
  std::vector<StateId> minds(states_.people());
  const StateId common = stated.empty() ? told(values, stated, depth - 1) : kNothing;
  for (Person person = 0; person < minds.size(); ++person) {
    if (stated.empty()) {
      minds[person] = common;
      continue;
    }
    std::vector<Code> believed = values;
    std::vector<Belief> inner;
    for (const Belief& belief : stated) {
      if (belief.path[0] != person) continue;
      if (belief.path.size() == 1) believed[belief.fluent] = belief.value;
      else inner.push_back({{belief.path.begin() + 1, belief.path.end()}, belief.fluent, belief.value});
    }
    minds[person] = told(std::move(believed), inner, depth - 1);
  }
  return states_.with(valuation, minds.data());
}

}  // namespace fabula
