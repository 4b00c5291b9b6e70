// SPDX-License-Identifier: Apache-2.0
#include "reach.hpp"

#include <algorithm>

namespace fabula {

namespace {

constexpr int kMostPasses = 20;  // laws on numbers could go on for ever; then a number they touch may be anything

void sort_once(std::vector<std::uint32_t>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

Reach::Reach(Program& program, States& states, std::vector<std::uint8_t> allowed,
             std::vector<NodeId> numbers, NodeId goal)
    : program_(program),
      states_(states),
      relaxation_(program.expressions, program.kinds, program.numbers),
      allowed_(std::move(allowed)),
      numbers_(std::move(numbers)),
      goal_(goal),
      waiting_(program.start.size()),
      unmet_(program.events.size(), 0),
      law_readers_(program.start.size()),
      is_changed_(program.start.size(), 0) {
  for (const Event& event : program.events) takes_ = std::max(takes_, static_cast<double>(event.takes));
  for (EventId event = 0; event < program.events.size(); ++event) {
    events_.push_back(mover(program.ground_events[event].condition, program.ground_events[event].effects));
    if (allowed_[event] == 0) continue;
    for (const MaskTest& test : events_.back().tests) waiting_[test.fluent].push_back({event, test.mask});
  }
  const auto add_laws = [&](const std::vector<GroundLaw>& laws, std::uint8_t of_moments) {
    for (const GroundLaw& law : laws) {
      if (!law.changes_facts) continue;
      laws_.push_back(mover(law.condition, law.effects));
      // What a mind has a say in may come about although no fact has changed.
      bool minds = program.expressions.reads_minds(law.condition);
      for (const GroundEffect& effect : law.effects)
        minds = minds || program.expressions.reads_minds(effect.value) ||
                (effect.guard != kNothing && program.expressions.reads_minds(effect.guard));
      moving_.push_back(of_moments != 0 || minds ? 1 : 0);
      read_by(laws_.back(), static_cast<std::uint32_t>(laws_.size() - 1));
    }
  };
  add_laws(program.ground_laws, 0);
  add_laws(program.ground_moments, 1);
}

Reach::Mover Reach::mover(NodeId condition, const std::vector<GroundEffect>& effects) {
  Mover found{condition, {}, {}, {}, true};
  relaxation_.split(condition, found.tests, found.others);
  std::vector<FactRead> reads;
  for (const GroundEffect& effect : effects) {
    if (!effect.path.empty()) continue;
    const Code* constant = program_.expressions.constant(effect.value);
    const bool plain = effect.guard == kNothing && !effect.increase && constant != nullptr &&
                       !relaxation_.is_number(effect.fluent);
    found.moves.push_back({effect.fluent, effect.guard, effect.value, effect.increase,
                           plain ? Relaxation::bit(*constant) : 0});
    program_.expressions.reads(effect.value, kHere, reads);
    if (effect.guard != kNothing) program_.expressions.reads(effect.guard, kHere, reads);
    if (effect.increase) found.once = false;
  }
  if (!reads.empty()) found.once = false;
  return found;
}

void Reach::read_by(const Mover& mover, std::uint32_t law) {
  std::vector<FactRead> reads;
  program_.expressions.reads(mover.condition, kHere, reads);
  for (const Move& move : mover.moves) {
    program_.expressions.reads(move.value, kHere, reads);
    if (move.guard != kNothing) program_.expressions.reads(move.guard, kHere, reads);
  }
  for (const FactRead& read : reads)
    if (law_readers_[read.fluent].empty() || law_readers_[read.fluent].back() != law)
      law_readers_[read.fluent].push_back(law);
}

double Reach::most(ValuationId valuation, std::size_t number, std::uint32_t steps) {
  const Known& found = known(valuation, steps);
  return amounts_[figures_[found.figures + std::min(steps, found.layers - 1) * numbers_.size() + number]];
}

bool Reach::may_reach(ValuationId valuation, std::uint32_t steps) {
  return known(valuation, steps).goal <= steps;
}

const Reach::Known& Reach::known(ValuationId valuation, std::uint32_t steps) {
  if (known_.size() <= valuation) known_.resize(std::max<std::size_t>(valuation + 1, known_.size() * 2));
  const Known& found = known_[valuation];
  if (found.layers > steps || found.complete) return found;
  const std::uint32_t further = std::max(steps, 2 * found.layers);
  return known_[valuation] = explored(valuation, further);
}

Reach::Known Reach::explored(ValuationId valuation, std::uint32_t steps) {
  const Slot* values = states_.valuations()[valuation];
  after_.resize(program_.start.size());
  for (Fluent fluent = 0; fluent < after_.size(); ++fluent) after_[fluent] = relaxation_.exactly(fluent, values[fluent]);
  Flags moving = moving_;
  std::vector<EventId> ready, again;
  begin(ready);
  Known found;
  found.figures = figures_.size();
  for (;;) {
    for (const NodeId number : numbers_) figures_.push_back(figure(relaxation_.number(number, after_).high));
    if (goal_ != kNothing && found.goal == kNothing && relaxation_.may_hold(goal_, after_)) found.goal = found.layers;
    ++found.layers;
    if (found.layers > steps) return found;
    if (!advance(ready, again, moving)) {
      found.complete = true;
      return found;
    }
  }
}

Reach::Figure Reach::figure(double amount) {
  const auto known = figures_of_.find(amount);
  if (known != figures_of_.end()) return known->second;
  if (amounts_.size() == kMostFigures) return 0;
  amounts_.push_back(amount);
  return figures_of_[amount] = static_cast<Figure>(amounts_.size() - 1);
}

// What may happen at once.
void Reach::begin(std::vector<EventId>& ready) {
  undecided_.clear();
  for (EventId event = 0; event < events_.size(); ++event) {
    if (allowed_[event] == 0) continue;
    std::uint16_t unmet = 0;
    for (const MaskTest& test : events_[event].tests) unmet += (after_[test.fluent].set & test.mask) == 0 ? 1 : 0;
    unmet_[event] = unmet;
    if (unmet == 0) undecided_.push_back(event);
  }
  find_ready({}, ready);
}

// What may happen now, and might not before these facts changed.
void Reach::find_ready(const std::vector<Fluent>& changed, std::vector<EventId>& ready) {
  ready.clear();
  for (const Fluent fluent : changed) {
    const std::uint64_t before = before_[fluent].set, after = after_[fluent].set;
    for (const Waiting& each : waiting_[fluent])
      if ((before & each.mask) == 0 && (after & each.mask) != 0 && --unmet_[each.event] == 0)
        undecided_.push_back(each.event);
  }
  std::erase_if(undecided_, [&](EventId event) {
    if (!others_may_hold(events_[event])) return false;
    ready.push_back(event);
    return true;
  });
}

bool Reach::others_may_hold(const Mover& mover) const {
  return std::all_of(mover.others.begin(), mover.others.end(),
                     [&](NodeId other) { return relaxation_.may_hold(other, after_); });
}

bool Reach::may_hold(const Mover& mover) const {
  return std::all_of(mover.tests.begin(), mover.tests.end(),
                     [&](const MaskTest& test) { return (after_[test.fluent].set & test.mask) != 0; }) &&
         others_may_hold(mover);
}

// One more step: all that may happen happens, then the laws, till they bring nothing new; whether anything was.
bool Reach::advance(std::vector<EventId>& ready, std::vector<EventId>& again, Flags& moving) {
  before_ = after_;
  std::vector<Fluent> changed;
  for (const EventId event : again) let(events_[event], before_, changed, 1, true);
  for (const EventId event : ready) {
    let(events_[event], before_, changed, 1, true);
    if (!events_[event].once) again.push_back(event);
  }
  if (!program_.timeless) {
    const Range now = raised(before_[program_.clock], {1, 1, 0}, takes_);
    note(program_.clock, joined(before_[program_.clock], now, true), changed);
  }
  for (const Fluent fluent : changed) is_changed_[fluent] = 0;
  laws_follow(changed, moving);
  sort_once(changed);
  find_ready(changed, ready);
  return !changed.empty();
}

// Laws fire wherever they may; what they raise, they raise once for each time that laws can settle.
void Reach::laws_follow(std::vector<Fluent>& changed, Flags& moving) {
  std::vector<std::uint32_t> pending;
  for (const Fluent fluent : changed)
    pending.insert(pending.end(), law_readers_[fluent].begin(), law_readers_[fluent].end());
  for (std::uint32_t law = 0; law < laws_.size(); ++law)
    if (moving[law] != 0) pending.push_back(law);
  Flags raised_once(laws_.size(), 0);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    sort_once(pending);
    std::vector<Fluent> news;
    for (const std::uint32_t law : pending) {
      if (!may_hold(laws_[law])) continue;
      const bool increases = raised_once[law] == 0;
      raised_once[law] = 1;
      if (!laws_[law].once) moving[law] = 1;
      const Relaxed& now = after_;
      let(laws_[law], now, news, 1 + takes_, increases);
    }
    if (news.empty()) return;
    changed.insert(changed.end(), news.begin(), news.end());
    for (const Fluent fluent : news) is_changed_[fluent] = 0;
    pending.clear();
    for (const Fluent fluent : news)
      pending.insert(pending.end(), law_readers_[fluent].begin(), law_readers_[fluent].end());
  }
  for (const Mover& mover : laws_)
    for (const Move& move : mover.moves)
      note(move.fluent, relaxation_.is_number(move.fluent) ? kAnyNumber : kAnything, changed);
  for (const Fluent fluent : changed) is_changed_[fluent] = 0;
}

// Let the effects of one event or law add what they may bring to what may be.
void Reach::let(const Mover& mover, const Relaxed& before, std::vector<Fluent>& changed, double times, bool increases) {
  std::vector<std::pair<Fluent, Range>> brought;
  for (const Move& move : mover.moves) {
    if (move.bits != 0) {
      note(move.fluent, {0, 0, after_[move.fluent].set | move.bits}, changed);
      continue;
    }
    if (move.increase && !increases) continue;
    if (move.guard != kNothing && !relaxation_.may_hold(move.guard, before)) continue;
    const bool is_number = relaxation_.is_number(move.fluent);
    Range found = is_number ? relaxation_.number(move.value, before)
                            : Range{0, 0, relaxation_.symbol(move.value, before)};
    const auto earlier =
        std::find_if(brought.begin(), brought.end(), [&](const auto& each) { return each.first == move.fluent; });
    if (move.increase && is_number) {
      const Range old = earlier != brought.end() ? earlier->second : before[move.fluent];
      found = joined(old, raised(old, found, times), true);
    } else if (move.increase) {
      found = kAnything;
    }
    if (earlier != brought.end()) earlier->second = joined(earlier->second, found, is_number);
    else brought.emplace_back(move.fluent, found);
  }
  for (const auto& [fluent, found] : brought)
    note(fluent, joined(after_[fluent], found, relaxation_.is_number(fluent)), changed);
}

void Reach::note(Fluent fluent, const Range& found, std::vector<Fluent>& changed) {
  if (found == after_[fluent]) return;
  after_[fluent] = found;
  if (is_changed_[fluent] != 0) return;
  is_changed_[fluent] = 1;
  changed.push_back(fluent);
}

}  // namespace fabula
