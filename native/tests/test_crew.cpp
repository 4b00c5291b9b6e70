// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"
#include "crew.hpp"
#include "ground_reader.hpp"
#include "small_world.hpp"
#include "survey.hpp"

using namespace fabula;

namespace {

Ground small_world() { return std::get<Ground>(read_ground(kSmallWorld)); }

struct World {
  Program program{small_world()};
  Wills wills{program, 4};
};

std::vector<std::vector<std::uint32_t>> shown(const Survey& survey) {
  std::vector<std::vector<std::uint32_t>> found;
  for (const Survey::Edge& edge : survey.edges()) found.push_back({edge.from, edge.event, edge.to});
  return found;
}

}  // namespace

TEST(helpers_change_nothing) {
  World alone, led;
  Crew crew(small_world(), 4, 3, UINT64_MAX);
  Survey one(alone.wills, alone.wills.start(), {6, 5, 2, 1});
  Survey many(led.wills, led.wills.start(), {6, 5, 2, 1}, 0, UINT64_MAX, &crew);
  while (one.extend()) CHECK(many.extend());
  CHECK(!many.extend());
  CHECK(shown(one) == shown(many));
  CHECK(one.layers() == many.layers());
  CHECK(one.places().size() > 5);
}

TEST(helpers_that_may_keep_nothing_leave_it_to_who_asks) {
  World alone, led;
  Crew crew(small_world(), 4, 2, 1);
  Survey one(alone.wills, alone.wills.start(), {5, 5, 2, 1});
  Survey many(led.wills, led.wills.start(), {5, 5, 2, 1}, 0, UINT64_MAX, &crew);
  while (one.extend()) CHECK(many.extend());
  CHECK(!many.extend());
  CHECK(shown(one) == shown(many));
}

TEST(a_state_is_taken_over_with_all_that_is_believed) {
  World from, to;
  const StateId poor = from.wills.after(from.wills.after(from.wills.start(), 1), 1);
  to.program.numbers.code(77.0);  // so that numbers are numbered otherwise there
  const Snapshot snapshot(from.wills.states(), from.program.numbers, from.program.start.size(), {poor, from.wills.start()});
  const std::vector<StateId> there = snapshot.taken_over(to.wills.states(), to.program.numbers);
  CHECK(there.size() == 2);
  CHECK(there[1] == to.wills.start());
  CHECK(there[0] == to.wills.after(to.wills.after(to.wills.start(), 1), 1));
}
