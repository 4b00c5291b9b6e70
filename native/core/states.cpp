// SPDX-License-Identifier: Apache-2.0
#include "states.hpp"

#include <algorithm>

namespace fabula {

ValuationId Valuations::number(const std::vector<Code>& values) {
  std::uint64_t hash = 0;
  for (Fluent fluent = 0; fluent < values.size(); ++fluent) {
    scratch_[fluent] = static_cast<Slot>(values[fluent]);
    hash += part(fluent, values[fluent]);
  }
  return number(hash);
}

ValuationId Valuations::number(std::uint64_t hash) {
  const ValuationId found = rows_.number(scratch_.data(), hash);
  if (found == hashes_.size()) hashes_.append(&hash);
  return found;
}

ValuationId Valuations::with(ValuationId valuation, const Write* writes, std::size_t count) {
  const Slot* before = rows_[valuation];
  std::uint64_t hash = *hashes_[valuation];
  bool copied = false;
  for (const Write* write = writes; write != writes + count; ++write) {
    if (write->path != kHere) continue;
    const Code old = copied ? scratch_[write->fluent] : before[write->fluent];
    if (old == write->value) continue;
    if (!copied) std::copy(before, before + scratch_.size() - 1, scratch_.begin());
    copied = true;
    scratch_[write->fluent] = static_cast<Slot>(write->value);
    hash += part(write->fluent, write->value) - part(write->fluent, old);
  }
  return copied ? number(hash) : valuation;
}

StateId States::innermost_with(ValuationId valuation) {
  if (innermost_.size() <= valuation) innermost_.resize(std::max<std::size_t>(valuation + 1, innermost_.size() * 2), kNothing);
  if (innermost_[valuation] == kNothing) {
    std::fill(row_.begin(), row_.end(), kNothing);
    row_[0] = valuation;
    innermost_[valuation] = rows_.number(row_.data());
  }
  return innermost_[valuation];
}

StateId States::with(ValuationId valuation, const StateId* minds) {
  row_[0] = valuation;
  std::copy(minds, minds + people_, row_.begin() + 1);
  return rows_.number(row_.data());
}

StateId States::revalued(StateId state, ValuationId valuation) {
  const std::uint32_t* row = rows_[state];
  if (row[0] == valuation) return state;
  std::copy(row, row + people_ + 1, row_.begin());
  row_[0] = valuation;
  return rows_.number(row_.data());
}

}  // namespace fabula
