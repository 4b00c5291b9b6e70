// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"
#include "ground_reader.hpp"
#include "small_world.hpp"
#include "survey.hpp"

using namespace fabula;

namespace {

struct World {
  Program program{std::get<Ground>(read_ground(kSmallWorld))};
  Wills wills{program, 4};
};

std::vector<std::vector<std::uint32_t>> shown(const Survey& survey) {
  std::vector<std::vector<std::uint32_t>> found;
  for (const Survey::Edge& edge : survey.edges()) found.push_back({edge.from, edge.event, edge.to});
  return found;
}

}  // namespace

// Ash puts the light out (0) or a coin is paid (1), in any order; in the dark Wren lights it (2), and knows it then.
TEST(two_events_of_every_story) {
  World world;
  Survey survey(world.wills, world.wills.start(), {2, 5, 2, 1});
  CHECK(survey.extend());
  CHECK(survey.extend());
  CHECK(!survey.extend());
  CHECK(survey.complete() == 2);
  CHECK((survey.layers() == std::vector<std::uint32_t>{0, 1, 3, 6}));
  CHECK((shown(survey) == std::vector<std::vector<std::uint32_t>>{
                              {0, 0, 1}, {0, 1, 2}, {1, 1, 3}, {1, 2, 4}, {2, 0, 3}, {2, 1, 5}}));
  CHECK(survey.places()[0] == world.wills.start());
  CHECK(survey.places()[5] == world.wills.after(survey.places()[2], 1));
}

TEST(a_survey_that_is_stopped_keeps_what_is_known) {
  World world;
  Survey survey(world.wills, world.wills.start(), {9, 5, 2, 1});
  CHECK(survey.extend());
  Cancel cancel;
  cancel.asked = true;
  world.wills.bounds.cancel = &cancel;
  bool stopped = false;
  try {
    for (int i = 0; i < 9; ++i) survey.extend();
  } catch (const Stopped&) {
    stopped = true;
  }
  CHECK(stopped || survey.complete() == 9);
  CHECK(survey.layers().size() == survey.complete() + 2);
  for (const Survey::Edge& edge : survey.edges()) CHECK(edge.to < survey.places().size());
}

TEST(no_events_no_steps) {
  World world;
  Survey survey(world.wills, world.wills.start(), {0, 5, 2, 1});
  CHECK(!survey.extend());
  CHECK(survey.places().size() == 1 && survey.edges().empty());
}
