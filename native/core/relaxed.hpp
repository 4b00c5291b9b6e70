// SPDX-License-Identifier: Apache-2.0
// What an expression may come to when each fact may have any of several values: never less than it can. A number lies in
// an interval and may be unknown; anything else has a set of values, one bit each. What anybody believes may be anything.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "expressions.hpp"

namespace fabula {

// What a fluent may be: of a number `low`, `high` and whether `set` says that it may be unknown; else `set` alone.
struct Range {
  double low = 0;
  double high = 0;
  std::uint64_t set = 0;
  bool operator==(const Range&) const = default;
};

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr Range kAnyNumber{-kInfinity, kInfinity, 1};
inline constexpr Range kNoNumber{kInfinity, -kInfinity, 1};
inline constexpr Range kAnything{0, 0, ~std::uint64_t{0}};

using Relaxed = std::vector<Range>;  // one for each fluent

Range joined(const Range& one, const Range& other, bool number);
// The interval of a number that is raised by something, at most so many times.
Range raised(const Range& old, const Range& by, double times);

// That a fact may have one of some values.
struct MaskTest {
  Fluent fluent;
  std::uint64_t mask;
};

class Relaxation {
 public:
  Relaxation(const Expressions& expressions, const std::vector<Kind>& kinds, Numbers& numbers)
      : expressions_(expressions), kinds_(kinds), numbers_(numbers) {}

  bool is_number(Fluent fluent) const { return kinds_[fluent] == Kind::kNumber; }
  Range exactly(Fluent fluent, Code value) const;
  bool may_hold(NodeId condition, const Relaxed& relaxed) const;
  bool may_fail(NodeId condition, const Relaxed& relaxed) const;
  Range number(NodeId node, const Relaxed& relaxed) const;
  std::uint64_t symbol(NodeId node, const Relaxed& relaxed) const;
  // The condition taken apart into tests of single facts and whatever is not of that form; all must hold.
  void split(NodeId condition, std::vector<MaskTest>& tests, std::vector<NodeId>& others) const;
  static std::uint64_t bit(Code value) { return value < 63 ? std::uint64_t{1} << value : kShared; }

 private:
  static constexpr std::uint64_t kShared = std::uint64_t{1} << 63;  // stands for every value beyond the first 63

  bool numeric(NodeId node) const;
  bool comparison_may(const Node& node, bool hold, const Relaxed& relaxed) const;

  const Expressions& expressions_;
  const std::vector<Kind>& kinds_;
  Numbers& numbers_;
};

}  // namespace fabula
