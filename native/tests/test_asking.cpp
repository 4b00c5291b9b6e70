// SPDX-License-Identifier: Apache-2.0
// Questions as Python asks them: figures in, figures out.
#include "asking.hpp"
#include "check.hpp"
#include "ground_reader.hpp"
#include "small_world.hpp"

using namespace fabula;

namespace {

struct World {
  Asking asking{std::get<Ground>(read_ground(kSmallWorld)), kNothing, 2, 0};

  // The answer as doubles, so that it can be written down.
  std::vector<double> ask(Question question, const std::vector<double>& figures, std::initializer_list<std::size_t> numbers = {}) {
    Figures asked;
    for (const double figure : figures) asked.push_back(Figure::of(static_cast<std::int64_t>(figure)));
    for (const std::size_t place : numbers) asked[place] = Figure::of(figures[place]);
    std::vector<double> found;
    for (const Figure& figure : asking.answer(question, asked))
      found.push_back(figure.is_number ? figure.number : static_cast<double>(figure.whole));
    return found;
  }
  bool refuses(Question question, const std::vector<double>& figures) {
    try {
      ask(question, figures);
    } catch (const Misused&) {
      return true;
    }
    return false;
  }
};

using Row = std::vector<double>;

}  // namespace

TEST(states_have_numbers_and_values) {
  World world;
  CHECK((world.ask(Question::kStart, {}) == Row{0, 0}));
  CHECK((world.ask(Question::kPossible, {0}) == Row{0, 0, 1}));
  CHECK((world.ask(Question::kAfter, {0, 0}) == Row{0, 1}));
  CHECK((world.ask(Question::kAfter, {0, 0}) == Row{0, 1}));
  const double valuation = world.ask(Question::kValuation, {1})[1];
  CHECK((world.ask(Question::kValues, {valuation}) == Row{0, kNo, kFirstThing, 2.0}));
  CHECK((world.ask(Question::kUtility, {1, 0}) == Row{0, 1.0}));
  CHECK((world.ask(Question::kUtility, {1, 2}) == Row{0, 2.0}));
}

TEST(a_value_may_be_put_into_a_mind) {
  World world;
  world.ask(Question::kStart, {});
  const double altered = world.ask(Question::kAltered, {0, 2, 7.0, 1}, {2})[1];
  CHECK((world.ask(Question::kValue, {altered, 5}) == Row{0, 2.0}));
  const double mind = world.ask(Question::kBelieved, {altered, 1})[1];
  CHECK((world.ask(Question::kValue, {mind, 5}) == Row{0, 7.0}));
}

TEST(expressions_may_come_later) {
  World world;
  world.ask(Question::kStart, {});
  const auto sign = [](Sign sign) { return static_cast<double>(sign); };
  const double two = world.ask(Question::kNode, {sign(Sign::kValue), 0, 2.0}, {2})[1];
  const double equal = world.ask(Question::kNode, {sign(Sign::kComparison), 0, 5, two})[1];
  CHECK((world.ask(Question::kHolds, {0, equal}) == Row{0, 1}));
  const double nothing = world.ask(Question::kNode, {sign(Sign::kValue), 0, 0.0}, {2})[1];
  const double divided = world.ask(Question::kNode, {sign(Sign::kCalculation), 9, 5, nothing})[1];
  CHECK((world.ask(Question::kValue, {0, divided}) == Row{static_cast<double>(kDivided), divided}));
}

TEST(what_makes_no_sense_is_refused) {
  World world;
  CHECK(world.refuses(Question::kPossible, {0}));  // no state has been met yet
  world.ask(Question::kStart, {});
  CHECK(world.refuses(Question::kPossible, {}));
  CHECK(world.refuses(Question::kPossible, {0, 0}));
  CHECK(world.refuses(Question::kAfter, {0, 3}));
  CHECK(world.refuses(Question::kUtility, {0, 3}));
  CHECK(world.refuses(Question::kNode, {static_cast<double>(Sign::kComparison), 6, 0, 0}));
  CHECK(world.refuses(Question::kNode, {static_cast<double>(Sign::kIf), 0, 0, 0}));
  CHECK(world.refuses(Question::kStarted, {2, 4}));
}

// Ash wants it dark; Wren, who thinks it dark, would light it.
TEST(reasons_and_stories) {
  World world;
  world.ask(Question::kStart, {});
  CHECK((world.ask(Question::kReason, {0, 0, 0, 0, 5, 2}) == Row{0, 0, 0, 0.0, 1.0, 1, 0, 0}));
  CHECK((world.ask(Question::kReason, {0, 0, 2, 0, 5, 2}) == Row{0}));
  CHECK((world.ask(Question::kExplainedEvents, {0, 0, 5, 2}) == Row{0, 0, 1}));
  const std::vector<double> told = world.ask(Question::kTell, {0, 4, 5, 2, 1, 0, 11, 0});
  CHECK(told.size() == 12 && told[0] == 0 && told[1] == 0);
  CHECK((Row(told.begin() + 9, told.end()) == Row{2, 1, 1}));
}

TEST(a_search_leaves_off_after_some_looks) {
  World world;
  world.ask(Question::kStart, {});
  CHECK((world.ask(Question::kReason, {1, 0, 0, 0, 5, 2}) == Row{static_cast<double>(Limit::kSlice)}));
  CHECK(world.ask(Question::kReason, {0, 0, 0, 0, 5, 2}).size() == 8);
}

TEST(the_space_of_stories_comes_in_tables) {
  World world;
  world.ask(Question::kStart, {});
  CHECK((world.ask(Question::kSpace, {0, 0, 2, 5, 2, 0}) == Row{0, 2}));
  CHECK((world.asking.table(1) == std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2}));
  CHECK((world.asking.table(2) == std::vector<std::uint32_t>{0, 1, 1, 2, 0, 1}));
  CHECK((world.asking.table(3) == std::vector<std::uint32_t>{1, 2, 3, 4, 3, 5}));
  CHECK((world.asking.table(4) == std::vector<std::uint32_t>{0, 1, 3, 6}));
  world.ask(Question::kStart, {});
  bool refused = false;
  try {
    world.asking.table(0);
  } catch (const Misused&) {
    refused = true;
  }
  CHECK(refused);
}
