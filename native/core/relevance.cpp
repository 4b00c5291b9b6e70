// SPDX-License-Identifier: Apache-2.0
#include "relevance.hpp"

#include <algorithm>


namespace fabula {

namespace {

constexpr std::uint64_t kAnyValue = ~std::uint64_t{0};
constexpr std::uint32_t kEverything = kNothing;  // every event counts
// Where so many questions found fewer than one event in so many that does not count, no more are asked.
constexpr std::uint64_t kTrial = 200;
constexpr std::uint64_t kWorthwhile = 8;

bool varies(const Range& range) {
  return range.low != range.high || (range.set & (range.set - 1)) != 0 || range.set == kAnyValue;
}

}  // namespace

Relevance::Relevance(Program& program, States& states, const std::vector<std::uint8_t>& plannable)
    : program_(program),
      states_(states),
      relaxation_(program.expressions, program.kinds, program.numbers),
      in_use_(!program.minds_move_facts),
      plannable_(plannable),
      written_(program.start.size()),
      joints_(0),
      sets_((program.events.size() + 63) / 64) {
  for (const GroundEvent& event : program.ground_events) events_.push_back(mover(event.condition, event.effects));
  for (const GroundLaw& law : program.ground_laws) laws_.push_back(mover(law.condition, law.effects));
  for (const GroundLaw& law : program.ground_moments) laws_.push_back(mover(law.condition, law.effects));
  for (const NodeId utility : program.utility_nodes) {
    std::vector<FactRead> reads;
    program.expressions.reads(utility, kHere, reads);
    wants_.emplace_back();
    if (!program.expressions.reads_minds(utility))
      for (const FactRead& read : reads) wants_.back().push_back(read.fluent);
  }
  worth_.resize(program.people * std::size_t{2});
  fact_laws_on_.resize(written_.size());
  for (std::uint32_t law = 0; law < laws_.size(); ++law)
    if (!laws_[law].moves.empty())
      for (const Fluent fluent : laws_[law].read) fact_laws_on_[fluent].push_back(law);
  collect_written();
  find_leftovers();
}

Relevance::Mover Relevance::mover(NodeId condition, const std::vector<GroundEffect>& effects) {
  Mover found;
  std::vector<FactRead> reads;
  program_.expressions.reads(condition, kHere, reads);
  relaxation_.split(condition, found.tests, found.others);
  found.reads_minds = program_.expressions.reads_minds(condition);
  for (const GroundEffect& effect : effects) {
    found.touched.push_back(effect.fluent);
    program_.expressions.reads(effect.value, kHere, reads);
    if (effect.guard != kNothing) program_.expressions.reads(effect.guard, kHere, reads);
    reads.push_back({kHere, effect.fluent});
    if (!effect.path.empty()) continue;
    const Code* constant = program_.expressions.constant(effect.value);
    const bool plain = !effect.increase && constant != nullptr && !relaxation_.is_number(effect.fluent);
    found.moves.push_back({effect.fluent, effect.guard, effect.value, plain ? Relaxation::bit(*constant) : 0});
  }
  for (const FactRead& read : reads)
    if (std::find(found.read.begin(), found.read.end(), read.fluent) == found.read.end()) found.read.push_back(read.fluent);
  return found;
}

// What may come into a mind whatever happens: what is put right in who took an event for impossible.
void Relevance::collect_written() {
  std::vector<FactRead> corrected;
  for (Fluent fluent = 0; fluent < written_.size(); ++fluent)
    written_[fluent] = relaxation_.is_number(fluent) ? kNoNumber : Range{0, 0, 0};
  for (EventId event = 0; event < events_.size(); ++event)
    if (plannable_[event] != 0) program_.expressions.reads(program_.ground_events[event].condition, kHere, corrected);
  for (const FactRead& read : corrected) {
    if (relaxation_.is_number(read.fluent)) written_[read.fluent] = kAnyNumber;
    else written_[read.fluent].set |= Relaxation::bit(kUnknown);
  }
  if (program_.clock != kNothing) written_[program_.clock] = kAnyNumber;
}

// Let effects add what they may bring into any mind; whether that is anything new.
bool Relevance::bring(const std::vector<GroundEffect>& effects, Relaxed& facts) const {
  bool changed = false;
  for (const GroundEffect& effect : effects) {
    const bool number = relaxation_.is_number(effect.fluent);
    const Code* constant = program_.expressions.constant(effect.value);
    const bool plain = !number && constant != nullptr && !effect.increase;
    const Range brought = number ? kAnyNumber : plain ? Range{0, 0, Relaxation::bit(*constant)} : kAnything;
    const Range after = joined(facts[effect.fluent], brought, number);
    changed = changed || after != facts[effect.fluent];
    facts[effect.fluent] = after;
  }
  return changed;
}

const std::vector<GroundEffect>& Relevance::law_effects(std::size_t law) const {
  const std::size_t settling = program_.ground_laws.size();
  return law < settling ? program_.ground_laws[law].effects : program_.ground_moments[law - settling].effects;
}

void Relevance::find_leftovers() {
  for (Fluent fluent = 0; fluent < written_.size(); ++fluent)
    if (written_[fluent] != (relaxation_.is_number(fluent) ? kAnyNumber : kAnything)) leftovers_.push_back(fluent);
  joints_ = UniqueRows<std::uint64_t>(leftovers_.size());
}

std::size_t Relevance::bytes() const {
  return joints_.bytes() + joint_of_.bytes() + singles_.bytes() + united_.bytes() + classes_.bytes() + results_.bytes() +
         sets_.bytes() + counted_.size() * (events_.size() + sizeof(Flags));
}

bool Relevance::matters(StateId state, EventId event, Person person, std::uint32_t minds, bool first) {
  if (!in_use_ || event == program_.wait || minds == 0) return true;
  Worth& worth = worth_[person * 2 + (minds > 1 ? 1 : 0)];
  if (worth.asked >= kTrial && worth.found * kWorthwhile < worth.asked) return true;
  ++worth.asked;
  const bool forced = first && minds == 1 && counted_on(joint(state), person, kNothing)[event] == 0;
  const std::uint32_t set = tied_set(state, person, std::min(minds, 2U), forced ? event : kNothing);
  const bool found = set == kEverything || (sets_[set][event / 64] >> event % 64 & 1) != 0;
  worth.found += found ? 0 : 1;
  return found;
}

// What minds may hold.

Relevance::JointId Relevance::single(ValuationId valuation) {
  if (const std::uint32_t* known = singles_.find(valuation)) return *known;
  const Slot* values = states_.valuations()[valuation];
  std::vector<std::uint64_t> row;
  for (const Fluent fluent : leftovers_)
    row.push_back(relaxation_.is_number(fluent) ? std::uint64_t{values[fluent]} + 1
                                                : Relaxation::bit(values[fluent]) & ~written_[fluent].set);
  if (row.empty()) row.push_back(0);
  const JointId found = joints_.number(row.data());
  singles_.keep(valuation, found);
  return found;
}

Relevance::JointId Relevance::united(JointId one, JointId other) {
  if (one == other) return one;
  const std::uint64_t key = paired(std::min(one, other), std::max(one, other));
  if (const std::uint32_t* known = united_.find(key)) return *known;
  std::vector<std::uint64_t> row(joints_[one], joints_[one] + std::max<std::size_t>(leftovers_.size(), 1));
  for (std::size_t i = 0; i < leftovers_.size(); ++i) {
    const std::uint64_t there = joints_[other][i];
    if (!relaxation_.is_number(leftovers_[i])) row[i] |= there;
    else if (row[i] != there) row[i] = kAnyValue;
  }
  const JointId found = joints_.number(row.data());
  united_.keep(key, found);
  return found;
}

Relevance::JointId Relevance::joint(StateId state) {
  if (const std::uint32_t* known = joint_of_.find(state)) return *known;
  JointId found = single(states_.valuation(state));
  if (!states_.innermost(state))
    for (Person person = 0; person < states_.people(); ++person) found = united(found, joint(states_.mind(state, person)));
  joint_of_.keep(state, found);
  return found;
}

// All that anybody may come to believe while somebody carries out a plan.
Relaxed Relevance::believable(JointId joint, Person self, EventId forced) {
  Relaxed facts = written_;
  for (std::size_t i = 0; i < leftovers_.size(); ++i) {
    const Fluent fluent = leftovers_[i];
    const std::uint64_t value = joints_[joint][i];
    if (!relaxation_.is_number(fluent)) facts[fluent].set |= value;
    else if (value == kAnyValue) facts[fluent] = kAnyNumber;
    else facts[fluent] = joined(facts[fluent], relaxation_.exactly(fluent, static_cast<Code>(value - 1)), true);
  }
  Flags happens(events_.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (EventId event = 0; event < events_.size(); ++event) {
      if (happens[event] != 0 || plannable_[event] == 0) continue;
      if (event != forced && !(may_hold(events_[event], facts) && counted(facts, event, self))) continue;
      happens[event] = 1;
      changed = bring(program_.ground_events[event].effects, facts) || changed;
    }
    for (std::size_t law = 0; law < laws_.size(); ++law)
      if (may_hold(laws_[law], facts)) changed = bring(law_effects(law), facts) || changed;
  }
  return facts;
}

// Whether all whom the person must count on for the event may gain by it at once.
bool Relevance::counted(const Relaxed& facts, EventId event, Person self) {
  const std::vector<Person>& willing = program_.events[event].willing;
  return std::all_of(willing.begin(), willing.end(),
                     [&](Person who) { return who == self || may_pay(facts, event, who); });
}

// For each event, whether the person may count on it.
const Relevance::Flags& Relevance::counted_on(JointId joint, Person self, EventId forced) {
  const std::uint64_t key = paired(joint, (forced == kNothing ? 0 : forced + 1) * program_.people + self);
  if (const std::uint32_t* known = counted_numbers_.find(key)) return counted_[*known];
  const Relaxed facts = believable(joint, self, forced);
  Flags found(events_.size(), 0);
  for (EventId event = 0; event < events_.size(); ++event)
    found[event] = plannable_[event] != 0 && counted(facts, event, self) ? 1 : 0;
  counted_numbers_.keep(key, static_cast<std::uint32_t>(counted_.size()));
  counted_.push_back(std::move(found));
  return counted_.back();
}

bool Relevance::may_pay(const Relaxed& before, EventId event, Person person) {
  for (const auto& [who, condition] : program_.ground_events[event].impulses)
    if (who == person) return true;
  if (!may_hold(events_[event], before)) return false;
  // What somebody believes, or time, may pay as well.
  if (wants_[person].empty() || program_.clock != kNothing) return true;
  Flags touched(written_.size(), 0);
  std::vector<Fluent> news;
  const auto touch = [&](const Mover& mover) {
    for (const Move& move : mover.moves)
      if (touched[move.fluent] == 0) touched[move.fluent] = 1, news.push_back(move.fluent);
  };
  touch(events_[event]);
  Relaxed facts = before;
  bring(program_.ground_events[event].effects, facts);
  Flags fired(laws_.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t next = 0; next < news.size(); ++next)
      for (const std::uint32_t law : fact_laws_on_[news[next]]) {
        if (fired[law] != 0 || !may_hold(laws_[law], facts)) continue;
        fired[law] = 1;
        touch(laws_[law]);
        changed = bring(law_effects(law), facts) || changed;
      }
  }
  return std::any_of(wants_[person].begin(), wants_[person].end(), [&](Fluent each) { return touched[each] != 0; });
}

// What is tied to what somebody wants.

std::uint32_t Relevance::tied_set(StateId state, Person person, std::uint32_t minds, EventId forced) {
  const JointId joint = this->joint(state);
  const std::uint32_t deed = forced == kNothing ? 0 : forced + 1;
  const std::uint64_t kind = paired(joint, (deed * program_.people + person) * 2 + minds - 1);
  const std::uint32_t* known = classes_.find(kind);
  const std::uint32_t number = known != nullptr ? *known : class_count_++;
  if (known == nullptr) classes_.keep(kind, number);
  const std::uint64_t key = paired(states_.valuation(state), number);
  if (const std::uint32_t* result = results_.find(key)) return *result;
  const Flags& counted = minds > 1 ? plannable_ : counted_on(joint, person, forced);
  const std::uint32_t result = searched(states_.valuation(state), person, forced, counted);
  results_.keep(key, result);
  return result;
}

std::uint32_t Relevance::searched(ValuationId valuation, Person person, EventId forced, const Flags& counted) {
  const Slot* values = states_.valuations()[valuation];
  Relaxed facts(written_.size());
  for (Fluent fluent = 0; fluent < facts.size(); ++fluent) facts[fluent] = relaxation_.exactly(fluent, values[fluent]);
  if (program_.clock != kNothing) facts[program_.clock] = kAnyNumber;
  Flags happens(events_.size(), 0), fires(laws_.size(), 0), allowed = counted;
  if (forced != kNothing) allowed[forced] = 1;
  reach(facts, happens, fires, allowed);
  Flags fluents(facts.size(), 0);
  if (!tied(facts, person, happens, fires, forced, fluents)) return kEverything;
  std::vector<std::uint64_t> row((events_.size() + 63) / 64, 0);
  for (EventId event = 0; event < events_.size(); ++event)
    if (touches(events_[event], fluents)) row[event / 64] |= std::uint64_t{1} << event % 64;
  return sets_.number(row.data());
}

// Let everything happen that may, till nothing new comes of it.
void Relevance::reach(Relaxed& facts, Flags& happens, Flags& fires, const Flags& allowed) const {
  for (bool changed = true; changed;) {
    changed = false;
    for (EventId event = 0; event < events_.size(); ++event) {
      if (allowed[event] == 0 || (happens[event] == 0 && !may_hold(events_[event], facts))) continue;
      happens[event] = 1;
      changed = let(events_[event], facts) || changed;
    }
    for (std::size_t law = 0; law < laws_.size(); ++law) {
      if (laws_[law].moves.empty() || (fires[law] == 0 && !may_hold(laws_[law], facts))) continue;
      fires[law] = 1;
      changed = let(laws_[law], facts) || changed;
    }
  }
}

bool Relevance::may_hold(const Mover& mover, const Relaxed& facts) const {
  for (const MaskTest& test : mover.tests)
    if ((facts[test.fluent].set & test.mask) == 0) return false;
  return std::all_of(mover.others.begin(), mover.others.end(),
                     [&](NodeId each) { return relaxation_.may_hold(each, facts); });
}

bool Relevance::let(const Mover& mover, Relaxed& facts) const {
  bool changed = false;
  for (const Move& move : mover.moves) {
    Range& range = facts[move.fluent];
    if (move.bits != 0 && (range.set | move.bits) == range.set) continue;
    if (move.guard != kNothing && !relaxation_.may_hold(move.guard, facts)) continue;
    Range after = range;
    if (move.bits != 0) after.set |= move.bits;
    else if (relaxation_.is_number(move.fluent)) after = kAnyNumber;
    else after.set |= relaxation_.symbol(move.value, facts);
    changed = changed || after != range;
    range = after;
  }
  return changed;
}

// The fluents that are tied to what the person wants; false where that cannot be said by facts alone.
bool Relevance::tied(const Relaxed& facts, Person person, const Flags& happens, const Flags& fires, EventId forced,
                     Flags& fluents) {
  const auto add = [&](NodeId node) {
    if (program_.expressions.reads_minds(node)) return false;
    std::vector<FactRead> reads;
    program_.expressions.reads(node, kHere, reads);
    for (const FactRead& read : reads)
      if (varies(facts[read.fluent])) fluents[read.fluent] = 1;
    return true;
  };
  const auto add_mover = [&](const Mover& mover) {
    if (mover.reads_minds) return false;
    for (const MaskTest& test : mover.tests)
      if ((facts[test.fluent].set & ~test.mask) != 0) fluents[test.fluent] = 1;
    for (const NodeId other : mover.others)
      if (!add(other)) return false;
    for (const Move& move : mover.moves) {
      fluents[move.fluent] = varies(facts[move.fluent]) ? 1 : 0;
      if (!add(move.value) || (move.guard != kNothing && !add(move.guard))) return false;
    }
    return true;
  };
  if (!add(program_.utility_nodes[person])) return false;
  Flags linked(events_.size(), 0), bound(laws_.size(), 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (EventId event = 0; event < events_.size(); ++event) {
      if (happens[event] == 0 || linked[event] != 0 || !touches(events_[event], fluents)) continue;
      linked[event] = 1;
      if (event == forced) continue;
      changed = true;
      for (const Person who : program_.events[event].willing)
        if (who != person) return false;
      if (!add_mover(events_[event])) return false;
      for (const auto& [who, condition] : program_.ground_events[event].impulses)
        if (!add(condition)) return false;
    }
    for (std::size_t law = 0; law < laws_.size(); ++law) {
      if (fires[law] == 0 || bound[law] != 0 || !touches(laws_[law], fluents)) continue;
      bound[law] = 1;
      changed = true;
      if (!add_mover(laws_[law])) return false;
    }
  }
  return true;
}

bool Relevance::touches(const Mover& mover, const Flags& fluents) {
  return std::any_of(mover.moves.begin(), mover.moves.end(), [&](const Move& each) { return fluents[each.fluent] != 0; });
}

}  // namespace fabula
