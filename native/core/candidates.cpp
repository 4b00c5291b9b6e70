// SPDX-License-Identifier: Apache-2.0
#include "candidates.hpp"

#include <algorithm>

namespace fabula {

namespace {

// Whether a node is `fluent = value`.
bool is_literal(const Expressions& expressions, NodeId number, Fluent& fluent, Code& value) {
  const Node& node = expressions.node(number);
  if (node.sign == Sign::kRead) {
    fluent = node.first;
    value = kYes;
    return true;
  }
  if (node.sign != Sign::kComparison || node.operation != Operation::kEqual) return false;
  const Node& left = expressions.node(node.parts[0]);
  const Code* right = expressions.constant(node.parts[1]);
  if (left.sign != Sign::kRead || right == nullptr) return false;
  fluent = left.first;
  value = *right;
  return true;
}

}  // namespace

Candidates::Candidates(Program& program, States& states, const std::vector<NodeId>& conditions,
                       const std::vector<std::uint32_t>& numbers)
    : program_(program), states_(states), drawers_(program.start.size()) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (!program.expressions.divides(conditions[i])) {
      file(conditions[i], numbers[i]);
    } else {
      always_.push_back(static_cast<std::uint32_t>(entries_.size()));
      entries_.push_back({numbers[i], {}, program.expressions.condition(conditions[i])});
    }
  }
  for (Fluent fluent = 0; fluent < drawers_.size(); ++fluent)
    if (!drawers_[fluent].empty()) filed_.push_back(fluent);
}

void Candidates::split(NodeId condition, std::vector<NodeId>& facts, std::vector<NodeId>& minds) {
  Expressions& expressions = program_.expressions;
  if (expressions.node(condition).sign == Sign::kAll && expressions.reads_minds(condition)) {
    for (const NodeId part : std::vector<NodeId>(expressions.node(condition).parts)) split(part, facts, minds);
  } else if (expressions.node(condition).sign == Sign::kAll) {
    for (const NodeId part : std::vector<NodeId>(expressions.node(condition).parts)) split(part, facts, minds);
  } else {
    (expressions.reads_minds(condition) ? minds : facts).push_back(condition);
  }
}

void Candidates::file(NodeId condition, std::uint32_t number) {
  Expressions& expressions = program_.expressions;
  std::vector<NodeId> facts, minds;
  split(condition, facts, minds);
  Fluent fluent = 0;
  Code value = 0;
  std::size_t best = facts.size(), fewest = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!is_literal(expressions, facts[i], fluent, value)) continue;
    // A drawer for `yes` or `no` is open half of the time, one for a place far less often.
    const std::size_t load = drawer(fluent, value)->entries.size() + (value == kYes || value == kNo ? 1000 : 0);
    if (best == facts.size() || load < fewest) best = i, fewest = load;
  }
  Entry entry{number, {}, kTrue};
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (i != best) entry.facts.push_back(expressions.condition(facts[i]));
  if (!minds.empty()) entry.minds = expressions.condition(condition);
  const auto place = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(std::move(entry));
  if (best == facts.size()) {
    always_.push_back(place);
  } else {
    is_literal(expressions, facts[best], fluent, value);
    drawer(fluent, value)->entries.push_back(place);
  }
}

Candidates::Drawer* Candidates::drawer(Fluent fluent, Code value) {
  std::vector<Drawer>& drawers = drawers_[fluent];
  for (Drawer& each : drawers)
    if (each.value == value) return &each;
  drawers.push_back({value, {}});
  return &drawers.back();
}

void Candidates::test(std::uint32_t place, const Slot* values) {
  const Entry& entry = entries_[place];
  for (const Address fact : entry.facts)
    if (!program_.expressions.holds(fact, states_, values)) return;
  found_.push_back({entry.number, entry.minds});
}

std::span<const Candidate> Candidates::in(ValuationId valuation) {
  if (ranges_.size() <= valuation) ranges_.resize(std::max<std::size_t>(valuation + 1, ranges_.size() * 2));
  Range& range = ranges_[valuation];
  if (range.begin == kNothing) {
    const auto begin = static_cast<std::uint32_t>(found_.size());
    const Slot* values = states_.valuations()[valuation];
    for (const std::uint32_t entry : always_) test(entry, values);
    for (const Fluent fluent : filed_)
      for (const Drawer& each : drawers_[fluent])
        if (each.value == values[fluent])
          for (const std::uint32_t entry : each.entries) test(entry, values);
    std::sort(found_.begin() + begin, found_.end(),
              [](const Candidate& left, const Candidate& right) { return left.number < right.number; });
    range = {begin, static_cast<std::uint32_t>(found_.size()) - begin};
  }
  return {found_.data() + range.begin, range.count};
}

}  // namespace fabula
