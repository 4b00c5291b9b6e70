// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"
#include "ground_reader.hpp"
#include "reach.hpp"
#include "small_world.hpp"

using namespace fabula;

namespace {

struct World {
  Program program{std::get<Ground>(read_ground(kSmallWorld))};
  States states{program.people, program.start.size()};
  ValuationId start = states.valuations().number(program.start);

  // The bounds if only these events may happen.
  Reach reach(const std::vector<std::uint8_t>& allowed) {
    return Reach(program, states, allowed, program.utility_nodes, program.endings[0]);
  }
};

}  // namespace

TEST(what_a_utility_cannot_exceed) {
  World world;
  Reach all = world.reach({1, 1, 1});
  CHECK(all.most(world.start, 0, 0) == 0);
  CHECK(all.most(world.start, 0, 1) == 1);
  CHECK(all.most(world.start, 1, 0) == 1);
  CHECK(all.most(world.start, 0, 100) == 1);
  Reach only_light = world.reach({0, 0, 1});
  CHECK(only_light.most(world.start, 0, 100) == 0);
}

TEST(when_a_goal_may_hold) {
  World world;
  Reach all = world.reach({1, 1, 1});
  CHECK(!all.may_reach(world.start, 0));
  CHECK(!all.may_reach(world.start, 1));
  CHECK(all.may_reach(world.start, 2));
  Reach nobody_pays = world.reach({1, 0, 1});
  CHECK(!nobody_pays.may_reach(world.start, 100));
}

TEST(laws_have_their_part) {
  World world;
  // Nobody puts it out; but who pays twice has nothing left, and then it goes out by itself.
  Reach paying = world.reach({0, 1, 0});
  CHECK(paying.most(world.start, 0, 1) == 0);
  CHECK(paying.most(world.start, 0, 2) == 1);
}

TEST(minds_may_move_facts) {
  // Now the law says: what Wren believes to be lit is not. No fact need change for it to fire.
  std::string text = kSmallWorld;
  text.replace(text.find("law 11 facts"), 12, "law 13 facts");
  Program program(std::get<Ground>(read_ground(text)));
  States states(program.people, program.start.size());
  Reach reach(program, states, {0, 0, 0}, program.utility_nodes, kNothing);
  const ValuationId start = states.valuations().number(program.start);
  CHECK(reach.most(start, 0, 0) == 0);
  CHECK(reach.most(start, 0, 1) == 1);
}

TEST(what_is_infinite_may_come_to_be_unknown) {
  Program program(std::get<Ground>(read_ground(
      "fabula-ground 1\npeople 0\nthings 0\nfluents 2\nnumber 0.0\nnumber 0.0\nclock -\nnodes 6\nread 0\nread 1\n"
      "* 0 1\n- 0 1\n+ 0 1\n/ 0 1\nbeliefs 0\nevents 0\nwait -\nlaws 0\nmoments 0\nutilities\nauthor 2\nendings 0\nend\n")));
  const Relaxation relaxation(program.expressions, program.kinds, program.numbers);
  const NodeId times = 2, less = 3, more = 4, over = 5;
  const Range some{1, 2, 0}, around{-1, 1, 0}, up{1, kInfinity, 0}, down{-kInfinity, -1, 0};
  const auto may_be_unknown = [&](NodeId node, const Range& left, const Range& right) {
    return relaxation.number(node, {left, right}).set != 0;
  };
  // No product of the ends is unknown, but infinity times nothing is.
  CHECK(may_be_unknown(times, up, around) && may_be_unknown(times, around, up));
  CHECK(may_be_unknown(times, down, around) && may_be_unknown(times, around, down));
  CHECK(may_be_unknown(less, up, up) && may_be_unknown(less, down, down) && may_be_unknown(more, up, down));
  CHECK(may_be_unknown(over, up, up) && may_be_unknown(over, some, around));
  CHECK(!may_be_unknown(times, some, around) && !may_be_unknown(less, some, around) && !may_be_unknown(more, some, some));
  CHECK(!may_be_unknown(over, around, some));
  CHECK(may_be_unknown(times, {1, 2, 1}, some) && may_be_unknown(times, some, {1, 2, 1}));
  CHECK((relaxation.number(times, {around, some}) == Range{-2, 2, 0}));
  CHECK((relaxation.number(less, {around, some}) == Range{-3, 0, 0}));
  CHECK((relaxation.number(more, {around, some}) == Range{0, 3, 0}));
  CHECK((relaxation.number(over, {around, some}) == Range{-1, 1, 0}));
}

TEST(sets_and_intervals) {
  World world;
  const Relaxation relaxation(world.program.expressions, world.program.kinds, world.program.numbers);
  CHECK(raised({2, 2, 0}, {-1, -1, 0}, 1) == (Range{1, 2, 0}));
  CHECK(raised({2, 2, 0}, {-1, 3, 0}, 2) == (Range{0, 8, 0}));
  CHECK(joined({1, 2, 0}, {4, 5, 1}, true) == (Range{1, 5, 1}));
  Relaxed relaxed{relaxation.exactly(0, kYes), relaxation.exactly(1, kFirstThing), relaxation.exactly(2, kUnknown)};
  const NodeId lit = 3, dark = 4, coins = 8;
  CHECK(relaxation.may_hold(lit, relaxed) && !relaxation.may_fail(lit, relaxed));
  CHECK(!relaxation.may_hold(dark, relaxed) && relaxation.may_fail(dark, relaxed));
  CHECK(!relaxation.may_hold(coins, relaxed) && relaxation.may_fail(coins, relaxed));
  relaxed[0] = joined(relaxed[0], relaxation.exactly(0, kNo), false);
  CHECK(relaxation.may_hold(dark, relaxed) && relaxation.may_fail(dark, relaxed));
}
