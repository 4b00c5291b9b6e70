// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace fabula {

namespace {

// The most minds inside minds that any node of the table looks into.
std::uint32_t deepest_of(const std::vector<Node>& nodes) {
  std::vector<std::uint32_t> depths;
  std::uint32_t deepest = 0;
  for (const Node& node : nodes) {
    std::uint32_t depth = 0;
    for (const NodeId part : node.parts) depth = std::max(depth, depths[part]);
    depths.push_back(depth + (node.sign == Sign::kBelieves || node.sign == Sign::kDoubts ? 1 : 0));
    deepest = std::max(deepest, depths.back());
  }
  return deepest;
}

bool any_reads(const std::vector<Node>& nodes, Fluent fluent) {
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const Node& node) { return node.sign == Sign::kRead && node.first == fluent; });
}

}  // namespace

Program::Program(Ground ground)
    : people(ground.people),
      clock(ground.clock),
      wait(ground.wait),
      numbers(std::move(ground.numbers)),
      expressions(ground.nodes, numbers, paths),
      author(expressions.value(ground.author)),
      start(std::move(ground.start)),
      beliefs(std::move(ground.beliefs)),
      kinds(std::move(ground.kinds)),
      ground_events(std::move(ground.events)),
      ground_laws(std::move(ground.laws)),
      ground_moments(std::move(ground.moments)),
      utility_nodes(std::move(ground.utilities)),
      author_node(ground.author),
      endings(std::move(ground.endings)),
      timeless(clock == kNothing || !any_reads(ground.nodes, clock)),
      deepest(deepest_of(ground.nodes)) {
  const auto moves_facts = [&](const GroundLaw& law) { return by_minds(law.effects, law.condition); };
  const bool laws_by_minds = std::any_of(ground_laws.begin(), ground_laws.end(), moves_facts) ||
                             std::any_of(ground_moments.begin(), ground_moments.end(), moves_facts);
  for (const GroundEvent& event : ground_events) {
    events.push_back(made(event));
    events.back().by_facts = !laws_by_minds && !by_minds(event.effects, kNothing);
    minds_move_facts = minds_move_facts || !events.back().by_facts;
  }
  for (const GroundLaw& law : ground_laws) laws.push_back(made(law));
  for (const GroundLaw& law : ground_moments) moments.push_back(made(law));
  for (const NodeId node : utility_nodes) utilities.push_back(expressions.value(node));
}

Event Program::made(const GroundEvent& event) {
  Event found{event.condition, expressions.condition(event.condition), event.takes, event.willing, {}, {},
              made(event.effects), true};
  if (clock == kNothing) found.takes = 0;
  for (const auto& [person, node] : event.impulses) found.impulses.emplace_back(person, expressions.condition(node));
  found.may_fail = expressions.divides(event.condition);
  for (const NodeId node : event.observers) {
    found.observers.push_back(expressions.condition(node));
    found.may_fail = found.may_fail || expressions.divides(node);
  }
  return found;
}

Effects Program::made(const std::vector<GroundEffect>& effects) {
  Effects found;
  std::set<std::pair<PathId, Fluent>> places;
  for (const GroundEffect& effect : effects) {
    const Code* constant = expressions.constant(effect.value);
    const Address guard = effect.guard == kNothing ? kTrue : expressions.condition(effect.guard);
    const PathId path = paths.of(effect.path);
    found.all.push_back({path, effect.fluent, expressions.value(effect.value),
                         constant == nullptr || effect.increase ? kNothing : *constant, guard, effect.increase});
    found.again = !places.emplace(path, effect.fluent).second || found.again;
    const Effect& made = found.all.back();
    found.plain = found.plain && path == kHere && guard == kTrue && made.constant != kNothing;
    if (found.plain) found.writes.push_back({path, effect.fluent, made.constant});
  }
  return found;
}

Law Program::made(const GroundLaw& law) {
  return {law.condition, expressions.condition(law.condition), law.changes_facts, made(law.effects)};
}

bool Program::by_minds(const std::vector<GroundEffect>& effects, NodeId condition) {
  bool any = false, minds = false;
  for (const GroundEffect& effect : effects) {
    if (!effect.path.empty()) continue;
    any = true;
    minds = minds || expressions.reads_minds(effect.value) ||
            (effect.guard != kNothing && expressions.reads_minds(effect.guard));
  }
  return any && (minds || (condition != kNothing && expressions.reads_minds(condition)));
}

}  // namespace fabula
