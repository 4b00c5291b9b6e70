// SPDX-License-Identifier: Apache-2.0
#include "relaxed.hpp"

#include <algorithm>
#include <cmath>

namespace fabula {

namespace {

Range sound(double low, double high, bool unknown) {
  return std::isnan(low) || std::isnan(high) ? kAnyNumber : Range{low, high, unknown ? 1U : 0U};
}

Range of_four(double a, double b, double c, double d, bool unknown) {
  for (const double each : {a, b, c, d})
    if (std::isnan(each)) return kAnyNumber;
  return sound(std::min({a, b, c, d}), std::max({a, b, c, d}), unknown);
}

Range calculated(Operation operation, const Range& left, const Range& right) {
  if (left.low > left.high || right.low > right.high) return kNoNumber;
  const bool infinite = std::isinf(left.low) || std::isinf(left.high) || std::isinf(right.low) || std::isinf(right.high);
  const bool unknown = left.set != 0 || right.set != 0 || infinite;
  switch (operation) {
    case Operation::kPlus: return sound(left.low + right.low, left.high + right.high, unknown);
    case Operation::kMinus: return sound(left.low - right.high, left.high - right.low, unknown);
    case Operation::kTimes:
      return of_four(left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high, unknown);
    default:
      if (right.low <= 0 && 0 <= right.high) return kAnyNumber;
      return of_four(left.low / right.low, left.low / right.high, left.high / right.low, left.high / right.high, unknown);
  }
}

bool intervals_may(Operation comparator, const Range& left, const Range& right) {
  const bool equal = (left.low <= right.high && right.low <= left.high) || (left.set != 0 && right.set != 0);
  switch (comparator) {
    case Operation::kEqual: return equal;
    case Operation::kLess: return left.low < right.high;
    case Operation::kAtMost: return left.low <= right.high || equal;
    case Operation::kMore: return left.high > right.low;
    default: return left.high >= right.low || equal;
  }
}

bool intervals_may_fail_to(Operation comparator, const Range& left, const Range& right) {
  if (left.set != 0 || right.set != 0) return true;
  switch (comparator) {
    case Operation::kEqual: return !(left.low == left.high && left.high == right.low && right.low == right.high);
    case Operation::kLess: return left.high >= right.low;
    case Operation::kAtMost: return left.high > right.low;
    case Operation::kMore: return left.low <= right.high;
    default: return left.low < right.high;
  }
}

}  // namespace

Range joined(const Range& one, const Range& other, bool number) {
  if (!number) return {0, 0, one.set | other.set};
  return {std::min(one.low, other.low), std::max(one.high, other.high), one.set | other.set};
}

Range raised(const Range& old, const Range& by, double times) {
  Range step = by;
  if (by.low <= by.high) step = {std::min(0.0, by.low * times), std::max(0.0, by.high * times), by.set};
  return calculated(Operation::kPlus, old, step);
}

Range Relaxation::exactly(Fluent fluent, Code value) const {
  if (!is_number(fluent)) return {0, 0, bit(value)};
  if (!numbers_.is_number(value)) return value == kUnknown ? kNoNumber : kAnyNumber;
  return {numbers_.number(value), numbers_.number(value), 0};
}

bool Relaxation::numeric(NodeId number) const {
  const Node& node = expressions_.node(number);
  switch (node.sign) {
    case Sign::kValue: return numbers_.is_number(node.first);
    case Sign::kRead: return is_number(node.first);
    case Sign::kCalculation: return true;
    case Sign::kBelieves: return numeric(node.parts[0]);
    case Sign::kIf: return numeric(node.parts[1]) || numeric(node.parts[2]);
    default: return false;
  }
}

std::uint64_t Relaxation::symbol(NodeId number, const Relaxed& relaxed) const {
  const Node& node = expressions_.node(number);
  if (node.sign == Sign::kValue) return bit(node.first);
  if (node.sign == Sign::kRead && !is_number(node.first)) return relaxed[node.first].set;
  if (node.sign != Sign::kIf) return kAnything.set;
  return (may_hold(node.parts[0], relaxed) ? symbol(node.parts[1], relaxed) : 0) |
         (may_fail(node.parts[0], relaxed) ? symbol(node.parts[2], relaxed) : 0);
}

Range Relaxation::number(NodeId number, const Relaxed& relaxed) const {
  const Node& node = expressions_.node(number);
  switch (node.sign) {
    case Sign::kValue: {
      if (node.first == kUnknown) return kNoNumber;
      if (node.first == kYes || node.first == kNo) return {node.first == kYes ? 1.0 : 0.0, node.first == kYes ? 1.0 : 0.0, 0};
      return numbers_.is_number(node.first) ? Range{numbers_.number(node.first), numbers_.number(node.first), 0} : kAnyNumber;
    }
    case Sign::kRead: return is_number(node.first) ? relaxed[node.first] : kAnyNumber;
    case Sign::kCalculation:
      return calculated(node.operation, this->number(node.parts[0], relaxed), this->number(node.parts[1], relaxed));
    case Sign::kIf: {
      Range found = kNoNumber;
      found.set = 0;
      if (may_hold(node.parts[0], relaxed)) found = joined(found, this->number(node.parts[1], relaxed), true);
      if (may_fail(node.parts[0], relaxed)) found = joined(found, this->number(node.parts[2], relaxed), true);
      return found;
    }
    default: return kAnyNumber;
  }
}

bool Relaxation::comparison_may(const Node& node, bool hold, const Relaxed& relaxed) const {
  Operation comparator = node.operation;
  if (comparator == Operation::kDifferent) {
    comparator = Operation::kEqual;
    hold = !hold;
  }
  if (numeric(node.parts[0]) || numeric(node.parts[1])) {
    const Range left = number(node.parts[0], relaxed), right = number(node.parts[1], relaxed);
    return hold ? intervals_may(comparator, left, right) : intervals_may_fail_to(comparator, left, right);
  }
  if (comparator != Operation::kEqual) return true;
  const std::uint64_t left = symbol(node.parts[0], relaxed), right = symbol(node.parts[1], relaxed);
  if (hold) return (left & right) != 0;
  return left != right || (left & (left - 1)) != 0 || left == kShared;
}

void Relaxation::split(NodeId condition, std::vector<MaskTest>& tests, std::vector<NodeId>& others) const {
  const Node& node = expressions_.node(condition);
  if (node.sign == Sign::kAll) {
    for (const NodeId part : node.parts) split(part, tests, others);
    return;
  }
  if (node.sign == Sign::kBelieves || node.sign == Sign::kDoubts || (node.sign == Sign::kValue && node.first == kYes)) return;
  if (node.sign == Sign::kRead && !is_number(node.first)) {
    tests.push_back({node.first, bit(kYes)});
    return;
  }
  if (node.sign == Sign::kComparison && node.operation <= Operation::kDifferent) {
    const Node& left = expressions_.node(node.parts[0]);
    const Code* right = expressions_.constant(node.parts[1]);
    if (left.sign == Sign::kRead && !is_number(left.first) && right != nullptr && bit(*right) != kShared) {
      tests.push_back({left.first, node.operation == Operation::kEqual ? bit(*right) : ~bit(*right)});
      return;
    }
  }
  others.push_back(condition);
}

bool Relaxation::may_hold(NodeId condition, const Relaxed& relaxed) const {
  const Node& node = expressions_.node(condition);
  switch (node.sign) {
    case Sign::kValue: return node.first == kYes;
    case Sign::kRead: return is_number(node.first) || (relaxed[node.first].set & bit(kYes)) != 0;
    case Sign::kAll:
      return std::all_of(node.parts.begin(), node.parts.end(), [&](NodeId part) { return may_hold(part, relaxed); });
    case Sign::kSome:
      return std::any_of(node.parts.begin(), node.parts.end(), [&](NodeId part) { return may_hold(part, relaxed); });
    case Sign::kComparison: return comparison_may(node, true, relaxed);
    default: return true;
  }
}

bool Relaxation::may_fail(NodeId condition, const Relaxed& relaxed) const {
  const Node& node = expressions_.node(condition);
  switch (node.sign) {
    case Sign::kValue: return node.first != kYes;
    case Sign::kRead: return is_number(node.first) || (relaxed[node.first].set & ~bit(kYes)) != 0;
    case Sign::kAll:
      return std::any_of(node.parts.begin(), node.parts.end(), [&](NodeId part) { return may_fail(part, relaxed); });
    case Sign::kSome:
      return std::all_of(node.parts.begin(), node.parts.end(), [&](NodeId part) { return may_fail(part, relaxed); });
    case Sign::kComparison: return comparison_may(node, false, relaxed);
    default: return true;
  }
}

}  // namespace fabula
