// SPDX-License-Identifier: Apache-2.0
// What crosses between Python and the core: flat lists of whole numbers and doubles, and nothing else.
#pragma once

#include <cstdint>
#include <vector>

namespace fabula {

struct Figure {
  std::int64_t whole = 0;
  double number = 0;
  bool is_number = false;

  static Figure of(double number) { return {0, number, true}; }
  static Figure of(std::int64_t whole) { return {whole, 0, false}; }
};

using Figures = std::vector<Figure>;

// A question that is not one, or asks for something that there is not.
struct Misused {
  const char* reason;
};

// Reads the figures of a question one after another.
class Asked {
 public:
  explicit Asked(const Figures& figures) : figures_(figures) {}

  bool more() const { return place_ < figures_.size(); }
  const Figure& next() {
    if (!more()) throw Misused{"a figure is missing"};
    return figures_[place_++];
  }
  std::uint32_t whole(std::uint64_t limit, const char* what) {
    const Figure& found = next();
    if (found.is_number || found.whole < 0 || static_cast<std::uint64_t>(found.whole) >= limit) throw Misused{what};
    return static_cast<std::uint32_t>(found.whole);
  }
  std::uint32_t any(const char* what) { return whole(0xFFFFFFFFU, what); }
  double number() {
    const Figure& found = next();
    if (!found.is_number) throw Misused{"not a double"};
    return found.number;
  }

 private:
  const Figures& figures_;
  std::size_t place_ = 0;
};

}  // namespace fabula
