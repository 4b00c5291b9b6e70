// SPDX-License-Identifier: Apache-2.0
#include "values.hpp"

#include "trouble.hpp"

namespace fabula {

Code Numbers::code(double number) {
  if (number == 0) number = 0;  // -0.0 is 0.0
  if (first_ + numbers_.size() >= kMostCodes && !codes_.contains(number)) throw Stopped{Limit::kMemory};
  const auto [found, is_new] = codes_.try_emplace(number, first_ + static_cast<Code>(numbers_.size()));
  if (is_new) numbers_.push_back(number);
  return found->second;
}

namespace {

bool equal(const Value& left, const Value& right) {
  if (left.is_number || right.is_number) return left.counts() && right.counts() && left.amount() == right.amount();
  return left.code == right.code;
}

}  // namespace

bool compared(Operation comparator, const Value& left, const Value& right) {
  if (comparator == Operation::kEqual) return equal(left, right);
  if (comparator == Operation::kDifferent) return !equal(left, right);
  if (!left.counts() || !right.counts())
    return equal(left, right) && (comparator == Operation::kAtMost || comparator == Operation::kAtLeast);
  switch (comparator) {
    case Operation::kLess: return left.amount() < right.amount();
    case Operation::kAtMost: return left.amount() <= right.amount();
    case Operation::kMore: return left.amount() > right.amount();
    default: return left.amount() >= right.amount();
  }
}

}  // namespace fabula
