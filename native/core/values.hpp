// SPDX-License-Identifier: Apache-2.0
// Values. Every value that a fluent may have is one small number, its code, so that a valuation is an array of codes and
// equal means the same number: first the symbols, then the things, then the numbers in the order in which they turn up.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace fabula {

using Code = std::uint32_t;
using Slot = std::uint16_t;  // a code as valuations keep it

inline constexpr Code kMostCodes = 0xFFFF;

inline constexpr Code kUnknown = 0;
inline constexpr Code kNone = 1;
inline constexpr Code kNo = 2;
inline constexpr Code kYes = 3;
inline constexpr Code kFirstThing = 4;

// The numbers that have turned up, each with its code. Doubles are compared as doubles: there is one zero, and a result
// that is not a number is `unknown` before it comes here.
class Numbers {
 public:
  explicit Numbers(std::uint32_t things) : first_(kFirstThing + things) {}

  bool is_number(Code code) const { return code >= first_; }
  bool knows(Code code) const { return code - first_ < numbers_.size(); }
  double number(Code code) const { return numbers_[code - first_]; }
  Code code(double number);
  std::uint32_t things() const { return first_ - kFirstThing; }

 private:
  Code first_;
  std::vector<double> numbers_;
  std::unordered_map<double, Code> codes_;
};

// A value on the way through a calculation: a number, or the code of something else.
struct Value {
  double number = 0;
  Code code = kUnknown;
  bool is_number = false;

  static Value of(double number) { return {number, kUnknown, true}; }
  static Value of(Code code) { return {0, code, false}; }

  // Whether it can be calculated with; yes and no count as one and nothing.
  bool counts() const { return is_number || code == kYes || code == kNo; }
  double amount() const { return is_number ? number : code == kYes ? 1.0 : 0.0; }
};

enum class Operation : std::uint8_t { kEqual, kDifferent, kLess, kAtMost, kMore, kAtLeast, kPlus, kMinus, kTimes, kOver };

// Whether two values compare so. An unknown number is neither less nor more than any; at most itself.
bool compared(Operation comparator, const Value& left, const Value& right);

}  // namespace fabula
