// SPDX-License-Identifier: Apache-2.0
// Paths of minds: (0, 3) is what person 0 believes that person 3 believes. Each path is kept once, as its first person and
// the path after it; the empty path is number 0.
#pragma once

#include <cstdint>
#include <vector>

#include "ground.hpp"
#include "tables.hpp"

namespace fabula {

using PathId = std::uint32_t;
inline constexpr PathId kHere = 0;

class Paths {
 public:
  Paths() : steps_{{kNothing, kHere}} {}

  Person first(PathId path) const { return steps_[path].first; }
  PathId rest(PathId path) const { return steps_[path].rest; }
  PathId before(Person person, PathId rest) {
    const std::uint64_t key = paired(person, rest);
    if (const std::uint32_t* found = numbers_.find(key)) return *found;
    steps_.push_back({person, rest});
    numbers_.keep(key, static_cast<PathId>(steps_.size() - 1));
    return static_cast<PathId>(steps_.size() - 1);
  }
  // The path `path`, and then the mind of the person.
  PathId extended(PathId path, Person person) { return joined(path, before(person, kHere)); }
  PathId joined(PathId path, PathId then) {
    std::vector<Person> people;
    for (; path != kHere; path = rest(path)) people.push_back(first(path));
    for (; !people.empty(); people.pop_back()) then = before(people.back(), then);
    return then;
  }
  // The minds of a path, from the outside in.
  std::vector<Person> people(PathId path) const {
    std::vector<Person> found;
    for (; path != kHere; path = rest(path)) found.push_back(first(path));
    return found;
  }
  PathId of(const std::vector<Person>& people) {
    PathId path = kHere;
    for (std::size_t i = people.size(); i-- > 0;) path = before(people[i], path);
    return path;
  }

 private:
  struct Step {
    Person first;
    PathId rest;
  };
  std::vector<Step> steps_;
  Memo numbers_;
};

}  // namespace fabula
