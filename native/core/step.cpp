// SPDX-License-Identifier: Apache-2.0
#include "step.hpp"

#include <numeric>

namespace fabula {

namespace {

std::vector<NodeId> conditions_of(const std::vector<Event>& events) {
  std::vector<NodeId> found;
  for (const Event& event : events) found.push_back(event.node);
  return found;
}

std::vector<std::uint32_t> numbered(std::size_t count) {
  std::vector<std::uint32_t> found(count);
  std::iota(found.begin(), found.end(), 0U);
  return found;
}

}  // namespace

Step::Step(Program& program, std::uint32_t depth)
    : program_(program),
      depth_(depth),
      states_(program.people, program.start.size()),
      events_(program, states_, conditions_of(program.events), numbered(program.events.size())) {}

std::vector<Share> Step::shares() const {
  return {{"states", states_.size(), states_.bytes() - states_.valuations().bytes()},
          {"valuations", states_.valuations().size(), states_.valuations().bytes()},
          {"events of valuations", states_.valuations().size(), events_.bytes()},
          {"events of states", listed_.size(), listed_.bytes() + lists_.size() * 64},
          happened_.share("steps")};
}

std::size_t Step::bytes_kept() const {
  return states_.bytes() + events_.bytes() + happened_.bytes() + listed_.bytes() + lists_.size() * 64;
}

const std::vector<EventId>& Step::events(StateId state) {
  if (const std::uint32_t* known = listed_.find(state)) return lists_[*known];
  std::vector<EventId> found;
  for (const Candidate& each : events_.in(states_.valuation(state)))
    if (program_.expressions.holds(each.minds, states_, state)) found.push_back(each.number);
  listed_.keep(state, static_cast<std::uint32_t>(lists_.size()));
  lists_.push_back(std::move(found));
  return lists_.back();
}

void Step::writes_of(const Effects& effects, StateId state, std::vector<Write>& writes) {
  writes.clear();
  Expressions& expressions = program_.expressions;
  for (const Effect& effect : effects.all) {
    if (!expressions.holds(effect.guard, states_, state)) continue;
    Write* place = nullptr;
    if (effects.again)
      for (Write& write : writes)
        if (write.path == effect.path && write.fluent == effect.fluent) place = &write;
    Code value = effect.constant;
    if (value == kNothing) {
      const Value read = expressions.value_at(effect.value, states_, state);
      if (effect.increase) {
        const StateId there = states_.at(state, effect.path, program_.paths);
        value = expressions.increased(place != nullptr ? place->value : states_.values(there)[effect.fluent], read);
      } else {
        value = expressions.code(read);
      }
    }
    if (place != nullptr) place->value = value;
    else writes.push_back({effect.path, effect.fluent, value});
  }
}

bool Step::denies(StateId state, const Write& write) const {
  const Paths& paths = program_.paths;
  for (PathId path = write.path; path != kHere; path = paths.rest(path)) {
    if (states_.innermost(state)) return false;
    state = states_.mind(state, paths.first(path));
  }
  return states_.values(state)[write.fluent] != write.value;
}

StateId Step::written(StateId state, std::span<const Write> writes, StateId* minds, Person owner) {
  const ValuationId valuation = states_.valuations().with(states_.valuation(state), writes.data(), writes.size());
  if (states_.innermost(state))
    return valuation == states_.valuation(state) ? state : states_.innermost_with(valuation);
  bool inner = owner != kNothing;
  for (const Write& write : writes) inner = inner || write.path != kHere;
  if (!inner) return states_.with(valuation, minds);
  Scratch<Write>::List inside(written_);
  for (Person person = 0; person < states_.people(); ++person) {
    inside->clear();
    // What is put into somebody's mind they know to be in it.
    for (const Write& write : writes) {
      if (write.path == kHere) {
        if (person == owner) inside->push_back(write);
      } else if (program_.paths.first(write.path) == person) {
        inside->push_back({program_.paths.rest(write.path), write.fluent, write.value});
      }
    }
    if (!inside->empty()) minds[person] = imposed(minds[person], *inside, person);
  }
  return states_.with(valuation, minds);
}

StateId Step::imposed(StateId state, std::span<const Write> writes, Person owner) {
  Scratch<StateId>::List minds(minds_);
  if (!states_.innermost(state)) states_.minds(state, *minds);
  return written(state, writes, minds.data(), owner);
}

// Whose mind it is matters only if they see the event for no other reason. (A division is not asked where nobody need.)
std::uint64_t Step::step_key(StateId state, EventId event, Person owner) const {
  const bool any = owner == kNothing || states_.innermost(state) ||
                   (!program_.events[event].may_fail && observes(state, event, owner));
  return paired(state, event * (states_.people() + 1) + (any ? states_.people() : owner));
}

StateId Step::happened(StateId state, EventId event, Person owner) {
  const std::uint64_t key = step_key(state, event, owner);
  if (const std::uint32_t* known = happened_.find(key)) return *known & ~kPossible;
  const StateId after = happening(state, event, owner);
  happened_.keep(key, !program_.events[event].may_fail && possible(state, event) ? after | kPossible : after);
  return after;
}

StateId Step::happening(StateId state, EventId event, Person owner) {
  const Event& what = program_.events[event];
  Scratch<Write>::List writes(written_);
  const std::span<const Write> put = put_by(what.effects, state, *writes);
  Scratch<StateId>::List minds(minds_);
  if (!states_.innermost(state)) {
    states_.minds(state, *minds);
    const Slot* values = states_.values(state);
    for (Person person = 0; person < states_.people(); ++person)
      if (person == owner || program_.expressions.holds(what.observers[person], states_, state, values))
        minds[person] = seen(state, event, person, minds[person]);
  }
  return written(state, put, minds.data());
}

StateId Step::seen(StateId state, EventId event, Person person, StateId mind) {
  const std::uint64_t key = step_key(mind, event, person);
  const std::uint32_t* known = happened_.find(key);
  const bool told = known != nullptr && !program_.events[event].may_fail;
  if (told ? (*known & kPossible) == 0 : !possible(mind, event))
    return happened(corrected(mind, person, program_.events[event].node, state), event, person);
  if (known != nullptr) return *known & ~kPossible;
  const StateId after = happening(mind, event, person);
  happened_.keep(key, after | kPossible);
  return after;
}

StateId Step::corrected(StateId mind, Person person, NodeId condition, StateId outer) {
  std::vector<Literal> found;
  literals(condition, outer, kHere, found);
  std::vector<Write> repairs;
  for (const Literal& each : found) {
    if (program_.expressions.holds(each.holds, states_, states_.at(mind, each.path, program_.paths))) continue;
    repairs.clear();
    for (const FactRead& fact : each.facts) {
      const StateId there = states_.at(outer, fact.path, program_.paths);
      repairs.push_back({fact.path, fact.fluent, each.known ? states_.values(there)[fact.fluent] : kUnknown});
    }
    mind = imposed(mind, repairs, person);
  }
  return mind;
}

void Step::literals(NodeId condition, StateId outer, PathId path, std::vector<Literal>& found) {
  Expressions& expressions = program_.expressions;
  const auto holds = [&](NodeId node) {
    return expressions.holds(expressions.condition(node), states_, states_.at(outer, path, program_.paths));
  };
  if (!holds(condition)) return;
  const Node node = expressions.node(condition);
  switch (node.sign) {
    case Sign::kAll:
    case Sign::kSome:
      for (const NodeId part : node.parts) literals(part, outer, path, found);
      break;
    case Sign::kBelieves: literals(node.parts[0], outer, program_.paths.extended(path, node.first), found); break;
    case Sign::kIf: {
      const NodeId ways[2][2] = {{node.parts[0], node.parts[1]}, {expressions.negated(node.parts[0]), node.parts[2]}};
      for (const auto& [test, chosen] : ways) {
        if (!holds(test) || !holds(chosen)) continue;
        literals(test, outer, path, found);
        literals(chosen, outer, path, found);
      }
      break;
    }
    case Sign::kDoubts: {
      // Nothing says which part of what was believed is wrong: all that is not so there is put right.
      std::vector<Literal> denied;
      const NodeId contrary = expressions.negated(node.parts[0]);
      literals(contrary, outer, program_.paths.extended(path, node.first), denied);
      Literal whole{path, expressions.condition(condition), {}, true};
      for (const Literal& each : denied) whole.facts.insert(whole.facts.end(), each.facts.begin(), each.facts.end());
      found.push_back(std::move(whole));
      break;
    }
    default: found.push_back(literal(condition, path));
  }
}

Step::Literal Step::literal(NodeId condition, PathId path) {
  Expressions& expressions = program_.expressions;
  const Node node = expressions.node(condition);
  Literal found{path, expressions.condition(condition), {}, false};
  if (node.sign == Sign::kComparison) {
    found.known = node.operation == Operation::kEqual && (bare(node.parts[0]) || bare(node.parts[1]));
    expressions.reads(!found.known || bare(node.parts[0]) ? node.parts[0] : node.parts[1], path, found.facts);
    if (found.facts.empty()) expressions.reads(node.parts[1], path, found.facts);
  } else if (node.sign == Sign::kRead) {
    found.known = true;
    expressions.reads(condition, path, found.facts);
  }
  return found;
}

bool Step::bare(NodeId node) const {
  const Expressions& expressions = program_.expressions;
  while (expressions.node(node).sign == Sign::kBelieves) node = expressions.node(node).parts[0];
  return expressions.node(node).sign == Sign::kRead;
}

}  // namespace fabula
