// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"
#include "ground_reader.hpp"
#include "small_world.hpp"
#include "teller.hpp"

using namespace fabula;

namespace {

constexpr Fluent kLit = 0, kCoins = 2;
constexpr Person kAsh = 0, kWren = 1;
constexpr EventId kDouse = 0, kPay = 1, kLight = 2;

struct World {
  Program program{std::get<Ground>(read_ground(kSmallWorld))};
  Wills wills{program, 4};
  StateId start = wills.start();

  Code value(StateId state, Fluent fluent) { return wills.states().values(state)[fluent]; }
  Code believed(StateId state, Person person, Fluent fluent) {
    return value(wills.states().mind(state, person), fluent);
  }
};

}  // namespace

TEST(the_start) {
  World world;
  CHECK(world.value(world.start, kLit) == kYes);
  CHECK(world.believed(world.start, kAsh, kLit) == kYes);
  CHECK(world.believed(world.start, kWren, kLit) == kNo);
  CHECK((world.wills.events(world.start) == std::vector<EventId>{kDouse, kPay}));
  CHECK(world.wills.start() == world.start);
}

TEST(who_does_not_see_it_believes_as_before) {
  World world;
  const StateId dark = world.wills.after(world.start, kDouse);
  CHECK(world.value(dark, kLit) == kNo);
  CHECK(world.believed(dark, kAsh, kLit) == kNo);
  CHECK(world.wills.states().mind(dark, kWren) == world.wills.states().mind(world.start, kWren));
  CHECK(world.wills.after(world.start, kDouse) == dark);
}

TEST(a_law_follows) {
  World world;
  const StateId poor = world.wills.after(world.wills.after(world.start, kPay), kPay);
  CHECK(world.program.numbers.number(world.value(poor, kCoins)) == 0.0);
  CHECK(world.value(poor, kLit) == kNo);
  CHECK(world.believed(poor, kAsh, kLit) == kNo);
}

TEST(a_surprise_corrects) {
  World world;
  // Wren took it for dark, so that the light could not be put out; were they to see it, they would know better first.
  const StateId dark = world.wills.after(world.start, kDouse);
  const StateId lit = world.wills.after(dark, kLight);
  CHECK(world.believed(lit, kWren, kLit) == kYes);
}

TEST(who_would_do_what) {
  World world;
  CHECK(world.wills.explained(world.start, kDouse, 3, 2));
  CHECK(world.wills.explained(world.start, kPay, 3, 2));
  CHECK(world.wills.explained(world.start, kLight, 3, 2));
  const StateId dark = world.wills.after(world.start, kDouse);
  CHECK(world.wills.plan(world.wills.states().mind(dark, kAsh), kDouse, kAsh, 3, 2) == nullptr);
  const Plan* plan = world.wills.plan(world.wills.states().mind(dark, kWren), kLight, kWren, 3, 2);
  CHECK(plan != nullptr && *plan == Plan{kLight});
}

// Event 1 asks for `coins / coins = 1` and for light: it is looked at in that order, though light is quicker to look up.
TEST(what_divides_is_come_to_in_its_order) {
  const auto with = [](const std::string& condition) {
    std::string text = kSmallWorld;
    text.replace(text.find("nodes 15"), 8, "nodes 18");
    text.replace(text.find("beliefs 1\n"), 10, "/ 5 5\n= 15 7\n" + condition + "\nbeliefs 1\n");
    text.replace(text.find("event 8 1"), 9, "event 17 1");
    text.replace(text.find("number 2.0"), 10, "number 0.0");
    return text;
  };
  const auto fails = [](const std::string& text) {
    Program program{std::get<Ground>(read_ground(text))};
    Wills wills{program, 4};
    try {
      wills.events(wills.after(wills.start(), kDouse));  // no coins, no light
    } catch (const DivisionByZero&) {
      return true;
    }
    return false;
  };
  CHECK(fails(with("all 2 16 3")));
  CHECK(!fails(with("all 2 3 16")));
}

TEST(stories) {
  World world;
  const Found poor = Teller(world.wills, {world.program.endings[0], {}}, {5, 3, 2, 1}).found();
  CHECK(poor.outcome == Outcome::kTold);
  CHECK((poor.stories == std::vector<Story>{{kPay, kPay}}));
  const Found knows = Teller(world.wills, {world.program.endings[1], {}}, {1, 3, 2, 1}).found();
  CHECK(knows.outcome == Outcome::kImpossible && knows.stories.empty());
  world.wills.bounds.states = 1;
  const Found stopped = Teller(world.wills, {world.program.endings[1], {}}, {5, 3, 2, 1}).found();
  CHECK(stopped.outcome == Outcome::kGaveUp && stopped.limit == Limit::kStates);
}
